"""Two sources of one article: compared where both speak, one in place of the other where a layout broke."""

from __future__ import annotations

import json
import re
import signal
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from crawler import stats
from crawler.spider.agreement import FEWEST_NEW
from tests.crawler.commands.scrapy_cli import scrapy
from tests.crawler.extensions.test_shutdown import SECONDS, start, stop
from tests.crawler.spider.crawling import Folder
from tests.newsroom.answer import Answer
from tests.newsroom.server import RunningNewspaper, serve

pytestmark = pytest.mark.slow("several crawls a test, with articles read from two sources")

RECORDS = r"/wp-json/wp/v2/posts/\d+"
STORY = re.compile(rb'<div class="entry-content">.*?<footer class="entry-footer">', re.DOTALL)
PARAGRAPH = re.compile(rb"<p>.*?</p>", re.DOTALL)


def counted(folder: Folder) -> dict[str, Any]:
    """Return the statistics of the last run."""
    ((numbers,),) = folder.sql("SELECT stats FROM run ORDER BY id DESC LIMIT 1")
    return dict(json.loads(numbers))


def failed_checks(folder: Folder) -> list[str]:
    ((checks,),) = folder.sql("SELECT failed_checks FROM run ORDER BY id DESC LIMIT 1")
    return [each["name"] for each in json.loads(checks)]


def hide_texts(site: RunningNewspaper) -> None:
    """Let the theme leave the stories to a script."""

    def spoiled(path: str, answer: Answer) -> Answer:
        return replace(answer, body=STORY.sub(b'<div id="app"></div><footer>', answer.body))

    site.spoil = spoiled


def shorten_texts(site: RunningNewspaper) -> None:
    """Let the theme show the first two paragraphs, as if they were all."""

    def cut(story: re.Match[bytes]) -> bytes:
        shown = PARAGRAPH.findall(story[0])[:2]
        return b'<div class="entry-content">' + b"".join(shown) + b'</div><footer class="entry-footer">'

    def spoiled(path: str, answer: Answer) -> Answer:
        return replace(answer, body=STORY.sub(cut, answer.body)) if b"single-post" in answer.body else answer

    site.spoil = spoiled


def drop_tags(site: RunningNewspaper) -> None:
    """Let the theme print no tags."""

    def spoiled(path: str, answer: Answer) -> Answer:
        return replace(answer, body=re.sub(rb'<span class="tags-links">.*?</span>', b"", answer.body))

    site.spoil = spoiled


def read_again(folder: Folder, *options: str) -> str:
    archive = f"ARCHIVE_DIR={folder.path / 'archive'}"
    done = scrapy(f"sqlite:///{folder.store}", "reextract", "--jobs", "1", "-s", archive, *options)
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    return done.stdout


def make_known(folder: Folder, site: RunningNewspaper) -> None:
    """Crawl once, and forget all but that: what the next run finds is new, and it is not the first one."""
    assert folder.crawl(site.url, "ARCHIVE_DIR=").status == 0
    for table in ("alias", "revision", "article", "frontier"):
        folder.sql(f"DELETE FROM {table}")
    site.requests.clear()


def publish(site: RunningNewspaper, number: int) -> None:
    for each in range(number):
        paragraphs = [f"Kapal nomor {each} tiba di Bitung, Sulawesi Utara, pada hari Senin pagi."] * 3
        site.publish(f"kapal-{len(site.stories)}", f"Kapal Nomor {each} Tiba di Bitung", paragraphs)


def test_new_articles_are_compared_where_several_have_come(folder: Folder) -> None:
    with serve(fixtures=None, generated=9) as site:

        def compared() -> int:
            crawled = folder.crawl(site.url, "discover=sitemap", "AGREEMENT_BUDGET=3")
            assert crawled.status == 0, crawled.log
            asked = len(site.asked(RECORDS))
            assert counted(folder).get(stats.AGREEMENT_COMPARED.name, 0) == asked
            assert not [name for name in counted(folder) if name.startswith(stats.AGREEMENT_DIFFERS.prefix)]
            site.requests.clear()
            return asked

        assert compared() == 0  # the first run
        assert compared() == 0
        publish(site, FEWEST_NEW - 1)
        assert compared() == 0
        assert compared() == 0
        publish(site, 1)
        assert compared() == 1
        publish(site, FEWEST_NEW)
        assert compared() == 3


def test_articles_of_rest_are_compared_with_their_pages_and_a_cut_text_is_told(folder: Folder) -> None:
    with serve(fixtures=None, generated=6) as site:
        make_known(folder, site)
        shorten_texts(site)
        crawled = folder.crawl(site.url, "discover=api", "AGREEMENT_BUDGET=2")
        pages = {story.url.rpartition("/")[0].rpartition("/")[2] for story in site.stories}
        asked = [path for path in site.asked() if path.strip("/") in pages]
    assert (crawled.status, len(crawled.lines), len(asked)) == (1, 6, 2)
    assert failed_checks(folder) == ["agreement"]
    said = re.search(
        r"Of 2 articles read from both page and REST, 2 disagree about the text: .*", crawled.log
    )
    assert said is not None
    assert re.search(rf'words: .* on the page, ".* in its REST record \({re.escape(site.url)}/', said[0])
    assert "page/read" in counted(folder)
    assert "6 articles compared: 0 new, 0 changed" in read_again(folder, "--dry-run")


@pytest.mark.parametrize(
    ("way", "family"), [("sitemap", stats.AGREEMENT_MISSED), ("api", stats.AGREEMENT_LACKS)]
)
def test_a_field_that_pages_leave_out_is_counted_and_rings_by_its_habit_only(
    way: str, family: stats.Statistic, folder: Folder
) -> None:
    with serve(fixtures=None, generated=FEWEST_NEW) as site:
        make_known(folder, site)
        drop_tags(site)
        crawled = folder.crawl(site.url, f"discover={way}", "AGREEMENT_BUDGET=3")
    assert (crawled.status, len(crawled.lines)) == (0, FEWEST_NEW)
    told = {name: number for name, number in counted(folder).items() if name.startswith("agreement/")}
    told.pop(stats.AGREEMENT_EXAMPLE.of("tags"), None)
    assert told == {stats.AGREEMENT_COMPARED.name: 3, family.of("tags"): 3}


@pytest.mark.parametrize(
    "options",
    [
        ("AGREEMENT_BUDGET=0",),
        ("AGREEMENT_BUDGET=3", "since=2018-06-30T16:00"),
        ("AGREEMENT_BUDGET=3", "urls"),
    ],
    ids=["none wanted", "narrowed", "named addresses"],
)
def test_a_run_that_shall_not_compare_asks_for_no_second_source(
    options: tuple[str, ...], folder: Folder, tmp_path: Path
) -> None:
    with serve(fixtures=None, generated=FEWEST_NEW) as site:
        make_known(folder, site)
        named = tmp_path / "urls.txt"
        named.write_text(
            "\n".join(story.url.replace("http://telegraf.test", site.url) for story in site.stories)
        )
        given = [f"urls={named}" if each == "urls" else each for each in options]
        crawled = folder.crawl(site.url, "discover=sitemap", *given)
    assert crawled.status == 0
    assert crawled.lines
    assert not site.asked(RECORDS)


def test_a_second_source_that_does_not_answer_concerns_no_article_and_is_asked_once(folder: Folder) -> None:
    with serve(fixtures=None, generated=6) as site:
        make_known(folder, site)
        site.trouble(RECORDS, 401)
        crawled = folder.crawl(site.url, "discover=sitemap", "AGREEMENT_BUDGET=3")
    assert (crawled.status, len(crawled.lines), len(site.asked(RECORDS))) == (0, 6, 1)
    numbers = counted(folder)
    assert numbers[stats.AGREEMENT_UNANSWERED.of("http_401")] == 1
    assert not [name for name in numbers if name.startswith("article/failed")]
    assert folder.sql("SELECT count(*) FROM frontier WHERE state != 'done'") == [(0,)]


def test_what_is_read_with_the_records_anyway_is_compared_without_a_request(folder: Folder) -> None:
    with serve(fixtures=None, generated=FEWEST_NEW) as site:
        make_known(folder, site)
        folder.crawl(site.url, "discover=sitemap", "AGREEMENT_BUDGET=2", "READ_REST_RECORD=1")
    assert len(site.asked(RECORDS)) == FEWEST_NEW
    assert counted(folder)[stats.AGREEMENT_COMPARED.name] == 2


def test_articles_whose_pages_hide_their_text_are_taken_from_rest_and_the_alarm_is_raised(
    folder: Folder,
) -> None:
    with serve(fixtures=None, generated=5) as site:
        healthy = folder.crawl(site.url, "discover=sitemap")
        assert {line["source"] for line in healthy.lines} == {"page"}
        hide_texts(site)
        paragraphs = [
            f"Kapal nomor {number} tiba di Bitung dengan muatan ikan tuna segar." for number in range(9)
        ]
        site.publish("kapal-tiba", "Kapal tiba di Bitung", paragraphs)
        crawled = folder.crawl(site.url, "discover=sitemap")
    (line,) = crawled.lines
    assert (line["source"], line["url"]) == ("api", f"{site.url}/kapal-tiba/")
    assert line["text"] == "\n\n".join(paragraphs)
    assert crawled.status == 1
    assert failed_checks(folder) == ["from_record"]
    assert f"scrapy extract {site.url}/kapal-tiba/ --explain" in crawled.log
    numbers = counted(folder)
    assert numbers[stats.ARTICLE_FROM_RECORD.name] == numbers[stats.PAGE_READ.name] == 1
    assert stats.PAGE_REFUSED.name not in numbers
    said = read_again(folder, "--dry-run")
    assert "6 articles compared: 0 new, 0 changed" in said
    assert "gives no article" not in said
    folder.store.unlink()
    read_again(folder)
    of_it = "SELECT source, text, fetched_at FROM article WHERE url = ?"
    assert folder.sql(of_it, line["url"]) == [(line["source"], line["text"], line["fetched_at"])]


def test_a_site_whose_records_have_no_more_than_its_pages_is_not_asked_for_all_of_them(
    folder: Folder,
) -> None:
    with serve(fixtures=None, generated=9) as site:
        site.trouble(RECORDS, 200, body=b'{"id": 1, "content": {"rendered": ""}, "title": {"rendered": "x"}}')
        hide_texts(site)
        crawled = folder.crawl(site.url, "discover=sitemap", "CONCURRENT_REQUESTS=1")
    assert (crawled.status, crawled.lines) == (1, [])
    assert len(site.asked(RECORDS)) <= 6
    assert counted(folder)[stats.PAGE_REFUSED.name] == 9


def test_a_crawl_that_is_stopped_does_not_wait_for_a_second_source(folder: Folder) -> None:
    arrived, answered = Event(), Event()

    def slow(path: str, answer: Answer) -> Answer:
        if re.search(RECORDS, path):
            arrived.set()
            answered.wait(60)
        return answer

    with serve(fixtures=None, generated=FEWEST_NEW) as site:
        make_known(folder, site)
        site.spoil = slow
        process = start(folder, site.url, "discover=sitemap", "AGREEMENT_BUDGET=3")
        try:
            assert arrived.wait(60)
            status, log, seconds = stop(process, signal.SIGTERM)
        finally:
            answered.set()
    assert (status, "Traceback" in log) == (0, False)
    assert seconds < SECONDS
    assert len(folder.stored()) == FEWEST_NEW
    assert not [name for name in counted(folder) if name.startswith("article/failed")]
