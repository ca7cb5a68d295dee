"""Captions that an editor typed at a picture, and sentences below one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.crawler.extract.pages import STORY, amid, article, paragraphs, portal, texts, wordpress

_TEXT = paragraphs(*STORY)
_IMAGE = '<img src="/a.jpg" width="700">'
_SHOWN = "Warga melintas di atas jembatan"
_WHOSE = "Antara/Hafidz"

TYPED: dict[str, str] = {
    "in its paragraph": f"<p>{_IMAGE}<br>{_SHOWN}. (Foto: {_WHOSE})</p>",
    "in italics": f"<p>{_IMAGE}<br><em>{_SHOWN} ({_WHOSE})</em></p>",
    "in a box": f"<div>{_IMAGE}<i>{_SHOWN}. (Foto: {_WHOSE})</i></div>",
    "a paragraph below it": f"<p>{_IMAGE}</p><p>{_SHOWN}. ({_WHOSE})</p>",
    "centred": f'<p align="center">{_IMAGE}</p><p align="center">{_SHOWN} ({_WHOSE})</p>',
    "small": f"<p>{_IMAGE}</p><p><small>{_SHOWN} ({_WHOSE})</small></p>",
    "a heading": f"{_IMAGE}<h6>{_SHOWN} ({_WHOSE})</h6>",
    "behind a bar": f"<p>{_IMAGE}</p><p>{_SHOWN} | {_WHOSE}</p>",
    "behind a label": f"<p>{_IMAGE}</p><p>Foto: {_SHOWN} ({_WHOSE})</p>",
    "behind another one": f"<p>{_IMAGE}</p><p>Keterangan foto: {_SHOWN} ({_WHOSE})</p>",
    "below a figure": f"<figure>{_IMAGE}</figure><p>{_SHOWN}. (Foto: {_WHOSE})</p>",
    "below a picture that links to itself": f'<p><a href="/a.jpg">{_IMAGE}</a></p><p>{_SHOWN} ({_WHOSE})</p>',
    "below a picture of AMP": f'<amp-img src="/a.jpg"></amp-img><p>{_SHOWN}. (Foto: {_WHOSE})</p>',
}


@pytest.mark.parametrize("page", [wordpress, portal], ids=["WordPress", "portal"])
@pytest.mark.parametrize("typed", TYPED.values(), ids=TYPED.keys())
def test_a_line_at_the_first_picture_that_says_whose_it_is_is_its_caption(
    typed: str, page: Callable[..., str]
) -> None:
    found = article(page(typed + _TEXT))
    assert (found.caption, found.credit, found.text.split("\n\n")) == (_SHOWN, _WHOSE, list(STORY))


def test_a_label_is_enough() -> None:
    found = article(wordpress(f"<p>{_IMAGE}</p><p>Foto: {_SHOWN}.</p>{_TEXT}"))
    assert (found.caption, found.credit, found.text.split("\n\n")) == (_SHOWN, None, list(STORY))


def test_a_line_below_the_picture_of_the_theme_is_its_caption() -> None:
    found = article(wordpress(f"<p>{_SHOWN}. (Foto: {_WHOSE})</p>{_TEXT}", above=f"<div>{_IMAGE}</div>"))
    assert (found.caption, found.credit, found.text.split("\n\n")) == (_SHOWN, _WHOSE, list(STORY))


@pytest.mark.parametrize("typed", TYPED.values(), ids=TYPED.keys())
def test_a_caption_in_the_middle_of_a_story_is_no_text_and_not_the_lead_s(typed: str) -> None:
    found = article(wordpress(amid(typed)))
    assert (found.caption, found.text.split("\n\n")) == (None, list(STORY))


@pytest.mark.parametrize(
    "line",
    [
        "Bupati meninjau jembatan itu, Rabu pagi.",
        "Cikelat, Koran – Bupati meninjau jembatan itu. (Foto: Antara/Hafidz)",
        "CIKELAT | KORAN – Bupati meninjau jembatan itu.",
        "Bupati Cikelat (kiri) meninjau jembatan itu, Rabu pagi.",
        "Foto pria itu beredar luas di desa.",
    ],
)
@pytest.mark.parametrize("tag", ["p", "b"])
def test_a_first_sentence_below_a_picture_stays(line: str, tag: str) -> None:
    content = f"<p>{_IMAGE}</p><{tag}>{line}</{tag}>" if tag == "p" else f"<p>{_IMAGE}</p><p>{line}</p>"
    assert texts(wordpress(content + _TEXT)) == [line, *STORY]


def test_the_last_paragraph_is_no_caption_whatever_its_brackets_say() -> None:
    last = "Polisi masih menyelidiki kejadian itu. (Ist/sur)"
    assert texts(wordpress(f"{_TEXT}<p>{_IMAGE}</p><p>{last}</p>"))[-1] == last
    assert texts(wordpress(f"<p>{_IMAGE}</p><p>{last}</p>")) == [last]


def test_a_sentence_beside_an_icon_is_no_caption() -> None:
    line = f"{_SHOWN}. (Foto: {_WHOSE})"
    content = f'<p>{STORY[0]}</p><p><img src="/i.png" width="20"> {line}</p>{paragraphs(*STORY[1:])}'
    assert line in texts(wordpress(content))


def test_the_line_in_the_element_of_a_picture_between_paragraphs_is_its_caption() -> None:
    framed = f"<div>{_IMAGE}<div>{_SHOWN}.</div></div>"
    html = portal(amid(framed))
    assert texts(html) == list(STORY)


def test_a_paragraph_of_the_story_beside_a_picture_stays() -> None:
    for beside in (f"<div>{_IMAGE}{STORY[1]}</div>", f"<div>{_IMAGE}<p>{STORY[1]}</p></div>"):
        html = portal(f"<p>{STORY[0]}</p>{beside}{paragraphs(*STORY[2:])}")
        assert texts(html) == list(STORY)


@pytest.mark.parametrize("width", ["²", "٣", "9" * 5000, "-1", ""])
def test_a_width_that_is_no_number_costs_no_article(width: str) -> None:
    assert texts(wordpress(f'<img src="/a.jpg" width="{width}">{_TEXT}')) == list(STORY)


def test_lines_in_italics_in_a_row_of_pictures_are_their_captions() -> None:
    def pictures(line: str) -> str:
        return "".join(f"<p>{_IMAGE}</p><p><em>{line.format(i)}</em></p>" for i in ("kopi", "lada"))

    assert texts(wordpress(_TEXT + pictures("Kebun {} di lereng gunung"))) == list(STORY)
    said = "Warga menanam {} di lereng."
    assert texts(wordpress(_TEXT + pictures(said))) == [*STORY, said.format("kopi"), said.format("lada")]


def test_one_line_in_italics_below_a_picture_stays() -> None:
    html = wordpress(f"<p>{STORY[0]}</p><p>{_IMAGE}</p><p><em>Pagi di tepi sungai</em></p>{_TEXT}")
    assert "Pagi di tepi sungai" in texts(html)
