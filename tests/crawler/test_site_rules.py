"""The data file of accepted rules: what is proposed acts once a person has accepted it, and not before."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from crawler.site_rules import Proposal, RulesError, accepted_rules, add_proposals, read_rules, rules_file

TODAY = date(2026, 11, 24)


def proposal(pattern: str = r"Pewarta: .+", name: str = "learned_pewarta", **fields: bool) -> Proposal:
    return Proposal(
        name=name, pattern=pattern, with_links=fields.get("with_links", False), pages=39, lines=41,
        where="the last line", examples=("Pewarta: Fitri", "“Jum'at”"),
    )  # fmt: skip


def add(path: Path, *proposals: Proposal) -> int:
    return add_proposals(path, proposals, pages=40, source="kabar.test", today=TODAY)


def accept(path: Path) -> None:
    path.write_text(path.read_text("utf-8").replace("accepted = false", "accepted = true"), "utf-8")


def test_a_proposal_acts_once_it_is_accepted(tmp_path: Path) -> None:
    path = tmp_path / "kabar.toml"
    assert add(path, proposal(with_links=True)) == 1
    assert accepted_rules(path) == ()
    accept(path)
    (rule,) = accepted_rules(path)
    assert (rule.name, rule.pattern.pattern, rule.with_links) == ("learned_pewarta", "Pewarta: .+", True)


def test_the_file_shows_a_person_the_evidence(tmp_path: Path) -> None:
    path = tmp_path / "kabar.toml"
    add(path, proposal())
    assert path.read_text("utf-8") == (
        "# Proposed by `scrapy learn` on 2026-11-24 from 40 article pages of kabar.test.\n"
        "# To accept a rule, read its examples and set `accepted = true`; leave the others, or they are\n"
        "# proposed again.\n"
        "\n"
        "[[rule]]\n"
        "name = 'learned_pewarta'\n"
        "accepted = false\n"
        "pattern = 'Pewarta: .+'\n"
        "pages = 39  # 98 %\n"
        "lines = 41\n"
        "where = 'the last line'\n"
        "examples = [\n"
        "    'Pewarta: Fitri',\n"
        '    "“Jum\'at”",\n'
        "]\n"
    )


def test_what_a_person_wrote_stays_and_what_was_left_is_not_proposed_again(tmp_path: Path) -> None:
    path = tmp_path / "kabar.toml"
    add(path, proposal(), proposal("Sungguh .+", "learned_sungguh"))
    text = path.read_text("utf-8").replace("accepted = false", "accepted = true  # seen by Sri", 1)
    path.write_text(text, "utf-8")
    assert add(path, proposal(), proposal("Sungguh .+"), proposal("Lain sekali", "learned_pewarta")) == 1
    assert path.read_text("utf-8").startswith(text)
    assert add(path, proposal("Lain sekali")) == 0
    accept(path)
    assert [rule.name for rule in accepted_rules(path)] == [
        "learned_pewarta",
        "learned_sungguh",
        "learned_pewarta_2",
    ]


@pytest.mark.parametrize(
    "pattern", [r"It's \d+ “o'clock”", "tab\there", 'a"b\\.c', r"\[Kabar\+\] [\d.,:/-]+"]
)
def test_any_pattern_is_read_as_it_was_written(tmp_path: Path, pattern: str) -> None:
    path = tmp_path / "kabar.toml"
    add(path, proposal(pattern))
    accept(path)
    assert accepted_rules(path)[0].pattern.pattern == pattern


def test_nothing_to_propose_writes_no_file(tmp_path: Path) -> None:
    assert add(tmp_path / "kabar.toml") == 0
    assert not (tmp_path / "kabar.toml").exists()


def test_a_declaration_without_a_file_beside_it_has_no_rules(tmp_path: Path) -> None:
    assert read_rules(tmp_path / "kabar.py") == ()


def test_the_rules_of_a_declaration_stand_in_the_file_of_its_name(tmp_path: Path) -> None:
    add(rules_file(tmp_path / "kabar.py"), proposal())
    accept(tmp_path / "kabar.toml")
    assert [rule.name for rule in read_rules(str(tmp_path / "kabar.py"))] == ["learned_pewarta"]


GOOD = "[[rule]]\nname = 'learned_a'\naccepted = true\npattern = 'A+'\n"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[[rule]\n", "cannot be read as TOML"),
        (GOOD.encode("utf-16").decode("latin-1"), "cannot be read as TOML"),
        (GOOD.replace("[[rule]]", "[rule]"), "only [[rule]] tables are allowed"),
        (GOOD.replace("[[rule]]", "[[rules]]"), "only [[rule]] tables are allowed, not rules"),
        (GOOD.replace("accepted = true\n", ""), "rule 1 (learned_a): accepted is missing"),
        (GOOD.replace("= true", "= 'true'"), "accepted must be a bool, not 'true'"),
        (GOOD.replace("learned_a", "related_link"), "a name must be learned_"),
        (GOOD + GOOD.replace("A+", "(A+"), "rule 2 (learned_a): the pattern is not a regular expression"),
        (GOOD.replace("A+", "A{99999999999}"), "rule 1 (learned_a): the pattern is not a regular expression"),
        (GOOD.replace("A+", "A*"), "must not match an empty line"),
    ],
)
def test_a_broken_file_is_named_with_its_fault(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "kabar.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(RulesError) as error:
        accepted_rules(path)
    assert str(error.value).startswith(f"{path}: ")
    assert says in str(error.value)


def test_a_file_that_an_editor_began_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    file = tmp_path / "kabar.toml"
    file.write_text(GOOD, "utf-8-sig")
    assert accepted_rules(file)
