"""Who is told of what: the same failure once, another one at once, a reminder, an end."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest

from crawler.notification.memory import (
    Memory,
    Told,
    after_failure,
    tell_failure,
    tell_recovery,
    with_told,
    without,
)
from crawler.rows import JSON

NOON = datetime(2026, 3, 1, 12, 17, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(hours=24)
WAYS = ("command", "email")


def failed(
    memory: Memory | None, hours: float, what: str = "reachable", accepted: tuple[str, ...] = WAYS
) -> Memory:
    """Return the memory after a failed run of which some ways took the notice."""
    now = NOON + hours * HOUR
    memory = after_failure(memory, now, "run")
    return with_told(
        memory, what, now, [way for way in tell_failure(memory, what, now, WAYS, DAY) if way in accepted]
    )


def test_the_same_failure_is_told_once_and_counted() -> None:
    memory = failed(failed(failed(None, 0), 1), 2)
    assert (memory.since, memory.runs) == (NOON, 3)
    assert memory.told["email"] == Told("reachable", NOON)
    assert tell_failure(memory, "reachable", NOON + 3 * HOUR, WAYS, DAY) == {}


def test_another_failure_is_told_at_once() -> None:
    memory = failed(None, 0)
    assert tell_failure(memory, "had, reachable", NOON + HOUR, WAYS, DAY) == dict.fromkeys(WAYS, "failure")


@pytest.mark.parametrize(("minutes", "kinds"), [(23 * 60, {}), (24 * 60 - 1, {"email": "reminder"})])
def test_it_is_told_again_after_a_day_whatever_seconds_the_scheduler_adds(
    minutes: int, kinds: dict[str, str]
) -> None:
    memory = failed(None, 0)
    assert tell_failure(memory, "reachable", NOON + timedelta(minutes=minutes), ["email"], DAY) == kinds


def test_no_hours_let_each_run_tell() -> None:
    memory = failed(None, 0)
    assert tell_failure(memory, "reachable", NOON, ["email"], timedelta()) == {"email": "reminder"}


def test_a_way_that_did_not_take_it_is_told_by_the_next_run_and_the_others_are_not() -> None:
    memory = failed(None, 0, accepted=("email",))
    assert tell_failure(memory, "reachable", NOON + HOUR, WAYS, DAY) == {"command": "failure"}
    assert failed(memory, 1).told["command"] == Told("reachable", NOON + HOUR)


def test_an_end_is_told_to_those_who_know_of_the_failure() -> None:
    memory = failed(None, 0, accepted=("email",))
    assert tell_recovery(memory, WAYS) == ["email"]
    assert tell_recovery(memory, ["command"]) == []
    assert without(memory, ["email"], ["email"]) is None
    assert without(memory, ["email"], []) == memory
    assert without(memory, [], []) is None


def test_it_survives_in_json_and_what_cannot_be_read_counts_as_nothing() -> None:
    memory = failed(failed(None, 0), 1, "had")
    assert Memory.from_json(json.loads(json.dumps(memory.as_json()))) == memory
    since = NOON.isoformat()
    broken: list[dict[str, JSON]] = [
        {},
        {"since": "x", "runs": 1, "proof": "run", "told": {}},
        {"since": since, "runs": 1, "proof": "run", "told": []},
        {"since": since, "runs": 1, "proof": "run", "told": {"email": 1}},
        {"since": since, "runs": 1, "proof": "doa", "told": {}},
    ]
    for kept in broken:
        assert Memory.from_json(kept) is None
