"""An article under a new address stays one, with its history."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.crawler.spider.crawling import Folder, articles
from tests.newsroom.server import serve

pytestmark = pytest.mark.slow("several crawls a test: an article moves between them")

OVERDUE = "FULL_LISTING_DAYS=0"


@pytest.mark.parametrize("source", ["auto", "sitemap", "archive"])
def test_an_article_that_was_renamed_keeps_its_history(source: str, folder: Folder) -> None:
    with serve(fixtures=None, generated=20) as site:
        folder.crawl(site.url, f"discover={source}")
        site.rename(site.stories[7].slug, "alamat-yang-baru")
        site.edit("alamat-yang-baru", "buka", "tutup", modified=datetime.now(UTC))
        crawled = folder.crawl(site.url, f"discover={source}")
        assert [(line["url"], line["revision"]) for line in crawled.lines] == [
            (f"{site.url}/alamat-yang-baru/", 2)
        ]
        assert folder.stored() == articles(site)
        assert folder.crawl(site.url, f"discover={source}", OVERDUE).lines == []
        assert folder.stored() == articles(site)
        assert not folder.gone()


def test_a_permanent_redirect_keeps_one_article_where_no_short_address_connects_the_two(
    folder: Folder,
) -> None:
    with serve(fixtures=None, generated=20, rest="hidden") as site:
        old = site.stories[7]
        folder.crawl(site.url, "discover=sitemap")
        folder.sql("DELETE FROM alias")
        site.rename(old.slug, "alamat-yang-baru")
        folder.crawl(site.url, "discover=sitemap", OVERDUE)
        assert folder.stored() == articles(site)
        assert not folder.gone()
        assert folder.crawl(site.url, "discover=sitemap", OVERDUE).lines == []


def test_a_site_that_moves_to_another_folder_and_scheme_is_followed(folder: Folder) -> None:
    with serve(fixtures=None, generated=5, prefix="/koran") as site:
        crawled = folder.crawl(f"{site.url}/?utm_source=wa#top")
        assert crawled.urls == articles(site)
