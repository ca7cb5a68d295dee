"""Lines inside of a story that are none of it, and lines that only look so."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.crawler.extract.pages import STORY, paragraphs, portal, texts, wordpress

_FIRST, _SECOND = STORY[0], STORY[3]
_LINK = '<a href="/kabel/">Harga kabel naik lagi di lima pasar</a>'
_READ_ALSO = f"<p>Baca juga: {_LINK}</p>"
_POINTER = f"Baca juga: {_LINK[16:-4]}"


def between(content: str, *, below: str = "") -> list[str]:
    """Return the lines of a story that stand between its first and its last paragraph."""
    lines = texts(wordpress(f"<p>{_FIRST}</p>{content}<p>{_SECOND}</p>{below}"))
    assert (lines[0], _SECOND in lines) == (_FIRST, True)
    return lines[1 : lines.index(_SECOND)]


HEADS: dict[str, tuple[str, list[str]]] = {
    "a subheading": (f"<h2>Dibuka Rabu</h2>{_READ_ALSO}", ["Dibuka Rabu"]),
    "one in bold type": (f"<p><b>Dibuka Rabu</b></p>{_READ_ALSO}", ["Dibuka Rabu"]),
    "a question": (f"<p><b>T: Kapan dibuka?</b></p>{_READ_ALSO}", ["T: Kapan dibuka?"]),
    "one above a link without a label": (f"<h2>Dibuka Rabu</h2><p>{_LINK}</p>", ["Dibuka Rabu"]),
    "one above a button": (
        '<h2>Cara Daftar</h2><p><a href="/daftar/" class="tombol">Daftar di sini</a></p>',
        ["Cara Daftar"],
    ),
    "one in a box of its own": (f"<div><h2>Dibuka Rabu</h2></div>{_READ_ALSO}", ["Dibuka Rabu"]),
    "what introduces a list": (
        f"<p>Berikut tarifnya:</p>{_READ_ALSO}<ul><li>Motor</li><li>Mobil</li></ul>",
        ["Berikut tarifnya:", "Motor", "Mobil"],
    ),
    "the label of the links": (f"<p>Simak berita ini:</p><p>{_LINK}</p>", []),
    "the heading of a box of links": (f"<div><h3>Kabar Kami</h3><ul><li>{_LINK}</li></ul></div>", []),
    "a heading with nothing but links": (f"<h3>Kabar Kami</h3><p>{_LINK}</p><h2>Tarif</h2>", ["Tarif"]),
}


@pytest.mark.parametrize(("content", "kept"), HEADS.values(), ids=HEADS.keys())
def test_a_short_line_above_links_goes_with_them_only_if_it_heads_nothing_else(
    content: str, kept: list[str]
) -> None:
    assert between(content) == kept


_TAGGED = '<a href="/tag/persik/">Persik Kediri</a>'

LISTS: dict[str, tuple[str, list[str]]] = {
    "linked tags between paragraphs": (f"<li>{_TAGGED}</li>", ["Persik Kediri"]),
    "linked tags and more": (
        f'<li>{_TAGGED}: 9 poin</li><li><a href="/category/x/">Persik</a></li>',
        ["Persik Kediri: 9 poin", "Persik"],
    ),
    "one that is no link": (
        "<li><a href='/persik/'>Persik</a></li><li>Persib: 4 poin</li>",
        ["Persik", "Persib: 4 poin"],
    ),
    "a link with its label among them": (
        f"<li>Persib: 4 poin</li><li>Baca juga: {_LINK}</li>",
        ["Persib: 4 poin"],
    ),
    "links to stories alone": (f'<li>{_LINK}</li><li><a href="/gula/">Gula naik</a></li>', []),
    "links to stories under their label": (f"<li><b>Baca juga:</b></li><li>{_LINK}</li>", []),
}


@pytest.mark.parametrize(("items", "kept"), LISTS.values(), ids=LISTS.keys())
def test_a_list_is_the_story_s_where_an_item_is_more_than_a_link_to_a_story(
    items: str, kept: list[str]
) -> None:
    assert between(f"<ul>{items}</ul>") == kept


def test_what_introduces_a_list_of_the_story_stays() -> None:
    assert between(f"<p>Klasemen Grup C:</p><ol><li>{_TAGGED}: 9 poin</li></ol>") == [
        "Klasemen Grup C:",
        "Persik Kediri: 9 poin",
    ]


def test_linked_tags_at_the_end_are_the_post_s() -> None:
    page = wordpress(f"{paragraphs(*STORY)}<ul><li>{_TAGGED}</li><li>{_TAGGED}</li></ul>")
    assert texts(page) == list(STORY)


_READER = "<div><b>Udin</b><p>Mantap, semoga jembatannya awet dan tidak cepat rusak seperti dulu.</p></div>"


@pytest.mark.parametrize("heading", ["Komentar", "KOMENTAR", "3 Komentar", "Komentar (3)", "2 Comments"])
@pytest.mark.parametrize("page", [wordpress, portal], ids=["WordPress", "portal"])
def test_what_stands_below_a_heading_that_says_comments_is_no_story(
    heading: str, page: Callable[..., str]
) -> None:
    html = page(f"{paragraphs(*STORY)}<h3>{heading}</h3>{_READER}<h4>Balasan</h4>{_READER}")
    assert texts(html) == list(STORY)


@pytest.mark.parametrize("heading", ["Komentar Bupati", "Komentar"])
def test_a_part_of_the_story_about_comments_stays(heading: str) -> None:
    content = f"<h3>{heading}</h3><p>{STORY[2]}</p><h3>Tarif</h3>"
    assert between(content) == [heading, STORY[2], "Tarif"]


@pytest.mark.parametrize("page", [portal, wordpress], ids=["portal", "WordPress"])
def test_a_line_that_is_one_link_to_a_channel_is_left_out(page: Callable[..., str]) -> None:
    for address in ("https://whatsapp.com/channel/1", "https://t.me/koran"):
        invitation = f'<p><a href="{address}">Saluran Koran untuk Anda</a></p>'
        assert texts(page(f"<p>{_FIRST}</p>{invitation}<p>{_SECOND}</p>")) == [_FIRST, _SECOND]
        cited = f'<p>Menteri menulisnya <a href="{address}">di salurannya</a>, Rabu malam.</p>'
        assert len(texts(page(f"<p>{_FIRST}</p>{cited}<p>{_SECOND}</p>"))) == 3


@pytest.mark.parametrize("page", [wordpress, portal], ids=["WordPress", "portal"])
@pytest.mark.parametrize(
    "above",
    [
        f'<div class="standfirst"><p>{STORY[0]}</p></div>',
        f"<p><strong>{STORY[0]}</strong></p>",
        f'<div class="lead"><p>{STORY[0][:60]}…</p></div>',
    ],
)
def test_a_standfirst_that_is_the_first_paragraph_is_read_once(above: str, page: Callable[..., str]) -> None:
    assert texts(page(above + f'<div class="t">{paragraphs(*STORY)}</div>')) == list(STORY)


def test_a_first_sentence_said_twice_by_the_story_stays() -> None:
    assert texts(wordpress(paragraphs(STORY[0], *STORY))) == [STORY[0], *STORY]
