"""docs/audit.md has each kind of finding, and each finding has a meaning."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from crawler.corpus.audit import MEANINGS
from crawler.corpus.audit.detectors import DETECTORS
from crawler.corpus.audit.function_words import FUNCTION_WORDS

TEXT = (Path(__file__).parents[4] / "docs" / "audit.md").read_text("utf-8")


@pytest.mark.parametrize("kind", MEANINGS)
def test_each_kind_has_its_section(kind: str) -> None:
    headings = " ".join(re.findall(r"^## (.*)$", TEXT, re.MULTILINE))
    assert kind in re.findall(r"\w+", headings)


def test_each_detector_finds_a_kind_that_is_explained() -> None:
    assert set(DETECTORS) <= set(MEANINGS)


def test_the_number_of_languages_is_true() -> None:
    assert f"of {len(FUNCTION_WORDS)} languages" in TEXT


def test_no_word_stands_twice_in_a_list() -> None:
    for tag, text in FUNCTION_WORDS.items():
        assert len(text.split()) == len(set(text.split())), tag
