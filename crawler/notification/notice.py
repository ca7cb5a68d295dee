"""A notice: what somebody is told about a crawl, as plain text and as data."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from crawler.rows import JSON
from crawler.text import normalize

Kind = Literal["failure", "reminder", "recovery", "test"]
"""``failure``: it fails, and did not in this way before; ``reminder``: it still fails, and that was told long
ago; ``recovery``: it is healthy again; ``test``: nothing happened, somebody tries whether notices arrive."""

MAX_SUBJECT = 150
"""Characters of a subject: more than mail programs and telephones show."""
MAX_TEXT = 20_000
"""Characters of a text: sentences name counts and reasons, never lists of URLs, so this is never reached."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One notice. Subject and text hold no control characters, whatever a site put into its names."""

    kind: Kind
    site: str
    """Name of the newspaper; empty in a test."""
    host: str
    """Name of the machine that tells it."""
    subject: str
    """One line."""
    text: str
    """Plain text of several lines."""
    run: int | None = None
    """Number of the run in the store; None: it did not get that far, or it is a test."""
    status: int = 0
    """Exit status of the run."""
    reason: str = ""
    """Why it ended: a word (``finished``), or a sentence."""
    started_at: datetime | None = None
    ended_at: datetime | None = None
    since: datetime | None = None
    """When the first of the failed runs ended; None: none failed."""
    failed_runs: int = 0
    """Number of failed runs up to this one, since the site was healthy."""
    failed_checks: tuple[tuple[str, str], ...] = ()
    """Names and sentences of the health checks that failed; none: the run failed for another reason."""
    numbers: Mapping[str, int] = field(default_factory=dict)
    """What the run did: requests, articles by what became of them, what is left."""

    def as_json(self) -> dict[str, JSON]:
        """Return it as an object of JSON; times are ISO 8601 in UTC, ``text`` begins with the subject.

        Slack, Mattermost and Rocket.Chat show the field ``text`` of what an incoming webhook gets.
        """
        return {
            "text": f"{self.subject}\n\n{self.text}",
            "subject": self.subject,
            "kind": self.kind,
            "site": self.site,
            "host": self.host,
            "run": self.run,
            "status": self.status,
            "reason": self.reason,
            "started_at": _iso(self.started_at),
            "ended_at": _iso(self.ended_at),
            "since": _iso(self.since),
            "failed_runs": self.failed_runs,
            "failed_checks": [{"name": name, "sentence": sentence} for name, sentence in self.failed_checks],
            "numbers": dict(self.numbers),
        }

    def as_bytes(self) -> bytes:
        """Return it as one line of JSON in UTF-8."""
        return json.dumps(self.as_json(), ensure_ascii=False).encode() + b"\n"


def one_line(text: str, limit: int = MAX_SUBJECT) -> str:
    r"""Return a text as one line without control characters, cut at a word if it is too long.

    >>> one_line("koran.example\r\nBcc: semua@koran.example")
    'koran.example Bcc: semua@koran.example'
    >>> one_line("Harga cabai rawit", 12)
    'Harga cabai…'
    """
    line = normalize(text)
    return line if len(line) <= limit else f"{line[: limit - 1].rsplit(' ', 1)[0]}…"


def lines(*given: str) -> str:
    """Return lines as a text, each without control characters."""
    return "\n".join(map(normalize, given))[:MAX_TEXT]


def _iso(instant: datetime | None) -> str | None:
    return None if instant is None else instant.isoformat(timespec="seconds")
