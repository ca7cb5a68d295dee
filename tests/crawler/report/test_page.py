"""The page: whole without anything from elsewhere, safe whatever a site wrote, readable in both schemes."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from lxml import html

import crawler.report
from crawler.store import Store, mark_gone
from tests.crawler.report.filling import EVIL, NOW, add_run, failed, page
from tests.crawler.storing import another, save

CSS = (Path(crawler.report.__file__).parent / "templates" / "report.css").read_text("utf-8")


@pytest.fixture
def filled(store: Store) -> Store:
    """Return a store with something in each part of the page."""
    add_run(store, 50, **failed("access", "The site answered 403."))
    add_run(store, 30, ended_at=None, stats=None, status=None, reason=None, failed_checks=None)
    stats = {"article/new": 2, "downloader/request_count": 9, "response/seconds": 4.5, "response/timed": 9}
    add_run(store, 1, stats=stats | {"article/refused/no_text": 1})
    add_run(store, **failed("coverage", "Of 24 new articles 3 have a date."))
    save(store, another("satu", published_at="2026-11-28T10:00:00+07:00"))
    save(store, another("dua", published_at="2026-11-29"))
    save(store, another("dua", headline="Dua, Lagi", published_at="2026-11-29", fetched_at=NOW.isoformat()))
    with store.begin() as conn:
        mark_gone(conn, "https://telegraf.co.id/satu/", NOW)
    return store


def parsed(text: str) -> html.HtmlElement:
    return html.document_fromstring(text.encode("utf-8"))


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_the_newest_failure_and_the_week_stand_at_the_top(filled: Store) -> None:
    body = words(parsed(page(filled)).body)
    at_the_top = body.partition("Failures")[0]
    assert "Up to 2026-11-30 14:17" in at_the_top
    assert "All times are those of Asia/Jakarta." in at_the_top
    assert "The newest run failed (2026-11-30 14:16, run 4)" in at_the_top
    assert "coverage: Of 24 new articles 3 have a date." in at_the_top
    assert "The last healthy one began 2026-11-30 13:16." in at_the_top
    tiles = dict(
        re.findall(r"(new|gone|runs|healthy|failed|without an end)(\d+)0 the week before", at_the_top)
    )
    assert tiles == {
        "new": "2",
        "gone": "1",
        "runs": "4",
        "healthy": "1",
        "failed": "2",
        "without an end": "1",
    }


def test_each_chart_has_a_table_with_its_numbers_and_a_name(filled: Store) -> None:
    figures = parsed(page(filled)).xpath("//figure")
    drawn = [figure for figure in figures if figure.xpath("./svg")]
    assert [words(figure.xpath(".//h4")[0]) for figure in drawn] == [
        "Published a day",
        "Stored a day",
        "Runs a day",
        "Requests of the last 4 runs",
        "Seconds to a response in the last 4 runs",
        "Edits a month",
        "Gone a month",
    ]
    for figure in drawn:
        (svg,) = figure.xpath("./svg")
        assert svg.get("role") == "img"
        assert all(figure.xpath("string(./svg/title)")), figure
        assert figure.xpath(".//details//tbody/tr")
    cells = figures[4].xpath(".//tbody/tr/*/text()")
    assert cells == ["2026-11-30 13:16, run 3", "0.50 s"]


def test_ids_are_unique(filled: Store) -> None:
    add_run(filled, site="antara")
    ids = parsed(page(filled)).xpath("//@id")
    assert len(ids) > 10
    assert len(ids) == len(set(ids))


def test_nothing_comes_from_elsewhere_and_nothing_runs(filled: Store) -> None:
    tree = parsed(page(filled))
    assert not tree.xpath(
        "//script | //link | //img | //iframe | //base | //*[@src] | //@*[starts-with(name(), 'on')]"
    )
    (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'")
    assert not re.search(r"url\(|@import|https?:", CSS)


def test_what_a_site_wrote_is_text_wherever_it_stands(store: Store) -> None:
    stats = {f"article/refused/{EVIL}": 2}
    add_run(store, 2, site=EVIL, stats=stats, reason=EVIL, scope=EVIL)
    add_run(store, 1, site=EVIL, scope=EVIL, **failed(EVIL, EVIL))
    add_run(store, site="b")
    save(store, another("satu", site=EVIL, headline=EVIL))
    with store.begin() as conn:
        mark_gone(conn, "https://telegraf.co.id/satu/", NOW)
    text = page(store)
    tree = parsed(text)
    assert "<script" not in text
    assert not tree.xpath("//script")
    for place in ("//h2", "//nav//a", "//title", "//ul[@class='gone']//a", "//li//span[@class='check']"):
        assert EVIL in tree.xpath(f"string({place})"), place
    assert EVIL in words(tree.xpath("//table[@class='reasons']")[0])


def test_what_steers_a_terminal_or_turns_a_line_is_shown_as_its_number(store: Store) -> None:
    steering = "x\x1b[2J\u202ey\x00\ud800"
    add_run(store, status=1, reason="It broke.", failed_checks=[{"name": "a", "sentence": steering}])
    text = page(store)
    assert r"x\u001b[2J\u202ey\u0000\ud800" in text
    text.encode("utf-8")


def test_only_addresses_of_the_web_are_links(store: Store) -> None:
    add_run(store)
    save(store, another("satu"))
    with store.begin() as conn:
        conn.exec_driver_sql("UPDATE article SET url = 'javascript:alert(1)'")
        mark_gone(conn, "https://telegraf.co.id/satu/", NOW)
    tree = parsed(page(store))
    assert words(tree.xpath("//ul[@class='gone']/li")[0]).startswith("Satu")
    assert not tree.xpath("//ul[@class='gone']//a")


def test_the_same_store_gives_the_same_bytes(filled: Store) -> None:
    assert page(filled) == page(filled)


def test_an_empty_store_and_a_site_without_runs_or_articles_say_so(store: Store) -> None:
    assert "Nothing was crawled yet." in words(parsed(page(store)).body)
    save(store, another("satu"))
    assert "No run in this time." in words(parsed(page(store)).body)
    add_run(store, site="kosong")
    body = words(parsed(page(store)).body)
    assert "0 articles are stored." in body
    assert "No article is stored." in body


def test_a_time_without_runs_is_told_as_such(filled: Store) -> None:
    body = words(parsed(page(filled, date(2026, 12, 24))).body)
    assert "No run since 2026-12-24." in body


def colours(scheme: str) -> dict[str, str]:
    """Return the colours of a scheme of the style sheet by their names."""
    light, dark, printed = re.findall(r":root \{(.*?)\}", CSS, re.DOTALL)
    block = {"light": light, "dark": dark, "print": printed}[scheme]
    return dict(re.findall(r"--([\w-]+): (#\w+);", block))


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", ["light", "dark", "print"])
def test_letters_and_bars_stand_out_in_each_scheme(scheme: str) -> None:
    of = colours(scheme)
    letters = [(name, ground) for name in ("ink", "soft", "link", "bad") for ground in ("paper", "card")]
    letters += [("ink", "warn"), ("bad", "warn"), ("ink", "fine")]
    letters += [("on-pale", f"h{level}") for level in range(4)] + [("on-deep", "h4"), ("on-deep", "h5")]
    weak = {pair: round(contrast(of[pair[0]], of[pair[1]]), 2) for pair in letters}
    assert {pair: value for pair, value in weak.items() if value < 4.5} == {}
    bars = {name: round(contrast(of[name], of["paper"]), 2) for name in ("c1", "c2", "bad", "dim", "good")}
    assert {name: value for name, value in bars.items() if value < 3} == {}
