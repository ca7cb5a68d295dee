"""The loader of labelled pairs makes the versions of a story, and says what is wrong in a file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.duplicates.labelled import (
    FAMILIES,
    HALVES,
    STORY,
    UNLIKE,
    VERSIONS,
    Half,
    LabelError,
    load,
    load_folder,
)

STORY_TABLE = '''
[[story]]
name = "jembatan"
published = "2019-03-04T14:05:00+07:00"
headline = "Jembatan Dibuka, 12 Orang Hadir"
text = """
Jembatan dibuka
untuk umum.

Sebanyak 12 orang hadir.

Biayanya Rp14 miliar.
"""
'''

VERSION = """
  [[story.version]]
  kind = "shortened"
  published = "2019-03-04T16:00:00+07:00"
"""

FAMILY = '''
[[family]]
kind = "weather"
name = "cuaca"
  [[family.template]]
  headline = "Cuaca {hari}"
  text = """Suhu {suhu} derajat."""
  fill = [
    {published = "2019-03-04T05:00:00+07:00", hari = "Senin", suhu = "31"},
    {published = "2019-03-05T05:00:00+07:00", hari = "Selasa", suhu = "32"},
  ]
'''

Read = Callable[[str], Half]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def written(text: str) -> Half:
        (tmp_path / "transportasi.toml").write_text(text, encoding="utf-8")
        return load_folder(tmp_path)

    return written


def test_a_broken_line_does_not_end_a_paragraph(read: Read) -> None:
    (story,) = read(STORY_TABLE).articles
    assert story.text == "Jembatan dibuka untuk umum.\n\nSebanyak 12 orang hadir.\n\nBiayanya Rp14 miliar."


def test_a_version_keeps_replaces_and_adds_paragraphs(read: Read) -> None:
    edits = 'keep = [2, 3]\nreplace = [["12", "14"], ["Rp14", "Rp15"]]\nlead = "Ramai."\nappend = "Selesai."'
    _, version = read(STORY_TABLE + VERSION + edits).articles
    assert version.headline == "Jembatan Dibuka, 14 Orang Hadir"
    assert version.text == "Ramai.\n\nSebanyak 14 orang hadir.\n\nBiayanya Rp15 miliar.\n\nSelesai."
    assert (version.name, version.kind, version.belongs_to) == (
        "jembatan-1-shortened",
        "shortened",
        "jembatan",
    )


def test_a_headline_of_its_own_is_not_replaced_in(read: Read) -> None:
    _, version = read(STORY_TABLE + VERSION + 'headline = "12"\nreplace = [["12", "14"]]').articles
    assert version.headline == "12"


def test_a_template_is_filled_in(read: Read) -> None:
    first, second = read(FAMILY).articles
    assert (first.headline, first.text) == ("Cuaca Senin", "Suhu 31 derajat.")
    assert (second.name, second.kind) == ("cuaca-2", "weather")


def test_versions_are_pairs_and_what_is_unlike_or_of_a_family_is_not(read: Read) -> None:
    unlike = VERSION.replace('kind = "shortened"', "unlike = true") + 'text = "Lain."'
    half = read(STORY_TABLE + VERSION + VERSION + unlike + FAMILY)
    names = {(one.name, other.name) for one, other in half.pairs()}
    assert names == {
        ("jembatan", "jembatan-1-shortened"),
        ("jembatan", "jembatan-2-shortened"),
        ("jembatan-1-shortened", "jembatan-2-shortened"),
    }


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (STORY_TABLE + VERSION + "kep = [1]", "jembatan: version 1: kep is no key here"),
        (STORY_TABLE + "titel = 'x'", "jembatan: titel is no key here"),
        (STORY_TABLE + VERSION.replace("shortened", "pendek"), "jembatan: version 1: 'pendek' is no kind"),
        (STORY_TABLE + VERSION + "keep = [4]", "jembatan: version 1: keep: there is no paragraph 4"),
        (STORY_TABLE + VERSION + "keep = [0]", "jembatan: version 1: keep: there is no paragraph 0"),
        (
            STORY_TABLE + VERSION + 'replace = [["13 orang", "14"]]',
            "jembatan: version 1: replace: '13 orang'",
        ),
        (
            STORY_TABLE + VERSION + 'keep = [1]\nreplace = [["Rp14", "2"]]',
            "version 1: replace: 'Rp14' is not",
        ),
        (STORY_TABLE + VERSION + 'replace = ["12"]', "version 1: replace: '12' is no pair"),
        (STORY_TABLE + VERSION + 'keep = [1]\ntext = "x"', "version 1: keep has no use beside text"),
        (STORY_TABLE + VERSION + "keep = []", "version 1: text is missing"),
        (STORY_TABLE.replace("+07:00", ""), "jembatan: published: 2019-03-04T14:05:00 has no time zone"),
        (STORY_TABLE + STORY_TABLE, "jembatan: this name is used twice"),
        (STORY_TABLE.replace("name =", "headline2 ="), "the story number 1 has no name"),
        (FAMILY.replace('"weather"', '"sport"'), "cuaca: 'sport' is no kind of family"),
        (FAMILY.replace(', suhu = "32"', ""), "cuaca: fill 2: 'suhu' is not filled in"),
        (FAMILY.replace('suhu = "32"', 'suhu = "32", angin = "9"'), "cuaca: fill 2: angin is no key here"),
        ("[[cerita]]", "cerita is no key here"),
        ("[[story]", "transportasi.toml: "),
    ],
)
def test_what_is_wrong_is_told_with_its_file_and_story(read: Read, text: str, wrong: str) -> None:
    with pytest.raises(LabelError) as raised:
        read(text)
    assert str(raised.value).startswith("transportasi.toml: ")
    assert wrong in str(raised.value)


def test_a_name_in_two_files_is_told(tmp_path: Path) -> None:
    for name in ("satu", "dua"):
        (tmp_path / f"{name}.toml").write_text(STORY_TABLE, encoding="utf-8")
    with pytest.raises(LabelError, match=r"satu\.toml: jembatan: dua\.toml has this name too"):
        load_folder(tmp_path)


def test_a_folder_without_articles_is_told(tmp_path: Path) -> None:
    with pytest.raises(LabelError, match="no labelled articles"):
        load_folder(tmp_path)


@pytest.mark.parametrize("half", HALVES)
def test_each_half_has_every_kind_of_version_and_of_look_alike(half: str) -> None:
    kinds = Counter(article.kind for article in load(half).articles)
    assert kinds[STORY] >= 40
    assert kinds[UNLIKE]
    assert min(kinds[kind] for kind in VERSIONS) >= 12
    assert all(kinds[kind] for kind in FAMILIES)
