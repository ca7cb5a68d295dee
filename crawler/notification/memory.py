"""What is remembered of a site that is sick: since when, and which way was told of what."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Self

from crawler.notification.failing import Proof, as_proof
from crawler.notification.notice import Kind
from crawler.rows import JSON

_JITTER = timedelta(minutes=5)
"""Schedulers start a job some seconds earlier or later; a reminder is not put off by a whole run for that."""


@dataclass(frozen=True, slots=True)
class Told:
    """The last notice that a way has accepted."""

    what: str
    """In which way the site failed."""
    at: datetime


@dataclass(frozen=True, slots=True)
class Memory:
    """A site that is sick."""

    since: datetime
    """When the first of its failed runs ended."""
    runs: int
    """Number of these."""
    proof: Proof
    """What shows that the last of them is over."""
    told: Mapping[str, Told]
    """Key of a way -> what it was told. A way that never took a notice is not in it, and is told again."""

    @classmethod
    def from_json(cls, kept: Mapping[str, JSON]) -> Self | None:
        """Return what was kept; None: the site was healthy, or it cannot be read (then so be it)."""
        try:
            told = kept["told"]
            assert isinstance(told, dict)
            return cls(
                datetime.fromisoformat(str(kept["since"])),
                int(str(kept["runs"])),
                as_proof(kept["proof"]),
                {key: _told(each) for key, each in told.items()},
            )
        except (AssertionError, KeyError, ValueError):
            return None

    def as_json(self) -> dict[str, JSON]:
        """Return it for the store."""
        return {
            "since": self.since.isoformat(),
            "runs": self.runs,
            "proof": self.proof,
            "told": {key: {"what": each.what, "at": each.at.isoformat()} for key, each in self.told.items()},
        }


def after_failure(before: Memory | None, now: datetime, proof: Proof) -> Memory:
    """Return the memory with one failed run more, before anybody is told of it."""
    if before is None:
        return Memory(now, 1, proof, {})
    return replace(before, runs=before.runs + 1, proof=proof)


def tell_failure(
    memory: Memory, what: str, now: datetime, ways: Collection[str], again: timedelta
) -> dict[str, Kind]:
    """Return which ways are told that a run failed, and how; the others know already.

    ``what``: in which way it failed; ``again``: after this time the same failure is told again.
    """
    kinds: dict[str, Kind] = {}
    for way in ways:
        told = memory.told.get(way)
        if told is None or told.what != what:
            kinds[way] = "failure"
        elif now - told.at >= again - _JITTER:
            kinds[way] = "reminder"
    return kinds


def with_told(memory: Memory, what: str, now: datetime, accepted: Collection[str]) -> Memory:
    """Return the memory after these ways have accepted the notice of a failure."""
    return replace(memory, told={**memory.told, **dict.fromkeys(accepted, Told(what, now))})


def tell_recovery(memory: Memory, ways: Collection[str]) -> list[str]:
    """Return which ways are told that the site is healthy again: those that know that it was not."""
    return [way for way in ways if way in memory.told]


def without(memory: Memory, wanted: Collection[str], accepted: Collection[str]) -> Memory | None:
    """Return what is left to remember after a recovery: the ways that should have taken it, and did not.

    None: nothing is.
    """
    left = {way: memory.told[way] for way in wanted if way not in accepted}
    return replace(memory, told=left) if left else None


def _told(kept: JSON) -> Told:
    assert isinstance(kept, dict)
    return Told(str(kept["what"]), datetime.fromisoformat(str(kept["at"])))
