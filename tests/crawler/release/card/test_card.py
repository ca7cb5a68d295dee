"""The card: the Hub reads its head, a reader its tables, and nothing from outside becomes markup."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest
import yaml
from huggingface_hub import DatasetCard
from markdown_it import MarkdownIt

from crawler.release.card import markdown
from crawler.release.selecting import Selection
from crawler.release.splitting import parse_splits
from crawler.store import Store
from tests.crawler.release.released import fill, release
from tests.crawler.storing import another, save


def card_of(folder: Path) -> str:
    return (folder / "README.md").read_text("utf-8")


@pytest.fixture
def folder(store: Store, tmp_path: Path) -> Path:
    fill(store)
    release(store, tmp_path / "q1", splits=parse_splits("1/1"), wanted=Selection(min_words=5))
    return tmp_path / "q1"


def test_the_hub_reads_its_head(folder: Path) -> None:
    card = DatasetCard.load(folder / "README.md")
    assert card.data.language == ["id"]
    assert (card.data.license, card.data.size_categories) == ("other", ["n<1K"])
    (config,) = card.data.configs
    assert {each["path"] for each in config["data_files"]} == {
        f"data/{path.name}" for path in (folder / "data").iterdir()
    }


def test_its_tables_are_tables_and_its_numbers_those_of_the_data(folder: Path) -> None:
    card = card_of(folder)
    html = MarkdownIt("commonmark").enable("table").render(card.split("---\n", 2)[2])
    assert html.count("<table>") >= 6
    assert "|" not in re.sub(r"<[^>]+>", "", html)
    assert "| articles | 4 |" in card
    assert "| the newspaper no longer has it | 1 |" in card and "| fewer than 5 words | 1 |" in card
    assert "2 articles of this release are versions of an earlier one" in card
    assert "The articles were not audited" in card


def test_fields_have_their_types_and_how_often_they_have_a_value(folder: Path) -> None:
    rows = [line for line in card_of(folder).splitlines() if line.startswith(("| `url`", "| `removed`"))]
    assert rows == [
        "| `url` | text | Final URL, without fragment and tracking parameters | 100 % |",
        "| `removed` | list of pairs `rule`, `times` | Rules of the cleaning and how often each removed"
        " something | 25.0 % |",
    ]


NAMES = [
    "<script>alert(1)</script>",
    "a|b",
    "\"kutip\" 'satu'",
    "`kode`",
    "_garis_ *bintang*",
    "---",
    "😀 # &amp;",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_newspaper_may_be_called_anything(name: str, store: Store, tmp_path: Path) -> None:
    save(store, another("satu", site=name))
    release(store, tmp_path / "q1")
    card = card_of(tmp_path / "q1")
    _, head, body = card.split("---\n", 2)
    assert yaml.safe_load(head)["pretty_name"] == f"News articles of {name}"
    html = MarkdownIt("commonmark").enable("table").render(body)
    shown = name.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    assert f"<h1>News articles of {shown}</h1>" in html
    assert f"<td>{shown}</td>" in html


def test_without_a_comparison_the_card_warns_that_versions_may_be_parted(
    store: Store, tmp_path: Path
) -> None:
    save(store, another("satu"))
    release(store, tmp_path / "q1")
    assert "The articles were not compared with each other" in card_of(tmp_path / "q1")


def test_examples_in_the_documentation_hold() -> None:
    assert doctest.testmod(markdown).failed == 0
