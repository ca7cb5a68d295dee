"""Plain texts: what a reader sees in them, and what holds of every text."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.article import Article
from crawler.cleaning import TooLong, clean_text, normalize
from crawler.rules import RULES
from crawler.site import Site
from crawler.text import MAX_TEXT

TEXTS = Path(__file__).parents[3] / "fixtures" / "texts"
TELEGRAF = Site(name="telegraf", timezone="Asia/Jakarta", publishers=("Telegraf",))

FIRST = "Warga berkumpul di balai desa sejak pagi, dan petugas mencatat nama mereka."
LAST = "Menurut camat, bantuan akan datang pada hari Senin."


def expectations() -> list[tuple[str, str, Any]]:
    """Return each field that a reader expects of each text."""
    return [
        (path.stem, field, value)
        for path in sorted(TEXTS.glob("*.json"))
        for field, value in json.loads(path.read_text("utf-8")).items()
    ]


@pytest.mark.parametrize(("name", "field", "value"), expectations())
def test_a_text_gives_what_a_reader_sees_in_it(name: str, field: str, value: object) -> None:
    assert getattr(clean_text((TEXTS / f"{name}.txt").read_text("utf-8")), field) == value


@pytest.mark.parametrize("path", sorted(TEXTS.glob("*.txt")), ids=lambda path: path.stem)
def test_a_text_of_the_fixtures_has_its_expectation_and_stays_as_it_is_once_clean(path: Path) -> None:
    assert path.with_suffix(".json").exists()
    article = clean_text(path.read_text("utf-8"))
    again = clean_text(printed(article))
    assert (again.headline, again.text, again.removed) == (article.headline, article.text, {})


def printed(article: Article) -> str:
    return f"{article.headline}\n\n{article.text}"


def test_a_printed_local_time_is_read_in_the_zone_of_the_site() -> None:
    text = f"Harga Cabai Naik\n6 September 2016 14:05\n{FIRST}"
    assert clean_text(text, TELEGRAF).published_at == "2016-09-06T14:05:00+07:00"
    assert clean_text(text).published_at == "2016-09-06"


def test_a_date_inside_the_story_is_no_date_of_it() -> None:
    article = clean_text(f"Harga Cabai Naik\n{FIRST}\n6 September 2016\n{LAST}")
    assert (article.published_at, article.text) == (None, f"{FIRST}\n\n6 September 2016\n\n{LAST}")


@pytest.mark.parametrize(
    "line",
    [
        "Foto: Warga mengungsi (Reuters)",
        "Teks foto: Warga mengungsi. Reuters",
        '[caption id="attachment_1" width="300"] Warga mengungsi. Foto: Reuters[/caption]',
    ],
)
def test_a_labelled_caption_above_the_story_is_the_one_of_its_picture(line: str) -> None:
    article = clean_text(f"Harga Cabai Naik\n6 September 2016 14:05\n{line}\n{FIRST}\n{LAST}")
    assert (article.caption, article.credit) == ("Warga mengungsi", "Reuters")
    assert article.text == f"{FIRST}\n\n{LAST}"


def test_a_labelled_caption_inside_the_story_is_another_ones() -> None:
    article = clean_text(
        f"Harga Cabai Naik\n{FIRST}\n{LAST}\n{FIRST}\nFoto: Warga mengungsi (Reuters)\n{LAST}"
    )
    assert (article.caption, article.removed) == (None, {"caption": 1})


def test_the_only_paragraph_is_no_caption() -> None:
    article = clean_text("Harga Cabai Naik\nWarga mengungsi | Reuters")
    assert (article.caption, article.text) == (None, "Warga mengungsi | Reuters")


@pytest.mark.parametrize("text", ["", " \n\u200b\n", "Harga Cabai Naik"])
def test_a_text_without_paragraphs_gives_an_article_without_text(text: str) -> None:
    article = clean_text(text)
    assert (article.headline, article.text, article.removed) == (text.strip(" \n\u200b"), "", {})


def test_an_article_of_a_plain_text_says_so() -> None:
    article = clean_text(f"Harga Cabai Naik\n{FIRST}", TELEGRAF)
    assert (article.source, article.site, article.url, article.fetched_at) == ("text", "telegraf", None, None)


PIECES = [
    *(line.text for rule in RULES for line in (*rule.drops, *rule.keeps)),
    *(
        "Rusia, Telegraf – ",
        "Jakarta (ANTARA) - ",
        "KOMPAS.com - ",
        " (Ist/sur)",
        " (rin)",
        "***",
        " | Reuters",
    ),
    *("6 September 2016 | 14:05 WIB", " (Baca juga: Harga Cabai Naik)", " Baca juga: Harga Cabai Naik Lagi"),
    *("Lihat Juga", "Baca juga:", "Harga Cabai Rawit Naik Lagi Pekan Ini", "Komentar Anda", FIRST, LAST),
    *("\n", "\n\n", ". ", "“", "”", "(", ")", ":", "\u200b", "\u00a0", "e\u0301"),
]
texts = st.one_of(st.text(), st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=5))).map("".join))


@settings(deadline=None)
@given(texts)
def test_cleaning_never_adds_a_word(text: str) -> None:
    words = set(re.findall(r"\w+", " ".join(map(normalize, text.splitlines()))))
    assert words.issuperset(re.findall(r"\w+", printed(clean_text(text))))


@settings(deadline=None)
@given(texts)
def test_a_clean_text_stays_as_it_is(text: str) -> None:
    article = clean_text(text)
    again = clean_text(printed(article))
    assert (again.headline, again.text) == (article.headline, article.text)


@pytest.mark.parametrize(
    "piece",
    [
        *("a", " ", "x\n", ". ", "| ", "1 ", "(rin) ", "(a/b", "(baca: ", "(baca: (x)", "A, B – ", "Foto: "),
        *(". Baca juga: Aaa Bbb Ccc", "Baca Juga ", "Baca Juga:\n", "ikuti google ", "sumber: "),
        "6 September 2016 ",
    ],
)
def test_time_grows_with_the_length_of_a_text_alone(piece: str) -> None:
    def seconds(length: int) -> float:
        text = "Judul\n" + piece * (length // len(piece))
        started = time.process_time()
        clean_text(text)
        return time.process_time() - started

    short = max(min(seconds(20_000) for _ in range(3)), 0.002)
    # A single measure may hold the collection of what all other tests have left in this process.
    assert any(seconds(200_000) < 40 * short for _ in range(3))


def test_a_text_that_is_too_long_is_refused_and_not_cut() -> None:
    assert len(clean_text(f"Judul\n{'kata ' * 100_000}").text) == 499_999
    with pytest.raises(TooLong) as refused:
        clean_text("Judul\n" + "k" * MAX_TEXT)
    assert refused.value.reason == "too_long"
