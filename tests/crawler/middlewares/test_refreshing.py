"""A page that is nothing but a refresh leads to the article; all others are read as they are."""

from __future__ import annotations

import pytest

from tests.crawler.spider.crawling import Folder, articles
from tests.newsroom.answer import Answer
from tests.newsroom.server import RunningNewspaper, serve

MOVED = "/alamat-yang-baru/"


def stub(content: str, text: str = "") -> Answer:
    return Answer(f'<html><head><META HTTP-EQUIV="Refresh" CONTENT="{content}"></head><body>{text}'.encode())


def paths(site: RunningNewspaper) -> list[str]:
    return sorted(f"/{story.slug}/" for story in site.stories)


@pytest.mark.slow("several crawls, in processes of their own")
@pytest.mark.parametrize(
    "answer",
    [
        stub(f"0; url={MOVED}", f'<p>Klik <a href="{MOVED}">di sini</a>.</p><script>{"x" * 900}</script>'),
        stub(f"1;URL='{MOVED}'"),
        Answer(b"<html><body></body></html>", headers=(("Refresh", f"0; url={MOVED}"),)),
        Answer(b"<html><body></body></html>", headers=(("Refresh", f"0,{MOVED}"),)),
    ],
)
def test_a_refresh_at_once_leads_to_the_article(answer: Answer, folder: Folder) -> None:
    with serve(fixtures=None, generated=2) as site:
        old = paths(site)[0]
        site.spoil = lambda path, given: (
            answer if path == old else site.answer(old, {}) if path == MOVED else given
        )
        crawled = folder.crawl(site.url, "discover=sitemap")
        moved = {f"{site.url}{MOVED}", *(articles(site) - {f"{site.url}{old}"})}
        assert (crawled.status, crawled.urls) == (0, moved)
        assert folder.crawl(site.url, "discover=sitemap").lines == []
        assert [logged.path for logged in site.requests].count(MOVED) == 1


def test_a_live_report_a_slow_refresh_another_site_and_a_second_refresh_lead_nowhere(folder: Folder) -> None:
    with serve(fixtures=None, generated=6) as site:
        report, slow, other, itself, chain, _ = paths(site)
        live = site.answer(report, {}).body.replace(
            b"<head>", f'<head><meta http-equiv="refresh" content="0; url={MOVED}">'.encode()
        )
        answers = {
            report: Answer(live),
            slow: stub(f"5; url={MOVED}"),
            other: stub("0; url=http://lain.invalid/kabar/"),
            itself: stub(f"0; url={itself}"),
            chain: stub("0; url=/antara/"),
            "/antara/": stub(f"0; url={MOVED}"),
        }
        site.spoil = answers.get
        crawled = folder.crawl(site.url, "discover=sitemap")
        asked = [logged.path for logged in site.requests]
        assert MOVED not in asked
        assert (asked.count(itself), asked.count("/antara/")) == (1, 1)
        assert f"{site.url}{report}" in crawled.urls
