"""What a site wrote reaches no terminal as a command, and JSON stays JSON."""

from __future__ import annotations

import doctest
import json

import pytest

from crawler.scrapy_utils import terminal
from crawler.scrapy_utils.terminal import one_line, visible

STEERING = [*map(chr, range(0x20)), *map(chr, range(0x7F, 0xA0)), *"\u202a\u202b\u202c\u202d\u202e"]
STEERING += [*"\u2066\u2067\u2068\u2069\u2028\u2029\udc80"]


@pytest.mark.parametrize("character", STEERING, ids=ascii)
def test_what_steers_a_terminal_is_escaped_and_lines_stay_lines(character: str) -> None:
    assert (character in visible(f"a{character}b")) == (character in "\n\t")
    assert (character in one_line(f"a{character}b")) == (character == "\t")


@pytest.mark.parametrize(
    "text", ["Café “baru” – 10 %", "\u0627\u0644\u200f \u05e9", "日本　語", "a\u00adb\u200dc"]
)
def test_letters_of_all_scripts_stay_as_they_are(text: str) -> None:
    assert visible(text) == one_line(text) == text


def test_a_line_of_json_means_the_same() -> None:
    value = {"headline": "".join(STEERING)}
    line = json.dumps(value, ensure_ascii=False)
    assert one_line(line) != line
    assert json.loads(one_line(line)) == value


def test_examples_in_the_documentation_hold() -> None:
    assert doctest.testmod(terminal).failed == 0
