from __future__ import annotations

import pytest

from tests.crawler.extract.pages import STORY, paragraphs, read, texts, wordpress
from tests.crawler.extract.themes import THEMES, post

CONTENTS = {
    "paragraphs": (paragraphs(*STORY), list(STORY)),
    "breaks": ("<br /><br />\n".join(STORY), list(STORY)),
    "div for paragraphs": ("".join(f'<div dir="auto">{text}</div>' for text in STORY), list(STORY)),
    "one short paragraph": (paragraphs(STORY[3]), [STORY[3]]),
    "subheading and list": (
        paragraphs(STORY[0])
        + "<h2>Yang masih kurang</h2><ul><li>lampu jalan</li><li>pagar di sisi utara</li></ul>"
        + paragraphs(*STORY[1:]),
        [STORY[0], "Yang masih kurang", "lampu jalan", "pagar di sisi utara", *STORY[1:]],
    ),
    "sign-off of its own": (paragraphs(*STORY, "(Ist/sur)"), [*STORY, "(Ist/sur)"]),
}


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("content", "expected"), CONTENTS.values(), ids=CONTENTS.keys())
def test_the_story_is_read_whatever_the_theme(theme: str, content: str, expected: list[str]) -> None:
    assert texts(post(theme, title="Jembatan dibuka", content=content)) == expected


@pytest.mark.parametrize("theme", THEMES)
def test_the_lead_picture_and_its_caption_are_read_whatever_the_theme(theme: str) -> None:
    featured = (
        '<img class="wp-post-image" src="/jembatan.jpg"><figcaption>Warga melintas | Antara</figcaption>'
    )
    body = read(post(theme, title="Jembatan dibuka", content=paragraphs(*STORY), featured=featured))
    assert (body.image_url, body.printed_caption) == ("/jembatan.jpg", "Warga melintas | Antara")
    assert [line.text for line in body.lines] == list(STORY)


@pytest.mark.parametrize("theme", THEMES)
def test_a_post_without_picture_takes_none_from_the_cards_around_it(theme: str) -> None:
    body = read(post(theme, title="Jembatan dibuka", content=paragraphs(*STORY)))
    assert (body.image_url, body.printed_caption) == (None, None)


def test_a_headline_inside_the_content_is_no_line_of_the_story() -> None:
    assert texts(wordpress(f"<h1>Jembatan dibuka</h1>{paragraphs(*STORY)}")) == list(STORY)


@pytest.mark.parametrize("dots", ["…", " […]", "...", " [...]"])
def test_an_excerpt_of_the_story_above_it_is_left_out(dots: str) -> None:
    excerpt = f"<p>{STORY[0]} {STORY[1][:40]}{dots}</p>"
    body = read(wordpress(f'<div class="kutipan">{excerpt}</div>{paragraphs(*STORY)}'))
    assert [line.text for line in body.lines] == list(STORY)
    assert [removal.rule for removal in body.dropped] == ["excerpt"]


def test_a_first_line_that_breaks_off_is_no_excerpt_of_another_text() -> None:
    assert texts(wordpress(paragraphs("Jembatan gantung itu...", *STORY))) == [
        "Jembatan gantung itu...",
        *STORY,
    ]


def test_a_subheading_without_text_below_it_is_left_out() -> None:
    body = read(wordpress(paragraphs(*STORY) + '<h3>Komentar Anda</h3><div class="fb-comments"></div>'))
    assert [line.text for line in body.lines] == list(STORY)
    assert [(removal.rule, removal.text) for removal in body.dropped] == [("orphan_heading", "Komentar Anda")]


def test_a_scrap_outside_of_any_paragraph_is_no_story_where_the_story_has_paragraphs() -> None:
    content = (
        f"<div>Tema oleh Studio</div>{paragraphs(*STORY[:2])}<div><span>512 kali</span></div>"
        f"{paragraphs(*STORY[2:])}"
    )
    assert texts(wordpress(content)) == list(STORY)


def test_a_content_in_several_pieces_is_read_whole() -> None:
    piece = '<div class="row"><div class="article__content">{}</div><div class="rail-ad">Iklan</div></div>'
    content = "".join(piece.format(f"<p>{text} {text}</p>") for text in STORY)
    page = wordpress("").replace('<div class="entry-content"></div>', content)
    assert texts(page) == [f"{text} {text}" for text in STORY]


def test_a_post_of_a_few_words_is_read() -> None:
    assert texts(wordpress("<p>Redaksi libur hari ini.</p>")) == ["Redaksi libur hari ini."]


def test_an_empty_post_has_no_lines() -> None:
    assert texts(wordpress("<p>&nbsp;</p>")) == []


def test_the_module_of_a_page_builder_goes_before_what_holds_the_whole_page() -> None:
    cards = "".join(f'<div><h2><a href="/x{i}/">Gula naik</a></h2><p>{STORY[i]}</p></div>' for i in (2, 3))
    module = f'<div class="fl-module fl-module-fl-post-content"><p>{STORY[0]}</p><p>{STORY[1]}</p></div>'
    page = (
        '<html><head><title>Jembatan dibuka</title></head><body class="single-post postid-7">'
        f'<div class="fl-page-content"><h1>Jembatan dibuka</h1>{module}{cards}</div></body></html>'
    )
    assert texts(page) == list(STORY[:2])


BELOW = "Harga gula naik tipis di pasar kota karena pasokan dari pabrik terlambat dua hari, kata pedagang."
_LONG = [f"{text} Begitu catatan nomor {number}." for number in (1, 2, 3) for text in STORY]


def _post(inside: str, *, has_id: bool = True) -> str:
    post = (
        '<article id="post-7" class="post-7 post type-post status-publish">{}</article>'
        if has_id
        else "<main>{}</main>"
    )
    shown = "single-post postid-7" if has_id else "single-post"
    return (
        f'<html><head><title>Jembatan dibuka</title></head><body class="{shown}">'
        f"{post.format(inside)}</body></html>"
    )


_TITLE = "<h1>Jembatan dibuka</h1>"
_TEXT = f'<section class="naskah">{paragraphs(*_LONG)}</section>'
SMALL = {
    "a standfirst beside the headline": (
        f'<header>{_TITLE}<div class="entry-summary"><p>{BELOW}</p></div></header>{_TEXT}'
    ),
    "a newsletter box": (
        f'{_TITLE}{_TEXT}<div class="surat"><div class="post-content"><p>{BELOW}</p></div></div>'
    ),
    "a card": f'{_TITLE}<div class="kartu"><div class="entry-content"><p>{BELOW}</p></div></div>{_TEXT}',
    "several cards": f"{_TITLE}{_TEXT}"
    + f'<div class="kartu"><div class="entry-content"><p>{BELOW}</p></div></div>' * 3,
    "microdata of a card": f'{_TITLE}{_TEXT}<div itemscope><div itemprop="text"><p>{BELOW}</p></div></div>',
}


@pytest.mark.parametrize("has_id", [True, False])
@pytest.mark.parametrize("inside", SMALL.values(), ids=SMALL.keys())
def test_a_small_box_is_not_the_content_whatever_its_name(inside: str, has_id: bool) -> None:
    assert texts(_post(inside, has_id=has_id)) == _LONG


def test_of_two_that_are_named_so_the_one_with_the_text_is_the_content() -> None:
    summary = f'{_TITLE}<div class="post-content"><p>{BELOW}</p></div>'
    content = f'<div class="article-body">{paragraphs(*_LONG)}<ul><li>Pagar</li></ul></div>'
    body = read(_post(summary + content))
    assert ([line.text for line in body.lines], body.how) == ([*_LONG, "Pagar"], "container")


def test_an_element_without_a_known_name_is_the_content_if_it_directly_holds_the_text() -> None:
    inside = (
        f'<header>{_TITLE}</header><div class="tulisan"><p>{_LONG[0]}</p>'
        '<h2 class="wp-block-heading">Kabel</h2>'
        f"{paragraphs(*_LONG[1:])}<ul><li>Pagar</li></ul></div><aside><p>{BELOW}</p></aside>"
    )
    body = read(_post(inside))
    assert [line.text for line in body.lines] == [_LONG[0], "Kabel", *_LONG[1:], "Pagar"]
    assert body.how == "container"


def test_text_in_pieces_of_unlike_size_is_not_looked_for_in_one_of_them() -> None:
    pieces = "".join(
        f'<div class="modul"><div>{paragraphs(*_LONG[i : i + 4])}</div></div>' for i in (0, 4, 8)
    )
    body = read(_post(_TITLE + pieces))
    assert ([line.text for line in body.lines], body.how) == (_LONG, "density")


ELSEWHERE = {
    "comments": '<div id="comments"><ol class="comment-list">{}</ol></div>',
    "comments under another name": '<div class="suara-warga">{}</div>',
    "cards": '<div class="lainnya">{}</div>',
}


@pytest.mark.parametrize("around", ELSEWHERE.values(), ids=ELSEWHERE.keys())
def test_a_short_post_is_the_content_whatever_stands_below_it(around: str) -> None:
    boxes = "".join(f'<div class="kotak"><b>Budi</b><p>{text}</p></div>' for text in _LONG)
    content = f'{_TITLE}<div class="entry-content">{paragraphs(*STORY[:2])}</div>'
    assert texts(_post(content + around.format(boxes))) == list(STORY[:2])


def test_the_next_post_is_not_the_content_if_it_is_longer() -> None:
    following = f'<article><h2>Gula naik</h2><div class="entry-content">{paragraphs(*_LONG)}</div></article>'
    own = f'<article>{_TITLE}<div class="entry-content">{paragraphs(*STORY)}</div></article>'
    assert texts(_post(own + following, has_id=False)) == list(STORY)
