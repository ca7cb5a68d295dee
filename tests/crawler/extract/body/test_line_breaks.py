"""Paragraphs that no element of a block parts."""

from __future__ import annotations

import pytest

from tests.crawler.extract.pages import STORY, paragraphs, portal, texts, wordpress

PARTED = {
    "indents": "<br>\n".join(f"&nbsp;&nbsp;&nbsp;{text}" for text in STORY),
    "spaced indents": "<br>".join(f"&nbsp; &nbsp; {text}" for text in STORY),
    "wide spaces": "<br>".join(f"\u3000{text}" for text in STORY),
    "shown as blocks": "".join(f'<span style="display: block">{text}</span>' for text in STORY),
    "without a space between them": "".join(f'<span class="s">{text}</span>' for text in STORY),
    "custom elements": "".join(f"<x-p>{text}</x-p>" for text in STORY),
}


@pytest.mark.parametrize("content", PARTED.values(), ids=PARTED.keys())
def test_paragraphs_are_parted(content: str) -> None:
    assert texts(portal(content)) == list(STORY)


_LINES = [f"{text} Warga desa itu menyambutnya dengan gembira sejak pagi." for text in STORY]


def test_single_breaks_between_sentences_part_the_paragraphs_of_a_story() -> None:
    found = texts(portal(f"<div>{'<br>'.join([*_LINES, 'Baca juga: Harga cabai turun'])}</div>"))
    assert found == _LINES


def test_breaks_in_verses_and_addresses_part_nothing() -> None:
    verses = [
        "Sungai itu mengalir pelan,",
        "membawa daun dan kenangan,",
        "ke laut yang menunggu.",
        "Kita diam.",
    ]
    found = texts(portal(f"<p>{_LINES[0]}</p><p>{'<br>'.join(verses)}</p><p>{_LINES[1]}</p>"))
    assert found == [_LINES[0], " ".join(verses), _LINES[1]]


ONE = {
    "a single break": f"{STORY[0]}<br>{STORY[1]}",
    "one no-break space": f"{STORY[0]}<br>&nbsp;{STORY[1]}",
    "spans with a space": f"<span>{STORY[0]}</span> <span>{STORY[1]}</span>",
    "spans of other kinds": f'<span class="a">{STORY[0]}</span><span class="b">{STORY[1]}</span>',
    "shown in the line": f'{STORY[0]} <span style="display:inline-block">{STORY[1]}</span>',
}


@pytest.mark.parametrize("content", ONE.values(), ids=ONE.keys())
def test_other_sentences_are_one_paragraph(content: str) -> None:
    assert texts(portal(f"<p>{content}</p><p>{STORY[3]}</p>")) == [f"{STORY[0]} {STORY[1]}", STORY[3]]


def test_no_space_comes_into_a_word() -> None:
    text = "Koran ini memakai Node.<span>js</span> dan M<span>ongo</span>DB sejak lama, kata <u>P</u>ak Didi."
    assert texts(portal(f"<p>{text}</p><p>{STORY[3]}</p>"))[0] == (
        "Koran ini memakai Node.js dan MongoDB sejak lama, kata Pak Didi."
    )


def test_a_text_typed_with_blank_lines_is_parted_there() -> None:
    assert texts(portal("<pre>" + "\n\n".join(STORY) + "</pre>")) == list(STORY)


def test_a_program_stays_one_block() -> None:
    program = "def baca():\n    return 1\n\ndef tulis():\n    return 2"
    html = wordpress(f"{paragraphs(*STORY)}<pre>{program}</pre><p>Selesai sudah, kata guru itu.</p>")
    assert " ".join(program.split()) in texts(html)
