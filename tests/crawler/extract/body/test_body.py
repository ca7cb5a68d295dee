from __future__ import annotations

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from crawler.extract.body.body import Body, read_body, read_fragment
from crawler.extract.parse.document import Document
from crawler.page import Page
from crawler.site import Selectors, Site
from tests.crawler.extract.pages import STORY, amid, document, paragraphs, read, wordpress


def test_a_fragment_is_all_content() -> None:
    content = '<p><img src="/a.jpg"></p><p><em>Warga melintas | Antara</em></p>' + amid(
        '<div class="sharedaddy">Bagikan</div>'
    )
    body = read_fragment(document(content))
    assert [line.text for line in body.lines] == list(STORY)
    assert (body.image_url, body.printed_caption, body.how) == (
        "/a.jpg",
        "Warga melintas | Antara",
        "fragment",
    )
    assert [removal.rule for removal in body.dropped] == ["share", "caption"]


def test_a_fragment_without_text_has_no_lines() -> None:
    assert read_fragment(document("<p></p>")).lines == []


def test_lines_tell_the_rules_what_they_are() -> None:
    content = (
        '<h2>Judul</h2><p><b>Tebal semua.</b></p><p><a href="https://lain.test/">Tautan ke luar.</a>'
        "</p><ul><li>Butir</li></ul>"
    )
    first, second, third, fourth = read(wordpress(content)).lines
    assert (first.kind, first.place) == ("heading", "h2, line 6")
    assert (second.kind, second.emphasized, second.linked) == ("p", True, 0)
    assert (third.linked, fourth.kind) == (1, "item")


LAYOUT = Site(
    name="koran",
    layouts=(
        Selectors(since=date(2024, 1, 1), body="#baru", drop=(".kotak",), caption=".ket"),
        Selectors(until=date(2023, 12, 31), body="#lama"),
    ),
)
PAGE = (
    f'<div id="lama">{paragraphs(*STORY[:2])}</div><p class="ket">Warga melintas</p>'
    f'<div id="baru">{paragraphs(STORY[2])}<div class="kotak"><p>{STORY[0]}</p></div></div>'
)


def on(day: datetime | None) -> Body:
    return read_body(Document(Page(url="https://koran.test/", body=PAGE.encode(), fetched_at=day)), LAYOUT)


def test_a_sites_own_selectors_go_before_everything() -> None:
    body = on(datetime(2024, 6, 5, tzinfo=UTC))
    assert ([line.text for line in body.lines], body.how) == ([STORY[2]], "layout")
    assert body.printed_caption == "Warga melintas"
    assert [removal.rule for removal in body.dropped] == ["layout"]


def test_selectors_hold_for_the_pages_of_their_time() -> None:
    assert [line.text for line in on(datetime(2023, 6, 5, tzinfo=UTC)).lines] == list(STORY[:2])
    assert [line.text for line in on(None).lines] == [STORY[2]]


def test_selectors_that_find_nothing_give_way() -> None:
    body = read_body(document(wordpress(paragraphs(*STORY))), LAYOUT)
    assert ([line.text for line in body.lines], body.how) == (list(STORY), "container")


_TAGS = st.sampled_from(
    [
        "p",
        "div",
        "b",
        "a",
        "br",
        "li",
        "ul",
        "h1",
        "h2",
        "blockquote",
        "cite",
        "figure",
        "figcaption",
        "img",
        "table",
        "td",
    ]
)
_NAMES = st.sampled_from(
    ["", "entry-content", "related", "share", "caption", "gallery", "tooltip", "post-7", "xyz"]
)
_TEXT = st.sampled_from(
    ["Kata", "Kalimat yang cukup panjang untuk sebuah paragraf berita, kata bupati.", " ", "\u00a0", "“"]
)
_ELEMENT = st.builds(
    lambda tag, name, text, inner: f'<{tag} class="{name}" id="{name}">{text}{inner}</{tag}>{text}',
    _TAGS,
    _NAMES,
    _TEXT,
    st.deferred(lambda: _HTML),
)
_HTML: st.SearchStrategy[str] = st.lists(_TEXT | _ELEMENT, max_size=4).map("".join)


@given(_HTML)
def test_the_lines_are_the_page_with_something_left_out(content: str) -> None:
    page = document(wordpress(content))
    for body in (read_body(page), read_fragment(document(f"<div>{content}</div>"))):
        printed = iter("".join(map(str, page.root.itertext())))
        assert all(line.text == " ".join(line.text.split()) != "" for line in body.lines)
        assert all(sign in printed for line in body.lines for sign in line.text if not sign.isspace())
