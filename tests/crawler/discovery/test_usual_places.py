"""Where sitemaps are looked for: what robots.txt names, and where sites usually have them."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import replace

from crawler.discovery import ListingFailure, Sitemaps
from crawler.rows import JSON
from tests.crawler.discovery.answers import SITE, answer, context, row


def test_the_usual_places_are_looked_at_as_far_as_what_was_read_may_be_a_part() -> None:
    def places(*children: str) -> list[list[str]]:
        source = Sitemaps(context(sitemaps=[f"{SITE}news-sitemap.xml"]))
        listed: dict[str, Mapping[str, JSON]] = {f"{SITE}{name}": {"depth": 1} for name in children}
        asked = []
        while found := source.elsewhere(listed):
            listed |= {each.url: each.meta for each in found}
            asked.append([each.url.removeprefix(SITE) for each in found])
        return asked

    whole = ["wp-sitemap.xml", "sitemap_index.xml", "sitemap.xml", "sitemap-index.xml"]
    first, second = places()
    assert first == whole
    assert {"?sitemap=index", "news-sitemap.xml", "post-sitemap.xml", "sitemap.txt"} < set(second)
    assert len({*first, *second}) == len([*first, *second]) == 13
    assert places("post-sitemap.xml") == places("wp-sitemap-posts-page-1.xml") == [whole]
    assert places("wp-sitemap-posts-post-1.xml") == []
    assert places("post-sitemap.xml", "?sitemap=posts&sitemap-subtype=berita&paged=1") == []


def test_a_place_that_nobody_named_is_tried_once_and_no_failure_whatever_comes_of_it() -> None:
    source = Sitemaps(context())
    url = f"{SITE}sitemap.xml"
    down = ListingFailure("http_503", is_final=False)
    assert not source.request(row(url, place=url)).is_retried
    assert source.judge(row(url, place=url), down, has_answered=True) == "refused"
    for named in (row(url), row(f"{SITE}a.xml", place=url)):
        assert source.request(named).is_retried
        assert source.judge(named, down, has_answered=True) == "failed"


def test_places_that_gave_articles_are_roots_and_those_that_failed_have_others_in_their_place() -> None:
    found = f"{SITE}sitemap-index.xml"
    kept = replace(context(sitemaps=[f"{SITE}peta.xml"]), places=[found, f"{SITE}peta.xml"])
    assert [each.url for each in asyncio.run(Sitemaps(kept).roots())] == [f"{SITE}peta.xml", found]
    (root,) = asyncio.run(Sitemaps(replace(context(), places=[found])).roots())
    assert root.url == found
    (instead,) = Sitemaps(context()).instead(row(found, given=root.meta))
    assert instead.url == f"{SITE}wp-sitemap.xml"


def test_robots_names_the_roots_else_the_usual_places_are_tried_one_by_one() -> None:
    named = asyncio.run(Sitemaps(context(sitemaps=["https://telegraf.test/peta.xml"])).roots())
    assert [each.url for each in named] == ["https://telegraf.test/peta.xml"]
    source = Sitemaps(context())
    (first,) = asyncio.run(source.roots())
    places = [first.url]
    meta = first.meta
    while instead := source.instead(row(given=meta)):
        (each,) = instead
        places.append(each.url)
        meta = each.meta
    assert places == [
        "https://telegraf.test/wp-sitemap.xml",
        "https://telegraf.test/sitemap_index.xml",
        "https://telegraf.test/sitemap.xml",
        "https://telegraf.test/?sitemap=index",
    ]


def test_a_site_that_is_a_folder_is_looked_for_in_the_sitemaps_of_its_host_too() -> None:
    folder = replace(context(), site_url=f"{SITE}id/")
    source = Sitemaps(folder)
    (root,) = asyncio.run(source.roots())
    assert root.url == f"{SITE}id/wp-sitemap.xml"
    others = root.meta["else"]
    assert isinstance(others, list)
    assert [url for url in others if str(url).endswith("/sitemap.xml")] == [
        f"{SITE}id/sitemap.xml",
        f"{SITE}sitemap.xml",
    ]
    assert f"{SITE}sitemap-index.xml" in [each.url for each in source.elsewhere({}) or ()]
    named = replace(context(sitemaps=[f"{SITE}peta.xml"]), site_url=f"{SITE}id/")
    assert [each.url for each in asyncio.run(Sitemaps(named).roots())] == [f"{SITE}peta.xml"]
    body = f"<urlset><url><loc>{SITE}satu/</loc></url><url><loc>{SITE}id/dua/</loc></url></urlset>"
    found = source.read(row(f"{SITE}peta.xml"), answer(body, f"{SITE}peta.xml"))
    assert ([each.url for each in found.articles], found.is_answer) == ([f"{SITE}id/dua/"], True)
