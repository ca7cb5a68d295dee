"""The life of an article, answer by answer, without a network."""

from __future__ import annotations

import gc
import json
from datetime import UTC, date, datetime

import pytest

from crawler.discovery import Filters, Section
from crawler.extract.parse.document import Document
from crawler.fetched import ArticleFetch, Complete, Dropped, Failed, FetchPage, FetchRecord, Gone, Refused
from crawler.page import Page
from crawler.period import Period
from crawler.site import NEWSPAPER

SITE = "https://koran.test/"
URL = f"{SITE}kapal-ternak/"
RECORD = f"{SITE}wp-json/wp/v2/posts/12"
AT = datetime(2018, 7, 1, 12, tzinfo=UTC)

SENTENCES = (
    "Kapal ternak itu singgah di pelabuhan Waingapu pada hari Senin dengan enam ratus sapi di geladaknya.",
    "Nakhoda kapal mengatakan pelayaran berikutnya berangkat pekan depan bila gelombang di Laut Sawu mereda.",
    "Peternak di Sumba Timur berharap ongkos angkut tidak naik lagi sebelum hari raya kurban tahun ini tiba.",
)


def page(number: int = 1, body: str = "", url: str = URL, *, status: int = 200, head: str = "") -> Page:
    """Return a page of the article: the sentences of its number, then ``body``."""
    text = " ".join(f"{sentence[:-1]}, halaman {number}." for sentence in SENTENCES)
    paragraphs = "".join(f"<p>{text}</p>" for _ in range(3))
    html = (
        f"<html><head><title>Kapal ternak singgah di Waingapu</title>{head}</head>"
        f'<body><article class="post">'
        f'<h1>Kapal ternak singgah di Waingapu</h1><time datetime="2018-06-30">30 Juni 2018</time>'
        f'<div class="entry-content">{paragraphs}</div>{body}</article></body></html>'
    )
    return Page(url=url, body=html.encode(), status=status, content_type="text/html", fetched_at=AT)


def not_found(status: int = 200) -> Page:
    html = "<html><head><title>Halaman tidak ditemukan</title></head><body class='error404'></body></html>"
    return Page(url=URL, body=html.encode(), status=status, content_type="text/html")


def fetch(**options: object) -> ArticleFetch:
    return ArticleFetch(NEWSPAPER, URL, site_url=SITE, **options)  # type: ignore[arg-type]


def test_of_a_page_that_was_read_no_tree_is_kept_while_its_article_waits_to_be_stored() -> None:
    def trees() -> int:
        gc.collect()
        return sum(isinstance(each, Document) for each in gc.get_objects())

    before, fetched = trees(), fetch()
    assert isinstance(fetched.first_page(page()), Complete)
    assert fetched.pages and trees() == before


@pytest.mark.parametrize("status", [404, 410])
def test_a_status_that_says_gone_is_gone(status: int) -> None:
    assert fetch().first_page(page(status=status)) == Gone(f"http_{status}")


@pytest.mark.parametrize("status", [304, 403, 429, 500, 503])
def test_any_other_error_is_a_failure(status: int) -> None:
    assert fetch().first_page(page(status=status)) == Failed(f"http_{status}")


def test_a_page_of_another_site_is_refused_unread() -> None:
    life = fetch()
    assert life.first_page(page(url="https://lain.test/kapal-ternak/")) == Refused("other_site")
    assert life.refusal is None


def test_a_page_that_says_it_was_not_found_is_gone() -> None:
    life = fetch()
    assert life.first_page(not_found()) == Gone("not_found")
    assert life.refusal is not None


def test_an_address_that_leads_to_the_front_page_is_gone_the_front_page_itself_is_refused() -> None:
    front = "<html><head><title>Koran</title></head><body class='home blog'><p>Berita.</p></body></html>"
    home = Page(url=SITE, body=front.encode(), content_type="text/html")
    assert fetch().first_page(home) == Gone("front_page")
    assert ArticleFetch(NEWSPAPER, SITE, site_url=SITE).first_page(home) == Refused("front_page")


def test_an_article_of_one_page_is_complete() -> None:
    step = fetch().first_page(page(head=f"<link rel='shortlink' href='{SITE}?p=12'>"))
    assert isinstance(step, Complete)
    assert (step.article.url, step.permalink) == (URL, f"{SITE}?p=12")


def test_further_pages_are_asked_one_by_one_and_joined() -> None:
    life = fetch()
    assert life.first_page(page(1, f'<a href="{URL}2/">2</a>')) == FetchPage(f"{URL}2/")
    assert life.further_page(page(2, f'<a href="{URL}3/">3</a>', f"{URL}2/")) == FetchPage(f"{URL}3/")
    step = life.further_page(page(3, url=f"{URL}3/"))
    assert isinstance(step, Complete)
    assert [f"halaman {number}" in step.article.text for number in (1, 2, 3)] == [True, True, True]


@pytest.mark.parametrize("answer", [not_found(404), not_found(410), not_found(), page(1, url=f"{URL}2/")])
def test_a_page_that_is_missing_or_repeats_one_before_ends_the_article(answer: Page) -> None:
    life = fetch()
    life.first_page(page(1, f'<a href="{URL}2/">2</a>', head=f"<link rel=shortlink href='{SITE}?p=12'>"))
    step = life.further_page(answer)
    assert isinstance(step, Complete)
    assert step.article.text.count("\n\n") == 2
    assert step.permalink == f"{SITE}?p=12"  # which the last page need not repeat


def test_a_further_page_that_fails_fails_the_article() -> None:
    life = fetch()
    life.first_page(page(1, f'<a href="{URL}2/">2</a>'))
    assert life.further_page(page(2, status=503)) == Failed("http_503_further_page")


def with_record() -> tuple[ArticleFetch, FetchRecord]:
    life = fetch(reads_record=True)
    step = life.first_page(page(), f'<{RECORD}>; rel="alternate"; type="application/json"')
    assert isinstance(step, FetchRecord)
    return life, step


def test_the_rest_record_fills_what_the_page_does_not_show() -> None:
    life, asked = with_record()
    assert asked.url == f"{RECORD}?_embed=author,wp:term,wp:featuredmedia"
    record = {
        "id": 12,
        "link": URL,
        "date": "2018-06-30T18:00:00",
        "date_gmt": "2018-06-30T11:00:00",
        "title": {"rendered": "Judul lain"},
        "content": {"rendered": f"<p>{SENTENCES[0]}</p>"},
        "_embedded": {"wp:term": [[{"taxonomy": "category", "name": "Ekonomi"}]]},
    }
    step = life.record(Page(url=RECORD, body=json.dumps(record).encode()))
    assert isinstance(step, Complete)
    assert step.article.section == "Ekonomi"
    assert step.article.published_at == "2018-06-30T18:00:00+07:00"  # the page shows the day alone
    assert step.article.headline == "Kapal ternak singgah di Waingapu"


def test_a_record_without_the_text_fills_the_other_fields() -> None:
    life, _ = with_record()
    terms = {"wp:term": [[{"taxonomy": "category", "name": "Ekonomi"}]]}
    record = {"id": 12, "content": {"rendered": ""}, "_embedded": terms}
    step = life.record(Page(url=RECORD, body=json.dumps(record).encode()))
    assert isinstance(step, Complete)
    assert (step.article.section, life.record_refusal) == ("Ekonomi", None)
    assert step.article.headline == "Kapal ternak singgah di Waingapu"


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (Page(url=RECORD, body=b"<html>", status=200), "html"),
        (Page(url=RECORD, body=b'{"id": 12, "content": {"protected": true}}'), "login_wall"),
        (Page(url=RECORD, body=b"[]", status=200), None),
        (Page(url=RECORD, body=b"", status=403), "http_403"),
        (Page(url=RECORD, body=b"", status=402), "payment_required"),
        (Page(url=RECORD, body=b"", status=404), None),
    ],
)
def test_without_a_record_the_article_is_complete_all_the_same(answer: Page, reason: str | None) -> None:
    life, _ = with_record()
    assert isinstance(life.record(answer), Complete)
    assert life.record_refusal == reason
    life, _ = with_record()
    assert isinstance(life.without_record(), Complete)


def test_a_record_that_nobody_wants_is_not_asked() -> None:
    step = fetch().first_page(page(), f'<{RECORD}>; rel="alternate"; type="application/json"')
    assert isinstance(step, Complete)


def test_what_the_run_is_not_for_is_dropped() -> None:
    late = Filters(Period(since=date(2018, 7, 1)))
    assert fetch(filters=late).first_page(page()) == Dropped("outside_period")
    section = Filters(section=Section("Ekonomi", "ekonomi"))
    assert fetch(filters=section).first_page(page()) == Dropped("outside_section")
    assert isinstance(fetch(filters=section, from_section=True).first_page(page()), Complete)
