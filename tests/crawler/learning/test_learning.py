"""What a site repeats is found, what its stories share is left alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from random import Random

import pytest

from crawler.learning import Findings, Story, propose
from crawler.learning.template import keys, mask
from crawler.rules import Line
from crawler.site_rules import Proposal

CITIES = ("Ambon", "Bima", "Ciamis", "Demak", "Ende", "Fakfak", "Garut", "Hulu", "Indramayu", "Jepara")
BEGINNINGS, ENDINGS = (
    ("mela", "berki", "tersu", "peno", "disi", "kero"),
    ("tan", "mur", "sir", "kap", "dah", "ring"),
)
WORDS = [f"{beginning}{ending}" for beginning in BEGINNINGS for ending in ENDINGS]
REPORTERS = ("Sri Wahyuni", "Budi Setiawan", "Fitri", "Tunggul Susilo Adi", "Yuniati Jannatun")


def story(number: int) -> Story:
    """An article like no other, with four to seven paragraphs."""
    chance = Random(number)
    sentences = [
        " ".join(chance.choices(WORDS, k=chance.randint(8, 20))).capitalize() + "."
        for _ in range(4 + number % 4)
    ]
    headline = " ".join(chance.choices(WORDS, k=6)).title()
    return Story(f"https://kabar.test/{number}", headline, tuple(map(Line, sentences)))


def site(count: int, add: Callable[[int, list[Line]], None] = lambda number, lines: None) -> list[Story]:
    """This many articles; ``add`` puts lines into the article of a number."""
    stories = []
    for number in range(count):
        plain = story(number)
        lines = list(plain.lines)
        add(number, lines)
        stories.append(replace(plain, lines=tuple(lines)))
    return stories


def only(findings: Findings) -> Proposal:
    (proposal,) = findings.proposals
    return proposal


def test_stories_that_share_nothing_give_no_proposal() -> None:
    findings = propose(site(60))
    assert (findings.stories, findings.proposals) == (60, [])


def test_a_line_at_the_end_of_each_page_is_proposed_with_its_evidence() -> None:
    proposal = only(propose(site(40, lambda n, lines: lines.append(Line("Hak cipta dilindungi (c) Kabar.")))))
    assert proposal.name == "learned_hak_cipta_dilindungi"
    assert re.fullmatch(proposal.pattern, "Hak cipta dilindungi (c) Kabar.")
    assert not re.fullmatch(proposal.pattern, "Hak cipta dilindungi (c) Kabar. Dan lain-lain.")
    assert (proposal.pages, proposal.lines, proposal.where) == (40, 40, "the last line")
    assert proposal.examples == ("Hak cipta dilindungi (c) Kabar.",)


def test_a_line_between_paragraphs_is_proposed_where_many_pages_have_it() -> None:
    def advertise(number: int, lines: list[Line]) -> None:
        if number % 2:
            lines.insert(number % 3 + 1, Line("GULIR UNTUK MELANJUTKAN MEMBACA"))

    proposal = only(propose(site(40, advertise)))
    assert (proposal.pattern, proposal.pages) == ("GULIR UNTUK MELANJUTKAN MEMBACA", 20)


def test_a_long_line_is_proposed_wherever_it_stands_on_a_tenth_of_the_pages() -> None:
    slogan = "Kabar hadir menemani pagi Anda dengan berita pilihan dari seluruh penjuru negeri."

    def advertise(number: int, lines: list[Line]) -> None:
        if number % 8 == 0:
            lines.insert(Random(number).randrange(1, len(lines)), Line(slogan))

    assert only(propose(site(80, advertise))).pages == 10


@pytest.mark.parametrize(
    ("printed", "also"),
    [
        (lambda n: f"Dibaca {n * 37} kali hari ini", "Dibaca 12.345 kali hari ini"),
        (lambda n: f"Terbit {n % 28 + 1} Februari 2016 14:{n % 60:02} WIB", "Terbit 6 Mei 2026 09:05 WIB"),
        (lambda n: f"Pewarta: {REPORTERS[n % 5]}", "Pewarta: Siapa Saja"),
        (
            lambda n: f"Artikel ini telah tayang di Kabar dengan judul “{story(n).headline}”, baca di sini",
            "Artikel ini telah tayang di Kabar dengan judul “Lain”, baca di sini",
        ),
        (
            lambda n: f"“{story(n).headline}” terbit pertama kali di Kabar",
            "“Judul” terbit pertama kali di Kabar",
        ),
    ],
)
def test_lines_that_differ_in_a_number_a_date_a_name_or_a_title_become_one_pattern(
    printed: Callable[[int], str], also: str
) -> None:
    proposal = only(propose(site(40, lambda n, lines: lines.append(Line(printed(n))))))
    assert proposal.pages == 40
    assert len(proposal.examples) == 3
    assert all(re.fullmatch(proposal.pattern, text) for text in (*map(printed, range(40)), also))


def test_each_line_of_a_block_is_proposed_though_some_of_them_are_optional() -> None:
    def sign(number: int, lines: list[Line]) -> None:
        lines.append(Line(f"Pewarta: {REPORTERS[number % 5]}"))
        if number % 2:
            lines.append(Line(f"Penyunting: {REPORTERS[number % 4]}"))
        if number % 3:
            lines.append(Line("Kabar ini dibaca juga di saluran radio kami"))
        lines.append(Line("Dilarang menyalin tanpa izin."))

    patterns = {proposal.pattern for proposal in propose(site(60, sign)).proposals}
    assert patterns == {
        r"Dilarang menyalin tanpa izin\.",
        "Kabar ini dibaca juga di saluran radio kami",
        "Pewarta: .+",
        "Penyunting: .+",
    }


def test_the_title_of_a_box_takes_the_links_below_it_along() -> None:
    def box(number: int, lines: list[Line]) -> None:
        links = [Line(story(100 * part + number).headline, linked=1.0) for part in range(1, number % 3 + 2)]
        lines[-1:-1] = [Line("Jangan lewatkan"), *links]

    proposal = only(propose(site(40, box)))
    assert (proposal.pattern, proposal.with_links) == ("Jangan lewatkan", True)
    assert proposal.lines == 40 + sum(number % 3 + 1 for number in range(40))


@pytest.mark.parametrize(
    "line",
    [
        lambda n: Line("kata dia.") if n % 4 == 0 else None,
        lambda n: Line("kata dia.") if n % 2 == 0 else None,
        lambda n: Line("“Alhamdulillah.”") if n % 2 == 0 else None,
        lambda n: Line(f"Pukul {n % 24:02}.15 WIB", kind="heading") if n % 4 == 0 else None,
        lambda n: Line("Kronologi Kejadian", kind="heading") if n % 6 == 0 else None,
        lambda n: Line(f"Presiden {REPORTERS[n % 5]}") if n % 3 == 0 else None,
        lambda n: Line(f"Sementara itu, menurut {REPORTERS[n % 5]}, {CITIES[n % 10]} aman {n}."),
        lambda n: Line(f"Pendaftaran dibuka pada {n % 28 + 1} Mei untuk {n * 7} orang.") if n % 2 else None,
        lambda n: Line(f"Tanya: Bagaimana keadaan {CITIES[n % 10]} sekarang?"),
    ],
    ids=["said", "often said", "quotation", "time", "subheading", "name", "phrase", "sentence", "interview"],
)
def test_what_stories_share_is_not_proposed(line: Callable[[int], Line | None]) -> None:
    def tell(number: int, lines: list[Line]) -> None:
        shared = line(number)
        if shared:
            lines.insert(Random(number).randrange(len(lines)), shared)

    assert propose(site(60, tell)).proposals == []


def test_the_last_sentence_of_some_stories_is_not_that_of_the_site_though_it_always_stands_last() -> None:
    def close(number: int, lines: list[Line]) -> None:
        if number % 3 == 0:
            lines.append(Line(f"Pendaftaran tahap kedua dibuka Mei dengan kuota {number * 7} orang."))
        elif number % 3 == 1:
            lines.append(Line(f"Hasil kegiatan akan dilaporkan {REPORTERS[number % 5]} pada pekan depan."))

    assert propose(site(60, close)).proposals == []


def test_a_line_that_is_held_back_is_named_with_the_reason() -> None:
    def tell(number: int, lines: list[Line]) -> None:
        if number % 4 == 0:
            lines.insert(Random(number).randrange(len(lines)), Line("Kronologi Kejadian", kind="heading"))

    (held,) = propose(site(60, tell)).rejected
    assert (held.text, held.pages) == ("Kronologi Kejadian", 15)
    assert "25 % of the pages are too few for a line anywhere in the text" in held.reason


def test_the_lines_of_a_series_of_stories_are_not_those_of_the_site() -> None:
    stories = site(40)
    gold = [
        replace(
            story(number),
            headline=f"Harga Emas Hari Ini {number} September",
            lines=(
                *story(number).lines,
                Line(f"0,5 gram: Rp {number}00.000"),
                Line("Harga belum termasuk pajak."),
            ),
        )
        for number in range(100, 112)
    ]
    findings = propose([*stories, *gold])
    assert findings.proposals == []
    assert any("series" in held.reason and "“september”" in held.reason for held in findings.rejected)


def test_one_article_at_many_addresses_is_one_story() -> None:
    copies = [replace(story(1), url=f"https://kabar.test/kopi/{number}") for number in range(30)]
    pages = [
        replace(story(2), lines=(Line(f"Halaman {number}"), Line("Penutup yang sama.")))
        for number in range(30)
    ]
    findings = propose([*site(20), *copies, *pages])
    assert (findings.stories, findings.proposals) == (20, [])


def test_a_handful_of_pages_says_nothing() -> None:
    assert propose(site(4, lambda n, lines: lines.append(Line("Sama di mana-mana.")))).proposals == []


def test_the_pattern_of_a_line_with_special_characters_matches_it_literally() -> None:
    text = "[Kabar+] Langganan Rp1.000? (syarat*) | a\\b $x^ {y}"
    proposal = only(propose(site(20, lambda n, lines: lines.append(Line(text)))))
    assert re.fullmatch(proposal.pattern, text)
    assert not re.fullmatch(proposal.pattern, text.replace("+", "++"))


def test_a_long_line_is_shown_shortened_and_matched_whole() -> None:
    long = " ".join(["Ketentuan"] * 20_000)
    proposal = only(propose(site(60, lambda n, lines: lines.append(Line(long)))))
    assert len(proposal.examples[0]) < 200
    assert re.fullmatch(proposal.pattern, long)


def test_masking_leaves_words_and_levels_numbers() -> None:
    assert mask("Dibaca 5.824 kali") == mask("Dibaca 12 kali") != mask("Dibaca dua kali")


def test_a_sentence_behind_a_colon_is_no_labelled_name() -> None:
    assert ("label", ("Editor:",)) in keys(mask("Editor: Ade Marboen"))
    assert not keys(mask("Ia berkata: Saya datang."))
