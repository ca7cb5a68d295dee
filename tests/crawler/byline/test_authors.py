"""Names in the strings of metadata and of printed bylines."""

from __future__ import annotations

import pytest

from crawler.byline import clean_authors, is_person

NAMES: dict[str, tuple[str, list[str]]] = {
    "an editor behind a writer": ("Siti Aminah Editor: Budi Santoso", ["Siti Aminah"]),
    "two writers": ("Siti Aminah Penulis: Rina Dewi Editor: Budi Santoso", ["Siti Aminah", "Rina Dewi"]),
    "labels and semicolons": ("Penulis: Siti Aminah; Editor: Budi Santoso", ["Siti Aminah"]),
    "an article in a name": ("Oleh Ahmad al-Hafiz", ["Ahmad al-Hafiz"]),
    "slashes between persons": ("Siti Aminah/Budi Santoso", ["Siti Aminah", "Budi Santoso"]),
    "a slash in an agency": ("dpa/lno", ["dpa/lno"]),
    "an address first": ("siti@koran.example (Siti Aminah)", ["Siti Aminah"]),
    "an address against robots": ("siti[at]koran.example", []),
    "markup": ('<a href="/siti">Siti Aminah</a>', ["Siti Aminah"]),
    "a picture": ("Siti Aminah \u2764\ufe0f", ["Siti Aminah"]),
    "a key of a database": ("a81bc81b-dead-4e5d-abff-90865d1e13b1", []),
    "for whom a reporter works": ("Laporan Wartawan Kabar Desa, Siti Aminah", ["Siti Aminah"]),
    "Japanese": ("記者：山田太郎", ["山田太郎"]),
    "Arabic": ("بقلم: أحمد علي", ["أحمد علي"]),
    "German": ("Verfasst von Siti Aminah", ["Siti Aminah"]),
    "a family name first": ("Aminah, Siti", ["Siti Aminah"]),
}


@pytest.mark.parametrize(("told", "names"), NAMES.values(), ids=NAMES.keys())
def test_a_string_has_these_names(told: str, names: list[str]) -> None:
    assert clean_authors([told]) == names


def test_readers_see_two_names_where_metadata_may_have_one() -> None:
    assert clean_authors(["Rina, Budi"], printed=True) == ["Rina", "Budi"]
    assert clean_authors(["Oleh Rina, Budi"]) == ["Rina", "Budi"]


@pytest.mark.parametrize("name", ["Ahmad al-Hafiz", "Siti binti Umar", "Jan van de Berg", "Ahmad bin Ali"])
def test_a_person_has_particles(name: str) -> None:
    assert is_person(name)
