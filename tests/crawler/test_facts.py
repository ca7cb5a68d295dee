"""Lines that name a maker: in a list of facts they are story, elsewhere they are not."""

from __future__ import annotations

import pytest

from crawler.cleaning import Line, clean
from crawler.rules import Kind
from crawler.site import NEWSPAPER

ABOVE = Line("Warga berkumpul di balai desa sejak pagi, dan petugas mencatat nama mereka satu per satu.")
BELOW = Line("Menurut camat, bantuan akan datang pada hari Senin setelah jalan dibuka kembali.")


def left_of(*lines: Line) -> list[str]:
    return clean(lines, NEWSPAPER).paragraphs


@pytest.mark.parametrize("fact", ["Penulis: Andrea Hirata", "Editor: Imam Risdiyanto"])
def test_makers_in_a_list_of_facts_stay(fact: str) -> None:
    lines = [ABOVE, Line("Judul: Laskar Pelangi"), Line(fact), Line("Penerbit: Bentang Pustaka"), BELOW]
    assert left_of(*lines) == [line.text for line in lines]
    assert left_of(*lines[:3]) == [line.text for line in lines[:3]]


def test_several_makers_below_a_story_are_no_list_of_facts() -> None:
    lines = [
        ABOVE,
        BELOW,
        Line("Penulis: Rina Puspitasari"),
        Line("Editor: Sarwono Adi"),
        Line("Sumber: Antara"),
    ]
    assert left_of(*lines) == [ABOVE.text, BELOW.text]


@pytest.mark.parametrize("kind", ["item", "p"])
@pytest.mark.parametrize(
    "facts",
    [
        ["Sutradara: Riri Riza", "Penulis: Salman Aristo", "Editor: Waluyo Adi"],
        ["Penulis: Salman Aristo", "Editor: Waluyo Adi", "Pemain: Ikranagara"],
        [
            "Editor: Waluyo Adi",
            "Penulis: Salman Aristo",
            "Fotografer: Rina Puspitasari",
            "Pemain: Ikranagara",
        ],
    ],
)
def test_all_makers_in_a_list_of_facts_inside_a_story_stay(facts: list[str], kind: Kind) -> None:
    lines = [ABOVE, *(Line(fact, kind=kind) for fact in facts), BELOW]
    assert left_of(*lines) == [line.text for line in lines]


def test_all_makers_in_a_list_of_facts_that_ends_a_story_stay() -> None:
    facts = [
        Line(text, kind="item")
        for text in ("Sutradara: Riri Riza", "Penulis: Salman Aristo", "Editor: Waluyo Adi")
    ]
    assert left_of(ABOVE, BELOW, *facts) == [ABOVE.text, BELOW.text, *(fact.text for fact in facts)]


def test_makers_of_the_article_below_a_list_of_facts_are_no_facts() -> None:
    facts = [Line("Sutradara: Riri Riza", kind="item"), Line("Pemain: Ikranagara", kind="item")]
    makers = [Line("Penulis: Rina Puspitasari"), Line("Editor: Sarwono Adi")]
    kept = left_of(ABOVE, BELOW, *facts, BELOW, *makers)
    assert kept == [ABOVE.text, BELOW.text, *(fact.text for fact in facts), BELOW.text]


def test_makers_alone_in_a_list_are_no_facts() -> None:
    makers = [Line("Penulis: Rina Puspitasari", kind="item"), Line("Editor: Sarwono Adi", kind="item")]
    assert left_of(ABOVE, BELOW, *makers) == [ABOVE.text, BELOW.text]
