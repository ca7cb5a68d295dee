"""The newspaper behaves like the WordPress site that the crawler's tests expect."""

from __future__ import annotations

import gzip
import json
import re
import urllib.error
import urllib.request
from email.message import Message
from typing import Any, NamedTuple

import pytest
from lxml import etree

from tests.newsroom.expected import expected_articles
from tests.newsroom.server import RunningNewspaper, serve


class Got(NamedTuple):
    status: int
    headers: Message
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def locations(self) -> list[str]:
        """The URLs that a sitemap or a feed names."""
        names = "//*[local-name()='loc'] | //item/link"
        tree: Any = etree.fromstring(self.body)
        return [element.text for element in tree.xpath(names)]


def get(url: str, **headers: str) -> Got:
    request = urllib.request.Request(url, headers={name.replace("_", "-"): v for name, v in headers.items()})
    try:
        with urllib.request.urlopen(request) as answer:
            return Got(answer.status, answer.headers, answer.read())
    except urllib.error.HTTPError as error:
        with error:
            return Got(error.code, error.headers, error.read())


def links_of_list(got: Got) -> list[str]:
    return re.findall(r'<h2 class="entry-title"><a href="([^"]+)"', got.text)


def test_every_article_stands_on_one_page_of_the_front_page_newest_first(newsroom: RunningNewspaper) -> None:
    pages = [get(f"{newsroom.url}/"), *(get(f"{newsroom.url}/page/{number}/") for number in (2, 3))]
    listed = [link for page in pages for link in links_of_list(page)]
    expected = expected_articles(newsroom.url, "api")
    assert listed == sorted(expected, key=lambda url: str(expected[url]["published_at"]), reverse=True)
    assert get(f"{newsroom.url}/page/4/").status == 404


def test_the_pages_of_a_section_list_its_articles(newsroom: RunningNewspaper) -> None:
    listed = links_of_list(get(f"{newsroom.url}/category/ekonomi/"))
    expected = expected_articles(newsroom.url).values()
    assert set(listed) == {article["url"] for article in expected if article["section"] == "Ekonomi"}


def test_an_article_is_served_as_it_was_saved_under_the_newspapers_own_address(
    newsroom: RunningNewspaper,
) -> None:
    url = f"{newsroom.url}/wasit-perempuan-pertama-pimpin-final-liga-desa-di-wonosobo/"
    got = get(url)
    assert got.headers.get_content_charset() == "iso-8859-1"
    assert "“Penonton diam".encode("windows-1252") in got.body
    assert b"telegraf.test" not in got.body
    assert 'rel="alternate"; title="JSON"; type="application/json"' in str(got.headers.get_all("Link"))


def test_a_page_that_is_no_article_is_served_and_listed_only_if_asked_for(newsroom: RunningNewspaper) -> None:
    teaser = "/laporan-khusus-jejak-uang-di-balik-tambang-nikel/"
    assert get(newsroom.url + teaser).status == 200
    assert newsroom.url + teaser not in get(f"{newsroom.url}/wp-sitemap-posts-post-1.xml").locations
    with serve(refused_listed=True) as other:
        assert other.url + teaser in get(f"{other.url}/wp-sitemap-posts-post-1.xml").locations


def test_robots_names_the_sitemap_whose_parts_name_all_articles(newsroom: RunningNewspaper) -> None:
    robots = get(f"{newsroom.url}/robots.txt").text
    assert f"Sitemap: {newsroom.url}/wp-sitemap.xml" in robots
    parts = get(f"{newsroom.url}/wp-sitemap.xml").locations
    named = {url for part in parts for url in get(part).locations}
    assert set(expected_articles(newsroom.url)) < named
    assert f"{newsroom.url}/tentang-kami/" in named


def test_the_sitemaps_of_a_plugin_are_zipped_and_dated() -> None:
    with serve(sitemap="plugin", gzip=True, news=True, generated=5, fixtures=None) as site:
        index = Got(200, Message(), gzip.decompress(get(f"{site.url}/sitemap_index.xml.gz").body))
        assert f"{site.url}/news-sitemap.xml.gz" in index.locations
        part = Got(200, Message(), gzip.decompress(get(f"{site.url}/post-sitemap.xml.gz").body))
        assert len(part.locations) == part.text.count("<lastmod>") == 5


@pytest.mark.parametrize(
    ("kind", "body"), [("none", b"404"), ("html", b"<!DOCTYPE html>"), ("empty", b""), ("loop", b"<sitemap>")]
)
def test_a_broken_sitemap_is_broken_as_asked_for(kind: str, body: bytes) -> None:
    with serve(sitemap=kind) as site:
        assert body in get(f"{site.url}/wp-sitemap.xml").body


def test_a_feed_has_ten_articles_a_page_and_ends(newsroom: RunningNewspaper) -> None:
    feeds = [get(f"{newsroom.url}/feed/?paged={number}") for number in (1, 2, 3, 4)]
    assert [feed.status for feed in feeds] == [200, 200, 200, 404]
    listed = [url for feed in feeds[:3] for url in feed.locations]
    assert set(listed) == set(expected_articles(newsroom.url))
    assert (
        get(f"{newsroom.url}/category/ekonomi/feed").body
        == get(f"{newsroom.url}/category/ekonomi/feed/").body
    )


def test_a_feed_that_did_not_change_is_not_sent_again(newsroom: RunningNewspaper) -> None:
    etag = get(f"{newsroom.url}/feed/").headers["ETag"]
    assert get(f"{newsroom.url}/feed/", If_None_Match=etag).status == 304
    newsroom.publish("kabar-baru", "Kabar Baru", ["Isi kabar baru."])
    assert get(f"{newsroom.url}/feed/", If_None_Match=etag).status == 200


def test_rest_counts_pages_and_refuses_one_beyond_the_last(newsroom: RunningNewspaper) -> None:
    posts = f"{newsroom.url}/wp-json/wp/v2/posts"
    first = get(f"{posts}?per_page=20&_embed=author,wp:term,wp:featuredmedia")
    total = len(expected_articles(newsroom.url))
    assert (first.headers["X-WP-Total"], first.headers["X-WP-TotalPages"]) == (str(total), "2")
    assert len(first.json) == 20
    assert set(first.json[0]["_embedded"]) <= {"author", "wp:term", "wp:featuredmedia"}
    beyond = get(f"{posts}?per_page=20&page=3")
    assert (beyond.status, beyond.json["code"]) == (400, "rest_post_invalid_page_number")


def test_rest_narrows_by_the_dates_of_publication_and_modification(newsroom: RunningNewspaper) -> None:
    posts = f"{newsroom.url}/wp-json/wp/v2/posts?per_page=100"
    expected = expected_articles(newsroom.url, "api").values()
    for parameter, field in (("after", "published_at"), ("modified_after", "modified_at")):
        later = {article["url"] for article in expected if str(article[field]) > "2018-04-05"}
        assert {post["link"] for post in get(f"{posts}&{parameter}=2018-04-05T00:00:00").json} == later
    assert {post["date"][:4] for post in get(f"{posts}&before=2017-01-01T00:00:00").json} == {"2016"}


def test_rest_tells_the_post_types_and_the_sections(newsroom: RunningNewspaper) -> None:
    assert {"post", "page", "attachment"} <= set(get(f"{newsroom.url}/wp-json/wp/v2/types").json)
    sections = get(f"{newsroom.url}/wp-json/wp/v2/categories?per_page=100").json
    assert "ekonomi" in {section["slug"] for section in sections}


@pytest.mark.parametrize(("rest", "status"), [(401, 401), (403, 403), ("hidden", 404), ("html", 200)])
def test_closed_rest_answers_as_asked_for(rest: str | int, status: int) -> None:
    with serve(rest=rest) as site:
        assert get(f"{site.url}/wp-json/wp/v2/posts").status == status
        assert ("api.w.org" in get(f"{site.url}/").text) == (rest != "hidden")


def test_without_permalinks_addresses_are_queries_and_lead_to_the_same_pages() -> None:
    with serve(
        permalinks="plain", rest_root="/?rest_route=/", prefix="/koran", generated=12, fixtures=None
    ) as site:
        first = links_of_list(get(f"{site.url}/"))[0]
        assert re.fullmatch(rf"{re.escape(site.url)}/\?p=\d+", first)
        assert get(first).status == 200
        assert len(get(f"{site.url}/?rest_route=/wp/v2/posts").json) == 10
        assert len(links_of_list(get(f"{site.url}/?paged=2"))) == 2


def test_what_editors_do_shows_on_the_next_request() -> None:
    with serve(generated=3, fixtures=None) as site:
        story = site.stories[0]
        assert site.edit(story.slug, "Pemerintah Kota", "Dewan Kota").modified > story.modified
        assert "Dewan Kota" in get(story.url.replace("http://telegraf.test", site.url)).text
        site.rename(story.slug, "nama-baru")
        assert get(f"{site.url}/{story.slug}/").text == get(f"{site.url}/nama-baru/").text
        site.trash("nama-baru")
        assert get(f"{site.url}/nama-baru/").status == 404
        site.restore("nama-baru")
        assert get(f"{site.url}/nama-baru/").status == 200


def test_trouble_strikes_as_often_as_asked_for_and_the_log_has_it() -> None:
    with serve(generated=3, fixtures=None) as site:
        site.trouble(r"^/feed/", 503, times=1, headers=(("Retry-After", "1"),))
        first, second = (get(f"{site.url}/feed/") for _ in range(2))
        assert (first.status, first.headers["Retry-After"], second.status) == (503, "1", 200)
        assert [logged.status for logged in site.requests] == [503, 200]
        assert site.asked("feed") == ["/feed/", "/feed/"]
