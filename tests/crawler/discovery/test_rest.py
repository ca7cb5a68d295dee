"""Discovery by REST: which page comes next, what a mark is."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from crawler.discovery import Filters, NotAListing, RestApi, Section, TryLater
from crawler.discovery.totals import ListedArticle
from crawler.discovery.wordpress import POSTS, PostType
from crawler.frontier import Row
from crawler.period import Period
from tests.crawler.discovery.answers import SITE, answer, context, row

ROOT = f"{SITE}wp-json/"
URL = f"{ROOT}wp/v2/posts"


def record(number: int, at: str = "2018-06-30T10:00:00", modified: str | None = None) -> dict[str, Any]:
    gmt = f"{at[:11]}03{at[13:]}"
    return {
        "id": number,
        "date": at,
        "date_gmt": gmt,
        "modified_gmt": modified or gmt,
        "link": f"{SITE}{number}/",
    }


def read(api: RestApi, asked: Row, records: list[dict[str, Any]], **headers: str) -> Any:
    return api.read(asked, answer(json.dumps(records), URL, **headers))


def query(url: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}


def test_the_first_walk_goes_by_date_from_the_last_one_of_each_page() -> None:
    api = RestApi(context())
    found = read(
        api, row(URL, "api", type="post"), [record(2), record(1, "2018-06-29T09:00:00")], x_wp_totalpages="3"
    )
    following = found.following
    assert following is not None
    assert query(following.url) == {"before": "2018-06-29T09:00:01"}
    last = row(following.url, "api", given=following.meta)
    asked = query(api.request_url(last, 100))
    assert (asked["orderby"], asked["order"], asked["per_page"]) == ("date", "desc", "100")
    assert not read(api, last, [record(1, "2018-06-29T09:00:00")], x_wp_totalpages="1").following


def test_more_articles_in_one_second_than_a_page_holds_are_paged_through() -> None:
    api, second = RestApi(context()), "2018-06-29T09:00:00"
    first = row(f"{URL}?before=2018-06-29T09:00:01", "api", type="post", before="2018-06-29T09:00:01")
    following = read(api, first, [record(9, second), record(8, second)], x_wp_totalpages="4").following
    assert following is not None
    assert query(following.url) == {"before": "2018-06-29T09:00:01", "page": "2"}


def test_a_site_that_ignores_the_date_is_found_out() -> None:
    asked = row(f"{URL}?before=2018-06-29T09:00:01", "api", type="post", before="2018-06-29T09:00:01")
    with pytest.raises(NotAListing, match="ignores_before"):
        read(RestApi(context()), asked, [record(3, "2018-06-30T10:00:00")], x_wp_totalpages="9")


def test_a_mark_is_the_clock_that_is_behind() -> None:
    api = RestApi(context())
    ahead = read(api, row(URL, "api", type="post"), [record(1)], date="Sun, 01 Jul 2018 15:00:00 GMT")
    behind = read(api, row(URL, "api", type="post"), [record(1)], date="Sun, 01 Jul 2018 10:00:00 GMT")
    without = read(api, row(URL, "api", type="post"), [record(1)])
    assert ahead.checkpoint == without.checkpoint == {"seen": "2018-07-01T12:00:00", "offset": 420}
    assert behind.checkpoint == {"seen": "2018-07-01T10:00:00", "offset": 420}
    assert api.totals.offset == timedelta(hours=7)


def test_later_walks_read_changes_down_to_the_mark_and_what_came_out_since() -> None:
    api = RestApi(context())
    marked = row(URL, "api", type="post", checkpoint={"seen": "2018-06-30T12:00:00", "offset": 420})
    assert query(api.request_url(marked, 100))["orderby"] == "modified"
    records = [record(2, modified="2018-06-30T11:00:00"), record(1, modified="2018-06-30T09:59:00")]
    found = read(api, marked, records, x_wp_total="2")
    assert [each.fields["id"] for each in found.carried] == [2]
    (since,) = found.listings
    assert query(since.url) == {"after": "2018-06-30T17:00:00"}
    assert query(api.request_url(row(since.url, "api", given=since.meta), 100))["orderby"] == "date"


def test_pages_of_changes_overlap_so_that_a_shift_is_seen() -> None:
    api = RestApi(context())
    marked = row(URL, "api", type="post", checkpoint={"seen": "2018-06-30T12:00:00", "offset": 420})
    many = [record(number, modified="2018-07-01T00:00:00") for number in range(20, 0, -1)]
    following = read(api, marked, many, x_wp_total="90").following
    assert following is not None
    assert query(following.url)["offset"] == "17"
    second = row(following.url, "api", given=following.meta)
    with pytest.raises(TryLater, match="order_changed"):
        read(api, second, [record(number, modified="2018-07-01T00:00:00") for number in range(70, 60, -1)])
    with pytest.raises(TryLater, match="ignores_offset"):
        read(api, second, many)


def test_a_period_and_a_section_become_parameters() -> None:
    section = Section("Ekonomi", "ekonomi", category=7)
    filters = Filters(Period(date(2018, 6, 1), date(2018, 6, 30)), section)
    asked = query(RestApi(context(filters)).request_url(row(URL, "api", type="post"), 100))
    assert asked["after"] == "2018-05-31T00:00:00"
    assert asked["before"] == "2018-07-02T00:00:00"
    assert asked["categories"] == "7"


def test_single_articles_move_no_mark_and_are_no_total() -> None:
    api = RestApi(context())
    api.collections(ROOT, [POSTS, PostType("video", "wp/v2/video")])
    (only,) = api.totals.only(
        [ListedArticle("video", 7, f"{SITE}7/"), ListedArticle("video", 4, f"{SITE}4/")]
    )
    assert query(only.url) == {"include": "4,7"}
    found = read(api, row(only.url, "api", given=only.meta), [record(4)], x_wp_total="1")
    assert (found.checkpoint, list(found.listings), api.totals.by_collection) == (None, [], {})
    read(api, row(URL, "api", type="post"), [record(1)], x_wp_total="60")
    assert api.totals.by_collection == {"post": 60}


def test_a_collection_without_articles_is_no_listing() -> None:
    with pytest.raises(NotAListing, match="no_articles"):
        read(RestApi(context()), row(URL, "api", type="post"), [])


def test_a_site_with_an_order_of_its_own_is_paged_through_by_number() -> None:
    api = RestApi(context())
    mixed = [record(2, "2018-06-28T09:00:00"), record(1, "2018-06-29T09:00:00")]
    first = read(api, row(URL, "api", type="post"), mixed, x_wp_totalpages="3").following
    assert first is not None
    assert query(first.url) == {"page": "2"}
    second = read(api, row(first.url, "api", given=first.meta), mixed[:1], x_wp_totalpages="3").following
    assert second is not None
    assert query(second.url) == {"page": "3"}
