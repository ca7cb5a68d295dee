"""Two readings of one article: what differs on healthy sites is left out, what a layout breaks is told."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from crawler.article import Article
from crawler.health.readings import disagreements, was_edited_between

SENTENCES = (
    "Kapal ternak itu singgah di pelabuhan Waingapu pada hari Senin dengan enam ratus sapi di geladaknya.",
    "Nakhoda kapal mengatakan pelayaran berikutnya berangkat pekan depan bila gelombang di Laut Sawu mereda.",
    "“Kami berharap ongkos angkut tidak naik lagi,” kata seorang peternak di Sumba Timur, Melkianus Umbu.",
    "Dinas Perhubungan mencatat tujuh puluh dua pelayaran kapal ternak dari Nusa Tenggara Timur tahun lalu.",
)
ARTICLE = Article(
    url="https://koran.test/kapal-ternak/",
    site="koran",
    headline="Kapal Ternak Singgah di Waingapu",
    text="\n\n".join(SENTENCES),
    section="Ekonomi",
    tags=["Kapal", "Sumba"],
    authors=["Melati Kaka Daha"],
    published_at="2018-06-30T18:00:42+07:00",
    fetched_at="2018-07-01T12:00:00+00:00",
)


def fields(**values: Any) -> list[str]:
    """Return the fields in which an article differs from one with other values on its page."""
    return [each.field for each in disagreements(replace(ARTICLE, content_hash="", **values), ARTICLE)]


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"headline": "KAPAL TERNAK SINGGAH DI WAINGAPU"},
        {"headline": "FOTO: Kapal Ternak Singgah di Waingapu"},
        {"text": ARTICLE.text.replace("“", '"').replace("”", '"').replace(" ", "  ")},
        {"text": f"{ARTICLE.text}\n\nSapi di geladak kapal di pelabuhan Waingapu"},
        {"text": ARTICLE.text.replace("\n\n", " ")},
        {"published_at": "2018-06-30T18:00:00+07:00"},
        {"published_at": "2018-06-30T11:00:42+00:00"},
        {"published_at": "2018-06-30T18:00:42+00:00"},
        {"published_at": "2018-06-30"},
        {"published_at": "2018-07-01"},
        {"authors": ["melati kaka daha"]},
        {"authors": ["Melati Kaka", "Yuliana Umbu"]},
        {"section": "EKONOMI"},
        {"tags": ["sumba", "kapal"]},
        {"tags": ["Sumba"]},
    ],
)
def test_what_differs_on_healthy_sites_is_no_disagreement(values: dict[str, Any]) -> None:
    assert fields(**values) == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("headline", "Berita Terpopuler"),
        ("text", "\n\n".join(SENTENCES[:2])),
        ("text", "\n\n".join((*SENTENCES, *(f"Baca juga: {each}" for each in SENTENCES)))),
        ("published_at", "2018-07-05T09:00:00+07:00"),
        ("published_at", "2018-07-05"),
        ("published_at", None),
        ("authors", ["Redaksi Koran"]),
        ("authors", []),
        ("section", "Nasional"),
        ("section", None),
        ("tags", ["Politik", "Pilkada"]),
        ("tags", []),
    ],
)
def test_what_a_layout_breaks_is_a_disagreement_of_that_field_alone(field: str, value: Any) -> None:
    assert fields(**{field: value}) == [field]


def test_what_neither_of_them_has_is_none() -> None:
    bare = replace(ARTICLE, section=None, tags=[], authors=[])
    assert not list(disagreements(bare, bare))


def test_a_disagreement_shows_both_values_and_whether_one_is_missing() -> None:
    (lack,) = disagreements(replace(ARTICLE, authors=[]), ARTICLE)
    assert lack.is_lack
    assert str(lack) == 'nothing on the page, "Melati Kaka Daha" in its REST record'
    (cut,) = disagreements(replace(ARTICLE, text="\n\n".join(SENTENCES[:2])), ARTICLE)
    assert not cut.is_lack
    assert str(cut) == (
        '"30 words: ... (it ends there)" on the page, "60 words: “Kami berharap ongkos angkut tidak naik'
        ' lagi,” kata seora..." in its REST record'
    )


@pytest.mark.parametrize(
    ("known", "modified", "is_edited"),
    [
        (None, "2018-07-01T19:00:05+07:00", True),
        (None, "2018-07-01T18:59:50+07:00", False),  # just published
        ("2018-07-01T18:40:00+07:00", "2018-07-01T18:50:00+07:00", True),
        ("2018-07-01T18:40:00+07:00", "2018-07-01T18:40:42+07:00", False),
        ("2018-07-01T20:40:00+07:00", "2018-07-01T20:40:00+07:00", False),  # the site's clock is ahead
        ("2018-07-01", "2018-07-01T18:50:00+07:00", False),
        (None, None, False),
    ],
)
def test_an_edit_between_the_two_readings_makes_a_difference_tell_nothing(
    known: str | None, modified: str | None, is_edited: bool
) -> None:
    first, second = replace(ARTICLE, modified_at=known), replace(ARTICLE, modified_at=modified)
    assert was_edited_between(first, second) is is_edited
