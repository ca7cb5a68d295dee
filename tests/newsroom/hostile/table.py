"""The table in docs/hostile.md: each case with what its last run measured."""

from __future__ import annotations

import fcntl
import re
from pathlib import Path

from tests.newsroom.hostile import CASES, KINDS
from tests.newsroom.hostile.case import MOST_MEGABYTES, MOST_SECONDS, MOST_SECONDS_TO_STOP, Case
from tests.newsroom.hostile.running import Ran
from tests.newsroom.hostile.verdict import counted, listed

PATH = Path(__file__).parents[3] / "docs" / "hostile.md"

HEAD = f"""# Sites that err or mean harm

Each line is a crawl (`scrapy crawl newspaper -a site=...`, over real sockets) of a small newspaper with
four good articles that spoils one thing, often a fifth article. The run must end by itself within
{MOST_SECONDS} seconds (after SIGTERM within {MOST_SECONDS_TO_STOP}), with at most {MOST_MEGABYTES} MB of
memory in all its processes, without a traceback and without a connection to a private address. All that is
not spoiled must be kept to the last letter. So that failures do not take hours, requests wait 5 seconds and
are tried twice.

- **kept**: how many of the articles that must be kept were kept; "and 1 more": the spoiled one was read, too
- **reason**: what was counted for the rest, with the number; –: nothing was lost that needs one
- **seconds**: wall time of the process; for the cases `stop-...` also the time before it was stopped

`WRITE_HOSTILE_TABLE=1 python -m pytest tests/newsroom/test_hostile.py -k NAME` measures one case again,
without `-k` all of them. A † behind a name would mark what does not hold.
"""
_COLUMNS = "| case | what the site does | kept | reason | status | peak MB | seconds |"
_RULE = "| --- | --- | ---: | --- | ---: | ---: | ---: |"
_LINE = re.compile(r"\| ([\w-]+)†? \| .*\|")


def read() -> dict[str, str]:
    """Return the lines of the table by the names of their cases."""
    if not PATH.exists():
        return {}
    shown = (each for each in PATH.read_text("utf-8").splitlines() if each not in (_COLUMNS, _RULE))
    return {found[1]: each for each in shown if (found := _LINE.fullmatch(each))}


def line(case: Case, ran: Ran, faults: list[str]) -> str:
    """Return the line of a case."""
    mark = "†" if faults else ""
    shown = counted(case, ran) or (ran.reasons if faults else {})
    kept = f"{len(ran.texts)} of {len(case.stories)}"
    if len(ran.texts) > len(case.stories):
        kept = f"{len(case.stories)} and {len(ran.texts) - len(case.stories)} more"
    status = "none" if ran.status is None else ran.status
    cells = (f"{case.name}{mark}", _in_a_line(case.does), kept, listed(shown) or "–", status)
    return f"| {' | '.join(map(str, cells))} | {ran.megabytes:.0f} | {ran.seconds:.1f} |"


def write(case: Case, text: str) -> None:
    """Replace the line of one case; several processes may do this at once."""
    PATH.parent.mkdir(exist_ok=True)
    with PATH.open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        lines = {**read(), case.name: text}
        parts = [HEAD]
        for heading, cases in KINDS.items():
            shown = [lines[each.name] for each in cases if each.name in lines]
            parts.append("\n".join((f"## {heading}\n", _COLUMNS, _RULE, *shown, "")))
        PATH.write_text("\n".join(parts), "utf-8")


def lacking() -> set[str]:
    """Return the names that stand only in the table, or only among the cases."""
    return read().keys() ^ {case.name for case in CASES}


def _in_a_line(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())
