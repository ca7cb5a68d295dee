"""What REST says by month: borders, empty months, no totals, what a site ignores or refuses."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import pytest

from crawler.store import Store
from tests.crawler.corpus.ledger.asked import ask, fill, numbers, slugs, url_of
from tests.newsroom.answer import Answer
from tests.newsroom.server import RunningNewspaper, serve

LARGE = 1_500
"""Articles of 63 days: more than can be listed by REST with three requests a month."""
BORDERS = {
    "pertama": "2018-03-01T00:00:00+07:00",
    "terakhir": "2018-03-31T23:59:59+07:00",
    "sesudah": "2018-04-01T00:00:00+07:00",
    "sebelum": "2018-02-28T23:59:59+07:00",
}
"""Slug -> the first and the last second of a month, and those around it; in UTC two are of another one."""


def publish(site: RunningNewspaper, dates: Mapping[str, str]) -> None:
    for slug, date in dates.items():
        site.publish(slug, f"Berita {slug}", [f"Isi {slug}."], datetime.fromisoformat(date))


def without_totals(path: str, answer: Answer) -> Answer:
    left = [(name, value) for name, value in answer.headers if not name.startswith("X-WP-Total")]
    return replace(answer, headers=tuple(left))


def without_the_first(path: str, answer: Answer) -> Answer:
    """Remove the first record of each page, as plugins do that hide some."""
    if "/wp-json/wp/v2/posts" not in path or answer.status != 200:
        return answer
    return replace(answer, body=json.dumps(json.loads(answer.body)[1:]).encode())


def months_asked(site: RunningNewspaper) -> list[str]:
    return site.asked(r"/wp-json/.*before=")


@pytest.mark.parametrize("generated", [30, pytest.param(LARGE, id="each month by a request")])
def test_the_borders_of_a_month_are_those_of_the_site_s_zone(store: Store, generated: int) -> None:
    with serve(fixtures=None, generated=generated) as site:
        publish(site, BORDERS)
        fill(store, site)
        ledger = ask(store, site, "api")
    told = numbers(ledger, "api")
    assert told["2018-02"] == (1, 1)
    assert told["2018-03"] == (2, 2)
    assert all(says == stored for says, stored in told.values())
    assert not ledger.extra
    assert ledger.is_explained


def test_months_without_articles_are_told_as_such(store: Store) -> None:
    with serve(fixtures=None, generated=LARGE) as site:
        publish(site, {"lama": "2017-11-05T08:00:00+07:00"})
        fill(store, site)
        ledger = ask(store, site, "api")
        assert len(months_asked(site)) >= len(ledger.months)
    told = numbers(ledger, "api")
    assert told["2017-11"] == (1, 1)
    assert [told[month] for month in ("2017-12", "2018-01", "2018-02", "2018-03")] == [(0, 0)] * 4


def test_a_site_of_one_month_is_one_request(store: Store) -> None:
    with serve(fixtures=None, generated=20) as site:
        fill(store, site)
        ledger = ask(store, site)
        assert len(site.asked("wp/v2/posts")) == 1
    assert numbers(ledger, "api") == {"2018-06": (20, 20)}


def test_a_few_articles_in_many_months_are_listed_instead_of_asking_for_each_month(store: Store) -> None:
    with serve(fixtures=None, generated=5) as site:
        publish(site, {f"lama-{number}": f"201{number}-02-05T08:00:00+07:00" for number in range(8)})
        fill(store, site)
        ledger = ask(store, site)
        assert not months_asked(site)
    told = numbers(ledger, "api")
    assert len(told) == 101
    assert {says for says, _ in told.values()} == {0, 1, 5}
    assert all(says == stored for says, stored in told.values())


def test_what_is_deleted_from_the_store_is_named_and_what_is_gone_on_the_site_is_asked_for(
    store: Store,
) -> None:
    with serve(fixtures=None, generated=300) as site:
        lost = {site.stories[number].slug for number in (0, 99, 150, 299)}
        fill(store, site, but=lost)
        trashed = {site.stories[number].slug for number in (10, 200)}
        for slug in trashed:
            site.trash(slug)
        ledger = ask(store, site)
        asked = set(site.asked(r"^/berita|^/[a-z-]+/$"))
    assert slugs(ledger, "unexplained") == dict.fromkeys(lost, "never_listed")
    assert slugs(ledger, "extra") == dict.fromkeys(trashed, "gone")
    assert not ledger.missing
    assert not ledger.is_explained
    assert len(asked & {f"/{slug}/" for slug in trashed}) <= 2


def test_a_large_site_is_read_in_the_months_that_differ(store: Store) -> None:
    with serve(fixtures=None, generated=LARGE) as site:
        lost = site.stories[700].slug
        fill(store, site, but={lost})
        site.trash(gone := site.stories[740].slug)
        site.publish("baru", "Berita Baru", ["Isi."], site.stories[700].published + timedelta(seconds=5))
        ledger = ask(store, site)
        assert len(site.requests) <= 20
    assert slugs(ledger, "unexplained") == {lost: "never_listed", "baru": "never_listed"}
    assert slugs(ledger, "extra") == {gone: "gone"}


def test_one_that_is_gone_and_one_that_is_lost_in_the_same_month_of_a_large_site_are_both_named(
    store: Store,
) -> None:
    with serve(fixtures=None, generated=LARGE) as site:
        lost, gone = site.stories[900].slug, site.stories[910].slug
        fill(store, site, but={lost})
        site.trash(gone)
        ledger = ask(store, site)
    assert not any(each.differs for each in ledger.months if each.month)
    assert slugs(ledger, "unexplained") == {lost: "never_listed"}
    assert slugs(ledger, "extra") == {gone: "gone"}
    assert not ledger.notes


def test_without_totals_the_articles_are_counted(store: Store) -> None:
    with serve(fixtures=None, generated=300) as site:
        site.spoil = without_totals
        fill(store, site)
        ledger = ask(store, site, "api")
    assert ledger.notes == []
    assert all(says == stored for says, stored in numbers(ledger, "api").values())


def test_records_that_are_counted_and_not_shown_are_a_note(store: Store) -> None:
    with serve(fixtures=None, generated=300, sitemap="none") as site:
        site.spoil = without_the_first
        hidden = {site.stories[number].slug for number in (0, 100, 200)}
        fill(store, site, but=hidden)
        ledger = ask(store, site)
    assert (ledger.missing, ledger.unexplained, ledger.extra) == ([], [], [])
    assert numbers(ledger, "api") == {"2018-06": (297, 297)}
    assert ledger.is_explained
    assert any("counts 3 more than it lists" in note for note in ledger.notes)


def test_a_site_that_ignores_the_dates_is_listed_by_pages(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serve(fixtures=None, generated=2_200) as site:
        answer = site.answer

        def ignoring(path: str, headers: Mapping[str, str]) -> Answer:
            parts = urlsplit(path)
            left = [pair for pair in parse_qsl(parts.query) if pair[0] not in ("after", "before")]
            return answer(urlunsplit(parts._replace(query=urlencode(left))), headers)

        monkeypatch.setattr(site, "answer", ignoring)
        fill(store, site)
        ledger = ask(store, site, "api")
        assert len(site.requests) <= 20
    told = numbers(ledger, "api")
    assert (told["2018-06"], told["2018-05"]) == ((715, 715), (744, 744))
    assert told["2018-04"][0] is None
    assert [note for note in ledger.notes if "2018-04" in note]
    assert ledger.is_explained


def test_a_host_that_manages_few_records_is_asked_for_fewer(store: Store) -> None:
    with serve(fixtures=None, generated=60, rest_limit=30) as site:
        fill(store, site)
        ledger = ask(store, site, "api")
    assert sum(each.site_says["api"] for each in ledger.months) == 60


def test_all_post_types_of_articles_count(store: Store) -> None:
    with serve(fixtures=None, generated=30, videos=20) as site:
        fill(store, site)
        ledger = ask(store, site, "api")
    assert sum(each.site_says["api"] for each in ledger.months) == 50


def test_a_short_page_without_totals_is_not_the_end(store: Store) -> None:
    def capped(path: str, answer: Answer) -> Answer:
        return without_the_first(path, without_totals(path, answer))

    with serve(fixtures=None, generated=250, sitemap="none") as site:
        site.spoil = capped
        lost = site.stories[150].slug
        fill(store, site, but={lost})
        ledger = ask(store, site)
    assert slugs(ledger, "unexplained") == {lost: "never_listed"}


def test_totals_that_contradict_the_pages_are_not_believed(store: Store) -> None:
    def contradicting(path: str, answer: Answer) -> Answer:
        left = [(name, value) for name, value in answer.headers if name != "X-WP-TotalPages"]
        return replace(answer, headers=(*left, ("X-WP-TotalPages", "1")))

    with serve(fixtures=None, generated=250, sitemap="none") as site:
        site.spoil = contradicting
        lost = site.stories[150].slug
        fill(store, site, but={lost})
        ledger = ask(store, site)
    assert slugs(ledger, "unexplained") == {lost: "never_listed"}
    assert not ledger.extra


def test_a_last_page_that_is_out_of_date_is_no_refusal(store: Store) -> None:
    def stale(path: str, answer: Answer) -> Answer:
        left = [(name, value) for name, value in answer.headers if name != "X-WP-TotalPages"]
        return replace(answer, headers=(*left, ("X-WP-TotalPages", "9")))

    with serve(fixtures=None, generated=250, sitemap="none") as site:
        site.spoil = stale
        fill(store, site)
        ledger = ask(store, site)
    assert numbers(ledger, "api") == {"2018-06": (250, 250)}


def test_a_site_that_falls_silent_is_told_as_not_asked(store: Store) -> None:
    with serve(fixtures=None, generated=LARGE) as site:
        fill(store, site)
        site.trouble("before=", 503)
        ledger = ask(store, site, "api")
    assert "REST does not tell how many articles 2018-06, 2018-05, 2018-04 had" in ledger.notes[0]
    assert "it does not answer (http_503)" in ledger.notes[0]
    assert ledger.is_explained
    assert not ledger.extra


def test_a_month_that_failed_once_is_asked_again(store: Store) -> None:
    with serve(fixtures=None, generated=LARGE) as site:
        fill(store, site)
        site.trouble("before=2018-06-", 503, times=1)
        ledger = ask(store, site, "api")
    assert all(says == stored for says, stored in numbers(ledger, "api").values())
    assert not any("503" in note or "does not tell" in note for note in ledger.notes)


def test_months_that_were_not_asked_after_too_many_failures_are_asked_again(store: Store) -> None:
    with serve(fixtures=None, generated=LARGE) as site:
        publish(site, {"lama": "2017-12-05T08:00:00+07:00"})
        fill(store, site)
        site.trouble("before=", 403, times=3)
        ledger = ask(store, site, "api")
    assert all(says == stored for says, stored in numbers(ledger, "api").values())
    assert not any("does not tell" in note for note in ledger.notes)


def test_a_month_that_fails_among_others_is_told_with_its_own_reason(store: Store) -> None:
    with serve(fixtures=None, generated=LARGE) as site:
        fill(store, site)
        site.trouble("before=2018-06-", 503)
        ledger = ask(store, site, "api")
    assert any("articles 2018-05 had: it does not answer (http_503)" in note for note in ledger.notes)


def test_what_rest_counts_and_neither_it_nor_a_sitemap_lists_is_no_alarm(store: Store) -> None:
    with serve(fixtures=None, generated=LARGE) as site:
        hidden = site.stories[-1].slug
        site.spoil = lambda path, answer: without(site, hidden, answer)
        fill(store, site, but={hidden})
        ledger = ask(store, site)
    assert (ledger.missing, ledger.unexplained, ledger.extra) == ([], [], [])
    assert ledger.is_explained
    assert any("counts 1 more than it lists" in note for note in ledger.notes)


def without(site: RunningNewspaper, slug: str, answer: Answer) -> Answer:
    """Leave an article out of a list, as a plugin does that hides it, though it is counted."""
    if answer.content_type.startswith("application/json") and answer.body.startswith(b"["):
        left = [each for each in json.loads(answer.body) if slug not in each.get("link", "")]
        return replace(answer, body=json.dumps(left).encode())
    entry = f"<url><loc>{site.url}/{slug}/</loc></url>".encode()
    return replace(answer, body=answer.body.replace(entry, b""))


def test_the_urls_of_the_site_may_be_those_without_permalinks(store: Store) -> None:
    with serve(fixtures=None, generated=30, permalinks="plain") as site:
        fill(store, site)
        url = url_of(site, site.stories[3].slug)
        site.trash(site.stories[3].slug)
        ledger = ask(store, site)
        assert [each.url for each in ledger.extra] == [url]
