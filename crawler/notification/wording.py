"""What a notice says: what is wrong, since when, what the run did, and what to do next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from crawler import stats
from crawler.health.ending import Ending
from crawler.health.had import LEFT_OUT
from crawler.notification.memory import Memory
from crawler.notification.notice import Kind, Notice, lines, one_line
from crawler.text import counted

_FAULT = "The program itself has failed; the traceback is in its log."
"""What is said of a run that failed without a sentence."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a crawl runs, for those who go there."""

    host: str
    """Name of the machine."""
    folder: str
    """Of the project."""
    log: str = ""
    """File of the log; empty: stderr."""
    program: str = "scrapy"
    """The program whose commands they run there."""


def failure(ending: Ending, memory: Memory, kind: Kind, again: timedelta, place: Place) -> Notice:
    """Return the notice of a run that failed, the newest of ``memory``; ``again``: until a reminder."""
    wrong = [check.sentence for check in ending.failed_checks] or [_FAULT]
    more = f" (and {len(wrong) - 1} more)" if len(wrong) > 1 else ""
    is_old = kind == "reminder"
    since = (
        [f"It fails since {_at(memory.since)}: {counted(memory.runs, 'failed run')}."]
        if memory.runs > 1
        else []
    )
    subject = f"{ending.site}: {'still sick' if is_old else 'sick'} - {_short(wrong[0])}{more}"
    text = lines(
        f"The crawl of {ending.site} {'still fails' if is_old else 'has failed'}.",
        "",
        "What is wrong:",
        *(f"- {sentence}" for sentence in wrong),
        "",
        *_run(ending),
        *since,
        "",
        *_what_to_do(ending.site, place),
        _next(ending, again),
    )
    return _notice(ending, memory, place, kind, subject=subject, text=text)


def recovery(ending: Ending, memory: Memory, place: Place) -> Notice:
    """Return the notice of a healthy run after those that failed."""
    sick = f"{counted(memory.runs, 'failed run')} since {_at(memory.since)}"
    text = lines(f"The crawl of {ending.site} is healthy again, after {sick}.", "", *_run(ending))
    subject = f"{ending.site}: healthy again - after {sick}"
    return _notice(ending, memory, place, "recovery", subject=subject, text=text)


def unbegun(site: str, sentence: str, now: datetime, place: Place) -> Notice:
    """Return the notice of a run that could not begin; without its store nothing is remembered."""
    return Notice(
        kind="failure",
        site=one_line(site),
        host=one_line(place.host),
        subject=one_line(f"{site}: sick - {_short(sentence)}"),
        text=lines(
            f"The crawl of {site} could not begin.",
            "",
            "What is wrong:",
            f"- {sentence}",
            "",
            f"When: {_at(now)}.",
            "",
            *_what_to_do(site, place),
            "You are told by each run that cannot begin, since none of them can remember it.",
        ),
        status=1,
        reason=one_line(sentence, 1000),
        ended_at=now,
        since=now,
        failed_runs=1,
    )


def trial(now: datetime, place: Place) -> Notice:
    """Return a notice that nothing has happened."""
    return Notice(
        kind="test",
        site="",
        host=one_line(place.host),
        subject=one_line(f"test - notices of {place.host} arrive here"),
        text=lines(
            f"Nothing has happened: this is a test, sent by {place.program} notify --test.",
            "Here you are told when a crawl fails, and when it is healthy again.",
            "",
            f"When: {_at(now)}. Where: {place.folder} on {place.host}.",
        ),
        ended_at=now,
    )


def _notice(ending: Ending, memory: Memory, place: Place, kind: Kind, *, subject: str, text: str) -> Notice:
    return Notice(
        kind=kind,
        site=one_line(ending.site),
        host=one_line(place.host),
        subject=one_line(subject),
        text=text,
        run=ending.run,
        status=ending.status,
        reason=one_line(ending.reason, 1000),
        started_at=ending.started_at,
        ended_at=ending.ended_at,
        since=memory.since,
        failed_runs=memory.runs,
        failed_checks=tuple((check.name, one_line(check.sentence, 1000)) for check in ending.failed_checks),
        numbers=_numbers(ending),
    )


def _short(sentence: str) -> str:
    return one_line(sentence, 110).rstrip(".")


def _run(ending: Ending) -> Iterator[str]:
    """Yield the lines that tell of a run."""
    number = "" if ending.run is None else f"number {ending.run}, "
    yield f"The run: {number}{_at(ending.started_at)} to {_at(ending.ended_at)}, exit status {ending.status}."
    numbers = _numbers(ending)
    parts = [f"{numbers[name]:,} {name}" for name in ("new", "changed", "unchanged")]
    parts += [f"{numbers['gone']:,} gone"] if numbers["gone"] else []
    if reasons := ending.numbers.reasons(*LEFT_OUT):
        parts.append(f"not stored: {reasons}")
    left = f"; {counted(numbers['left'], 'URL')} left for later runs" if numbers["left"] else ""
    yield f"What it did: {counted(numbers['requests'], 'request')}; articles: {', '.join(parts)}{left}."
    stored = "unknown: it cannot be read" if ending.stored is None else counted(ending.stored, "article")
    yield f"Its store {ending.store}: {stored}."


def _what_to_do(site: str, place: Place) -> Iterator[str]:
    log = place.log or "what the scheduler kept of its output"
    yield f"What to do: on {place.host}, in {place.folder}, run: {place.program} status --site {site}"
    yield f"The log of the run says more: {log}."


def _numbers(ending: Ending) -> dict[str, int]:
    """Return what a run did, by the names that the notice's JSON has."""
    wanted = {
        "requests": stats.REQUESTS,
        **stats.STORED,
        "gone": stats.ARTICLE_GONE,
        "failed": stats.ARTICLE_FAILED,
        "refused": stats.ARTICLE_REFUSED,
        "dropped": stats.ARTICLE_DROPPED,
    }
    numbers = {name: ending.numbers.number(statistic) for name, statistic in wanted.items()}
    left = sum(ending.left.get(state, 0) for state in ("pending", "failed"))
    stored = {} if ending.stored is None else {"stored": ending.stored}
    return {**numbers, "left": left, **stored}


def _next(ending: Ending, again: timedelta) -> str:
    """Return when the next notice comes."""
    if ending.stored is None:
        return "You are told by each run that fails, as long as the store cannot remember it."
    hours = round(again.total_seconds() / 3600)
    when = f"after {counted(hours, 'hour')}" if hours else "by each run that fails"
    return f"You are told again {when}, if it fails in another way, and when it is healthy again."


def _at(instant: datetime) -> str:
    return f"{instant.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
