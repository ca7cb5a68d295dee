"""Discovery by REST: which page comes next, what a mark is."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from crawler.discovery import (
    Filters,
    ListingFailure,
    ListingResponse,
    NotAListing,
    RestApi,
    Section,
    TryLater,
)
from crawler.discovery.totals import ListedArticle
from crawler.discovery.wordpress import POSTS, PostType
from crawler.frontier import Row
from crawler.period import Period
from tests.crawler.discovery.answers import SITE, answer, context, page, row

ROOT = f"{SITE}wp-json/"


def answer_of(status: int) -> ListingResponse:
    return ListingResponse(page("{}", URL, status))


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
    asked = query(api.request(last).url)
    assert (asked["orderby"], asked["order"], asked["per_page"]) == ("date", "desc", "100")
    assert not read(api, last, [record(1, "2018-06-29T09:00:00")], x_wp_totalpages="1").following


def test_more_articles_in_one_second_than_a_page_holds_are_paged_through() -> None:
    api, second = RestApi(context()), "2018-06-29T09:00:00"
    first = row(f"{URL}?before=2018-06-29T09:00:01", "api", type="post", before="2018-06-29T09:00:01")
    following = read(api, first, [record(9, second), record(8, second)], x_wp_totalpages="4").following
    assert following is not None
    assert query(following.url) == {"before": "2018-06-29T09:00:01", "page": "2"}


def test_a_site_that_ignores_the_date_is_paged_through_by_number() -> None:
    asked = row(f"{URL}?before=2018-06-29T09:00:01", "api", type="post", before="2018-06-29T09:00:01")
    same = [
        record(3, "2018-06-30T10:00:00"),
        record(2, "2018-06-29T10:00:00"),
        record(1, "2018-06-29T09:00:00"),
    ]
    following = read(RestApi(context()), asked, same, x_wp_totalpages="9").following
    assert following is not None
    assert following.url == f"{URL}?page=2"
    assert following.meta == {"type": "post", "page": 2, "by_number": True}


def test_sticky_posts_newer_than_the_date_do_not_end_the_walk_by_it() -> None:
    asked = row(f"{URL}?before=2018-06-20T09:00:00", "api", type="post", before="2018-06-20T09:00:00")
    records = [
        record(9, "2018-06-30T10:00:00"),
        *(record(n, f"2018-06-{n:02}T08:00:00") for n in (19, 18, 17)),
    ]
    following = read(RestApi(context()), asked, records, x_wp_totalpages="9").following
    assert following is not None
    assert query(following.url) == {"before": "2018-06-17T08:00:01"}


def test_dates_that_are_not_local_time_are_not_asked_by() -> None:
    records = [{**record(2), "date": "2018-06-30T03:00:00Z"}, {**record(1), "date": "2018-06-29T03:00:00Z"}]
    following = read(RestApi(context()), row(URL, "api", type="post"), records, x_wp_totalpages="3").following
    assert following is not None
    assert query(following.url) == {"page": "2"}


@pytest.mark.parametrize("order", [sorted, lambda dates: [dates[1], dates[0], *dates[2:]]])
def test_a_list_of_what_came_out_since_ends_where_the_date_is_ignored(order: Any) -> None:
    after = "2018-06-29T00:00:00"
    asked = row(f"{URL}?after={after}", "api", type="post", after=after)
    dates = order([f"2018-06-{day:02}T10:00:00" for day in (30, 29, 28, 27, 26)])
    records = [record(number, at) for number, at in enumerate(dates, start=1)]
    assert read(RestApi(context()), asked, records, x_wp_totalpages="9").following is None


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
    assert query(api.request(marked).url)["orderby"] == "modified"
    records = [record(2, modified="2018-06-30T11:00:00"), record(1, modified="2018-06-30T09:59:00")]
    found = read(api, marked, records, x_wp_total="2")
    assert [each.fields["id"] for each in found.carried] == [2]
    (since,) = found.listings
    assert query(since.url) == {"after": "2018-06-30T17:00:00"}
    assert query(api.request(row(since.url, "api", given=since.meta)).url)["orderby"] == "date"


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


def changes(api: RestApi, numbers: list[int], at: dict[int, str], given: Any = None, **headers: str) -> Any:
    """Read a page of changes; ``at``: the days of June in which articles changed, if not on 1 July."""
    asked = given or row(URL, "api", type="post", checkpoint={"seen": "2018-06-30T12:00:00", "offset": 420})
    records = [
        {**record(number, f"2018-05-{number % 28 + 1:02}T10:00:00"), "modified_gmt": "2018-07-01T00:00:00"}
        for number in numbers
    ]
    for each in records:
        if each["id"] in at:
            each["modified_gmt"] = at[each["id"]]
    return read(api, asked, records, **headers)


OLD = dict.fromkeys(range(100, 106), "2017-01-01T00:00:00")
"""Changed before the checkpoint."""


def test_sticky_posts_on_top_of_pages_of_changes_shift_nothing() -> None:
    api, sticky = RestApi(context()), [100, 103, 101, 102]
    first = changes(api, [*sticky, *range(40, 20, -1)], OLD).following
    assert first is not None
    assert query(first.url)["offset"] == "17"
    asked = row(first.url, "api", given=first.meta)
    second = changes(api, [*sticky, *range(23, 0, -1)], OLD, asked).following
    assert second is not None
    assert query(second.url)["offset"] == "37"
    end = row(second.url, "api", given=second.meta)
    assert changes(api, [*sticky, 3, 2, 1], OLD, end).following is None
    assert api.tells == {}


def test_a_site_that_ignores_the_offset_is_paged_through_by_number() -> None:
    api, many = RestApi(context()), list(range(20, 0, -1))
    first = changes(api, many, {}, x_wp_total="90").following
    assert first is not None
    following = changes(api, many, {}, row(first.url, "api", given=first.meta), x_wp_total="90").following
    assert following is not None
    assert (query(following.url), following.meta["limit"]) == ({"page": "2"}, "2018-06-30T10:00:00")
    third = row(following.url, "api", given=following.meta)
    after = changes(api, list(range(40, 20, -1)), {}, third, x_wp_total="90").following
    assert after is not None
    assert query(after.url) == {"page": "3"}
    assert query(api.request(third).url)["orderby"] == "modified"


@pytest.mark.parametrize(
    ("numbers", "at"),
    [
        ([20, 19, 18, 17, 16, 15], {16: "2018-07-01T05:00:00"}),  # by number: the edit is not on top
        ([1, 2, 3, 4, 5, 6], {3: "2018-07-01T05:00:00"}),
        ([7, 3, 9, 1, 8, 2], {3: "2018-06-01T00:00:00", 1: "2018-06-02T00:00:00", 8: "2018-06-01T00:00:00"}),
    ],
)
def test_a_site_that_ignores_the_order_does_not_tell_edits(numbers: list[int], at: dict[int, str]) -> None:
    api = RestApi(context())
    found = changes(api, numbers, at)
    assert api.tells == {"edits": False}
    assert len(found.listings) == 1  # what came out since is read all the same


def test_records_that_say_that_they_are_sticky_may_be_many() -> None:
    api = RestApi(context())
    marked = row(URL, "api", type="post", checkpoint={"seen": "2018-06-30T12:00:00", "offset": 420})
    top = [{**record(n, modified="2017-01-01T00:00:00"), "sticky": True} for n in range(9)]
    rest = [{**record(30 - n, modified="2018-07-01T00:00:00"), "sticky": False} for n in range(5)]
    assert len(read(api, marked, [*top, *rest]).carried) == 5
    assert api.tells == {}
    read(api, marked, [{**each, "sticky": False} for each in top] + rest)
    assert api.tells == {"edits": False}


def test_a_period_and_a_section_become_parameters() -> None:
    section = Section("Ekonomi", "ekonomi", category=7)
    filters = Filters(Period(date(2018, 6, 1), date(2018, 6, 30)), section)
    asked = query(RestApi(context(filters)).request(row(URL, "api", type="post")).url)
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
    given = row(only.url, "api", given=only.meta)
    others = read(api, given, [record(9), record(8)])  # it ignores what is to be included
    assert [each.url for each in others.articles] == [f"{SITE}4/", f"{SITE}7/"]
    assert not others.carried
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


@pytest.mark.parametrize("status", [401, 403, 404])
def test_a_post_type_that_is_not_shown_beside_others_is_no_failure(status: int) -> None:
    api = RestApi(context())
    api.collections(ROOT, [POSTS, PostType("video", "wp/v2/video")])
    closed = ListingFailure(f"http_{status}", False, answer_of(status))
    asked = row(f"{ROOT}wp/v2/video", "api", type="video")
    assert api.judge(asked, closed, has_answered=True) == "refused"
    read(api, row(URL, "api", type="post"), [record(1)], x_wp_total="1")
    assert api.totals.listed() == 1
    known = row(URL, "api", type="post", checkpoint={"seen": "2018-06-30T12:00:00", "offset": 420})
    assert api.judge(known, closed, has_answered=True) == "failed"  # it was shown once


def test_an_empty_post_type_beside_others_is_counted() -> None:
    api = RestApi(context())
    api.collections(ROOT, [POSTS, PostType("video", "wp/v2/video")])
    with pytest.raises(NotAListing, match="no_articles"):
        read(api, row(f"{ROOT}wp/v2/video", "api", type="video"), [], x_wp_total="0")
    read(api, row(URL, "api", type="post"), [record(1)], x_wp_total="1")
    assert (api.totals.listed(), api.tells) == (1, {"deletions": True})


def test_a_site_without_totals_does_not_tell_deletions() -> None:
    api = RestApi(context())
    api.collections(ROOT, [POSTS])
    read(api, row(URL, "api", type="post"), [record(1)])
    assert (api.totals.listed(), api.tells) == (None, {"deletions": False})
