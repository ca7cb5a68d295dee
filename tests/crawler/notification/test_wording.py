"""What a notice says, read as its reader does."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from crawler.health.check import FailedCheck
from crawler.health.ending import Ending
from crawler.notification import wording
from crawler.notification.memory import Memory
from crawler.notification.notice import MAX_SUBJECT
from crawler.notification.wording import Place
from crawler.stats import Numbers

AT = datetime(2026, 3, 2, 12, 17, tzinfo=UTC)
PLACE = Place("mesin-1", "/srv/koran", "/var/log/koran.log")
SICK = Ending(
    site="telegraf",
    run=812,
    scope="",
    started_at=AT,
    ended_at=AT + timedelta(minutes=2),
    status=1,
    reason="finished",
    failed_checks=(
        FailedCheck("published_at", "Of 20 new articles 19 have no published_at."),
        FailedCheck("kept", "Of 40 articles more than half were lost: no_text 21."),
    ),
    numbers=Numbers(
        {"downloader/request_count": 45, "article/new": 19, "article/failed/no_text": 21, "article/gone": 1}
    ),
    stored=1204,
    left={"pending": 2, "failed": 21},
    store="sqlite:////srv/koran/articles.db",
    archive=None,
)
MEMORY = Memory(AT - timedelta(hours=25), 26, "article", {})
DAY = timedelta(hours=24)


def test_a_failure_says_what_since_when_and_what_to_do() -> None:
    notice = wording.failure(SICK, MEMORY, "failure", DAY, PLACE)
    assert notice.subject == "telegraf: sick - Of 20 new articles 19 have no published_at (and 1 more)"
    assert notice.text.splitlines() == [
        "The crawl of telegraf has failed.",
        "",
        "What is wrong:",
        "- Of 20 new articles 19 have no published_at.",
        "- Of 40 articles more than half were lost: no_text 21.",
        "",
        "The run: number 812, 2026-03-02 12:17 UTC to 2026-03-02 12:19 UTC, exit status 1.",
        "What it did: 45 requests; articles: 19 new, 0 changed, 0 unchanged, 1 gone, not stored: no_text 21;"
        " 23 URLs left for later runs.",
        "Its store sqlite:////srv/koran/articles.db: 1,204 articles.",
        "It fails since 2026-03-01 11:17 UTC: 26 failed runs.",
        "",
        "What to do: on mesin-1, in /srv/koran, run: scrapy status --site telegraf",
        "The log of the run says more: /var/log/koran.log.",
        "You are told again after 24 hours, if it fails in another way, and when it is healthy again.",
    ]
    assert notice.as_json()["since"] == "2026-03-01T11:17:00+00:00"
    assert notice.numbers["failed"] == 21


def test_a_first_failure_a_reminder_and_an_end_differ() -> None:
    first = wording.failure(SICK, Memory(AT, 1, "run", {}), "failure", DAY, PLACE)
    again = wording.failure(SICK, MEMORY, "reminder", timedelta(), PLACE)
    well = replace(SICK, status=0, failed_checks=())
    end = wording.recovery(well, MEMORY, PLACE)
    assert "fails since" not in first.text
    assert again.subject.startswith("telegraf: still sick - Of 20 new")
    assert "You are told again by each run that fails" in again.text
    assert end.subject == "telegraf: healthy again - after 26 failed runs since 2026-03-01 11:17 UTC"
    assert (end.kind, end.failed_checks, end.failed_runs) == ("recovery", (), 26)


def test_what_a_site_puts_into_a_sentence_stays_in_its_line() -> None:
    evil = FailedCheck(
        "reachable", "https://koran.example/\r\nBcc: x@y.example\x1b[2J\u202e gagal." + 500 * " x"
    )
    notice = wording.failure(replace(SICK, failed_checks=(evil,)), MEMORY, "failure", DAY, PLACE)
    assert len(notice.subject) <= MAX_SUBJECT
    for line in (notice.subject, *notice.text.split("\n"), notice.failed_checks[0][1]):
        assert line.isprintable()
    assert "https://koran.example/ Bcc: x@y.example[2J gagal." in notice.text


def test_a_store_that_cannot_be_read_is_said_to() -> None:
    lost = replace(SICK, stored=None, run=None, left={})
    text = wording.failure(lost, MEMORY, "failure", DAY, PLACE).text
    assert "Its store sqlite:////srv/koran/articles.db: unknown: it cannot be read." in text
    assert "The run: 2026-03-02 12:17 UTC" in text
    assert text.endswith("You are told by each run that fails, as long as the store cannot remember it.")
