"""The numbered steps of a page, in the docstring of crawler/extract, are what the code does."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from pathlib import Path

import pytest

import crawler.extract
from crawler.cleaning import Removal, clean_text
from crawler.extract import REASONS
from crawler.extract.page import examine_page
from crawler.page import Page
from crawler.rules import RULES
from crawler.site import NEWSPAPER, Selectors, Site, SiteRule
from tests.crawler.extract.pages import STORY, TITLE, URL, amid, paragraphs, portal, wordpress
from tests.newsroom.fixtures import read_fixtures

ROOT = Path(crawler.extract.__file__).parent.parent
FIXTURES = ROOT.parent / "fixtures"
AN_ID = re.compile(r"(?:structure|wording|cleaning|site)\.[a-z_.]*$(?<!\.py)")


@dataclass(frozen=True)
class Step:
    """One of the numbered steps."""

    number: int
    files: list[str]
    ids: list[str]
    reasons: list[str]


def steps() -> list[Step]:
    told = re.split(r"^(\d+)\. ", crawler.extract.__doc__ or "", flags=re.MULTILINE)[1:]
    return [
        Step(int(number), _listed("Files", text), _listed("Removes", text), _listed("Refuses", text))
        for number, text in zip(told[::2], told[1::2], strict=True)
    ]


def _listed(label: str, text: str) -> list[str]:
    found = re.search(rf"{label}: ((?:.+,\n)*.+)$", text, re.MULTILINE)
    return [each.strip() for each in found[1].split(",")] if found else []


STEPS = steps()
IDS = [each for step in STEPS for each in step.ids]


def entry_of(by: str) -> str | None:
    """Return the entry of the steps under which an id stands."""
    return next((each for each in (by, f"{by.rpartition('.')[0]}.*") if each in IDS), None)


def removed(html: str, site: Site = NEWSPAPER) -> list[Removal]:
    return examine_page(Page(url=URL, body=html.encode()), site).removed


def around(inner: str) -> str:
    return wordpress(amid(inner))


def anywhere(inner: str) -> str:
    return portal(amid(inner))


_BESIDE = '<a href="/2024/gula/">Harga Gula Naik Tipis di Pasar Induk</a>'
_PICTURE = '<img src="/kapal.jpg" width="800">'
EXAMPLES = {
    "structure.tags.*": around("<aside>Agenda desa</aside>"),
    "structure.roles.*": around('<div role="search">Cari berita</div>'),
    "structure.properties.*": around('<div itemprop="keywords">jembatan, desa</div>'),
    "structure.attributes.hidden": around("<div hidden>Sembunyi</div>"),
    "structure.plugins.*": around('<div class="sharedaddy">Bagikan</div>'),
    "structure.names.*": around('<div class="td-post-sharing">Bagikan</div>'),
    "structure.name_pairs.*": around('<div class="articleReadMore">Kabar lain</div>'),
    "structure.components.*": anywhere('<div data-testid="newsletter-box">Surat kabar</div>'),
    "structure.inline_link": around(f"<p>{STORY[0]} <b>Baca juga: {_BESIDE}</b> {STORY[3]}</p>"),
    "structure.card": anywhere(
        f'<a href="/2024/gula/"><div><h3>Harga Gula Naik</h3><p>{STORY[1][:60]}</p></div></a>'
    ),
    "structure.pointer": around(f"<p>{_BESIDE}</p><p>{_BESIDE}</p>"),
    "structure.comment": wordpress(paragraphs(*STORY) + "<h3>3 Komentar</h3><p>Bagus sekali.</p>"),
    "structure.furniture": around("<div>Kabar desa</div>"),
    "structure.excerpt": wordpress(paragraphs(f"{STORY[0][:40].rpartition(' ')[0]} […]", *STORY)),
    "structure.orphan_heading": wordpress(paragraphs(*STORY) + "<h3>Penutup</h3>"),
    "structure.captions.framed": anywhere(f"<div>{_PICTURE}<div>Jembatan dari udara</div></div>"),
    "structure.captions.lead": wordpress(
        paragraphs("Jembatan gantung dari udara", *STORY),
        above=f"<figure>{_PICTURE}<figcaption>Jembatan gantung dari udara</figcaption></figure>",
    ),
    "structure.captions.typed": around(f"<p>{_PICTURE}</p><p>Foto: Jembatan gantung dari udara</p>"),
    "wording.aside": around(f"<p>{STORY[0]} Baca juga: Harga Gula Naik Tipis</p>"),
    "cleaning.repeated_headline": wordpress(paragraphs(TITLE, *STORY)),
    "cleaning.date_line": wordpress(paragraphs("Selasa, 4 Juni 2024 14:05 WIB", *STORY)),
    "structure.copy": portal(f"<div>{paragraphs(*STORY)}</div><section>{paragraphs(*STORY)}</section>"),
    "structure.note_mark": wordpress(paragraphs(*STORY, '12 orang hadir.<sup><a href="#fn1">1</a></sup>')),
    "cleaning.announcement": wordpress(paragraphs(*STORY, "(ist/sur)", "Simak rekamannya di bawah ini:")),
}
"""An entry of the steps -> a page on which something is removed under it."""


def test_the_steps_are_numbered_and_each_has_its_files() -> None:
    assert [step.number for step in STEPS] == list(range(1, len(STEPS) + 1))
    assert not [(step.number, file) for step in STEPS for file in step.files if not (ROOT / file).is_file()]
    assert all(step.files for step in STEPS)


@pytest.mark.parametrize(("step", "entry"), [(step, entry) for step in STEPS for entry in step.ids])
def test_an_id_is_found_by_searching_the_files_of_its_step(step: Step, entry: str) -> None:
    literal = f'"{entry.removesuffix("*")}'
    assert any(literal in (ROOT / file).read_text("utf-8") for file in step.files)


@pytest.mark.parametrize(("step", "reason"), [(step, reason) for step in STEPS for reason in step.reasons])
def test_a_reason_is_found_by_searching_the_files_of_its_step(step: Step, reason: str) -> None:
    assert any(f'"{reason}"' in (ROOT / file).read_text("utf-8") for file in step.files)


def test_the_steps_list_every_reason_for_which_a_page_is_refused() -> None:
    assert {reason for step in STEPS for reason in step.reasons} == set(REASONS)


def test_no_file_has_an_id_that_the_steps_do_not_list() -> None:
    for path in sorted(ROOT.rglob("*.py")):
        file = path.relative_to(ROOT).as_posix()
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            text = node.value if isinstance(node, ast.Constant) else None
            if isinstance(text, str) and AN_ID.match(text):
                entry = entry_of(text)
                assert entry is not None, f"{file} removes {text}, which no step lists"
                assert any(file in step.files for step in STEPS if entry in step.ids), (file, text)


@pytest.mark.parametrize("entry", [each for each in IDS if not each.startswith(("wording.", "site."))])
def test_what_a_step_lists_is_removed_under_its_id(entry: str) -> None:
    if entry == "structure.layout":
        site = Site(name="koran", layouts=(Selectors(drop=(".promo",)),))
        found = removed(around('<div class="promo">Agenda desa</div>'), site)
    elif entry == "cleaning.caption":  # of a plain text: its article tells the kind alone
        text = f"{TITLE}\nJembatan gantung | Reuters\n{STORY[0]}"
        assert clean_text(text).removed == {"caption": 1}
        return
    else:
        found = removed(EXAMPLES[entry])
    assert entry in {entry_of(each.by) for each in found}


def test_a_link_behind_the_last_sentence_is_removed_under_its_id() -> None:
    assert "wording.aside" in {each.by for each in removed(EXAMPLES["wording.aside"])}


def test_a_rule_of_the_site_removes_under_its_name() -> None:
    rule = SiteRule(name="learned_agenda", pattern=re.compile("Agenda desa"))
    found = removed(around("<p>Agenda desa</p>"), Site(name="koran", rules=(rule,)))
    assert [(each.by, each.rule) for each in found] == [("site.learned_agenda", "learned_agenda")]
    assert entry_of(found[0].by) == "site.*"


def test_the_id_of_each_rule_is_listed() -> None:
    assert {entry_of(rule.id) for rule in RULES} == {each for each in IDS if each.startswith("wording.")} - {
        "wording.aside",
        "wording.shortcode",
    }


def test_whatever_is_removed_from_a_page_is_listed() -> None:
    found = [each for html in EXAMPLES.values() for each in removed(html)]
    for folder in ("telegraf", "antara"):
        for fixture in read_fixtures(FIXTURES / folder):
            if fixture.refused is None:
                found += removed(fixture.html.decode("utf-8", "replace"))
    assert len(found) > 100
    assert not [each for each in found if entry_of(each.by) is None]
