"""Numbers, moments and verdicts as the report says them."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from markupsafe import Markup

from crawler.finish_reasons import FINISHED
from crawler.report.figures import Run

_UNSHOWN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
"""What HTML forbids, what turns the direction of the line around it, and what is no letter in UTF-8."""
_LINE_ENDS = re.compile(r"[\t\r\n]+")


def readable(value: Any) -> Any:
    r"""Return what a template prints; what steers is escaped: names and sentences are a site's.

    >>> print(readable("a\x1b[2Jb"), readable(3))
    a\u001b[2Jb 3
    """
    if isinstance(value, str) and not isinstance(value, Markup):
        return _UNSHOWN.sub(lambda match: f"\\u{ord(match[0]):04x}", _LINE_ENDS.sub(" ", value))
    return value


def moment(at: datetime, zone: str) -> str:
    """Return a moment in a zone, to the minute: ``2026-11-30 14:17``."""
    return f"{at.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M}"


def duration(seconds: float | None) -> str:
    """Return how long something took.

    >>> duration(4.2), duration(75), duration(7384), duration(None)
    ('4 s', '1 min 15 s', '2 h 3 min', '–')
    """
    if seconds is None:
        return "–"
    whole = max(round(seconds), 0)
    if whole < 60:
        return f"{whole} s"
    minutes, rest = divmod(whole, 60)
    return f"{minutes} min {rest} s" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"


def pace(seconds: float | None) -> str:
    """Return the seconds of a response: ``0.34 s``."""
    return "–" if seconds is None else f"{seconds:.2f} s"


def percent(part: int, whole: int) -> int | None:
    """Return a share in whole percent; 100 and 0 only if it is all or nothing; None: of nothing.

    >>> percent(999, 1000), percent(1, 1000), percent(3, 3), percent(0, 0)
    (99, 1, 100, None)
    """
    if not whole:
        return None
    return part * 100 // whole if 100 * part >= whole or not part else 1


def verdict(run: Run, *, is_newest: bool) -> str:
    """Return how a run went."""
    if run.verdict == "unended":
        return "killed, or still going" if is_newest else "killed"
    if run.verdict == "failed":
        names = ", ".join(dict.fromkeys(each.name for each in run.complaints if each.name))
        return f"failed: {names}" if names else "failed"
    return "healthy" if run.reason in ("", FINISHED) else f"healthy, {run.reason}"
