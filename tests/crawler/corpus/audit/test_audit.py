"""A whole corpus is audited: what only all articles together show."""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime
from typing import Any

import pytest

from crawler.corpus.audit.notebook import Notebook
from crawler.store import Store, StoreError
from tests.crawler.corpus.audit.corpora import ARTICLES, audited, fill, found, url

BOILERPLATE = "Unduh aplikasi kami untuk membaca kabar ini tanpa gangguan."
ENGLISH = (
    "The government will build a new hospital in the district to serve the growing population, the minister"
    " said on Monday. He said the project would cost more than 120 million rupiah and would be finished by"
    " the end of next year."
)
FINNISH = (
    "Hallitus rakentaa uuden sairaalan kaupunkiin palvellakseen kasvavaa väestöä, ministeri sanoi"
    " maanantaina. Hänen mukaansa hanke maksaa yli sata miljoonaa euroa ja valmistuu ensi vuoden lopussa."
    " Asukkaat ovat tyytyväisiä, koska aiemmin heidän piti matkustaa naapurikaupunkiin saadakseen hoitoa."
    " Rakennustyöt alkavat heinäkuussa, ja niihin osallistuu noin kaksisataa työntekijää eri puolilta"
    " maata, kertoi kaupungin edustaja."
)


def test_nothing_is_found_in_clean_articles(store: Store) -> None:
    fill(store, {}, 400)
    told = audited(store)
    assert (told.articles, told.with_findings, told.findings) == (400, 0, [])


def test_findings_are_ranked_and_each_article_is_counted_once(store: Store) -> None:
    cut = {"below": "Ia akan bertemu dengan para"}
    fill(store, {3: cut, 5: cut, 7: {**cut, "authors": ["admin"]}})
    told = audited(store)
    assert [(each.finding, each.count) for each in told.findings] == [
        ("no_full_stop", 3),
        ("author_is_no_name", 1),
    ]
    assert told.findings[0].urls == [url(3), url(5), url(7)]
    assert told.findings[1].example == "admin"
    assert told.with_findings == 3


def test_what_is_gone_is_not_examined(store: Store) -> None:
    gone = {"authors": ["admin"], "gone_at": datetime(2026, 1, 1, tzinfo=UTC)}
    fill(store, {3: gone})
    assert audited(store).articles == ARTICLES - 1


@pytest.mark.parametrize(
    "line",
    [
        BOILERPLATE,
        "Ikuti kanal kami",
        "Isi di luar tanggung jawab kami",
        "Semua tulisan di laman ini dilindungi undang-undang",
    ],
)
def test_a_line_below_many_stories_is_found_with_its_rule(store: Store, line: str) -> None:
    places = range(0, ARTICLES, 20)
    fill(store, {at: {"below": line} for at in places})
    (finding,) = found(store, "repeated_paragraph")
    assert (finding.count, finding.urls, finding.example) == (6, [url(at) for at in places], line)
    (rule,) = tomllib.loads(finding.rule or "")["rule"]
    assert rule["pattern"].replace("\\", "") == line
    assert rule["name"].startswith("learned_") and not rule["accepted"]


def test_a_counter_is_one_line_whatever_it_counts(store: Store) -> None:
    fill(store, {at: {"below": f"Dibaca {at},{100 + at} kali"} for at in range(0, ARTICLES, 10)})
    (finding,) = found(store, "repeated_paragraph")
    assert finding.count == 12
    assert finding.rule is not None and r"Dibaca [\d.,:/-]+ kali" in finding.rule


def _versions() -> dict[int, dict[str, Any]]:
    return {at: {"below": BOILERPLATE, "near_duplicate_of": url(0)} for at in range(1, 30, 5)}


def _inside(line: str) -> dict[int, dict[str, Any]]:
    return {
        at: {"above": f"Kabar ke-{at} datang.\n\n{line}" + at % 3 * "\n\nLalu."} for at in range(0, 80, 10)
    }


def _cities(line: str) -> dict[int, dict[str, Any]]:
    places = ("Kudus", "Tuban", "Ende", "Palu")
    return {at: {"below": line.format(places[at % 4], at % 3)} for at in range(100)}


KEPT = {
    "versions of one story": _versions(),
    "a subheading": _inside("Kronologi Kejadian"),
    "a quotation": _inside("“Kami mohon doa dari seluruh masyarakat Indonesia,” katanya."),
    "a formula with other places": _cities("Rapat lanjutan digelar di {} setelah {} pekan."),
    "a subheading with other places": {
        at: _inside(f"Menunggu kabar dari {('Kudus', 'Tuban', 'Ende')[at // 10 % 3]}")[at]
        for at in range(0, 80, 10)
    },
    "a paragraph of a series": {
        at: {
            "headline": f"Harga Emas Antam {at}",
            "below": "Harga emas itu belum termasuk pajak penghasilan.",
        }
        for at in range(0, 50, 10)
    },
    "three stories": {at: {"below": BOILERPLATE} for at in (1, 2, 3)},
}


@pytest.mark.parametrize("name", KEPT)
def test_what_newsrooms_repeat_is_no_boilerplate(store: Store, name: str) -> None:
    fill(store, KEPT[name])
    assert found(store, "repeated_paragraph") == []


def test_other_languages_are_named(store: Store) -> None:
    fill(store, {3: {"text": ENGLISH}, 5: {"text": FINNISH}})
    told = {each.language: each.urls for each in found(store, "other_language")}
    assert told == {"en": [url(3)], "und": [url(5)]}


def test_a_newspaper_in_two_languages_has_two(store: Store) -> None:
    fill(store, {at: {"text": f"{ENGLISH} It was number {at}."} for at in range(0, ARTICLES, 3)})
    assert found(store, "other_language") == []


def test_lengths_are_compared_with_those_of_the_newspaper(store: Store) -> None:
    fill(store, {3: {"text": "Berita menyusul."}, 5: {"text": "Ia berkata bahwa semuanya baik. " * 400}})
    assert [each.urls for each in found(store, "very_short")] == [[url(3)]]
    assert [each.urls for each in found(store, "very_long")] == [[url(5)]]


def test_a_newspaper_of_briefs_has_no_short_ones(store: Store) -> None:
    fill(store, {at: {"text": f"Kabar ke-{at} datang dari kota."} for at in range(ARTICLES)})
    assert found(store, "very_short") == []


def test_a_date_far_from_all_others_is_outside(store: Store) -> None:
    fill(store, {3: {"published_at": "1970-01-01T07:00:00+07:00"}, 5: {"published_at": "2020-01-01"}})
    (finding,) = found(store, "date_outside")
    assert finding.urls == [url(3), url(5)]
    assert "1970-01-01" in finding.example


def test_the_headline_of_another_article_is_found(store: Store) -> None:
    headline = "Petani Garut Panen Kopi di Tengah Kemarau"
    fill(store, {3: {"headline": headline}, 5: {"below": f"Baca juga: {headline}"}, 7: {"below": headline}})
    (finding,) = found(store, "headline_in_text")
    assert (finding.urls, finding.example) == ([url(5), url(7)], headline)


def test_an_article_without_text_or_date_is_examined_as_well(store: Store) -> None:
    fill(store, {3: {"text": "", "published_at": None, "authors": [], "headline": ""}})
    assert [each.urls for each in audited(store).findings] == [[url(3)]]


def test_a_disk_that_is_full_is_said_in_one_sentence(store: Store) -> None:
    with Notebook() as notebook, pytest.raises(StoreError, match=r"^There is no room .*full\.$"):
        notebook.run("PRAGMA max_page_count = 16")
        notebook.note("title", ((number, number) for number in range(100_000)))
