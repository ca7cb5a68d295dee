"""No text is too odd, or too long, for the detectors."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.corpus.audit.detectors import detect
from crawler.corpus.audit.examined import Examined, paragraphs_of
from crawler.corpus.audit.finding import LONGEST_EXAMPLE, MEANINGS
from crawler.corpus.audit.languages import tell
from crawler.corpus.audit.paragraphs import skeleton_of

NOW = datetime(2026, 11, 30, tzinfo=UTC)
ODD = st.text(st.sampled_from("aB1 .,:;@+-–()[]“”\"'…â€Ã©\n/0123456789dotat&#\u0301\ufffd文ب"), max_size=80)


def examine(text: str, **fields: str | None) -> dict[str, str]:
    author = fields.pop("author", None)
    article = Examined(
        1,
        "https://koran.example/1/",
        text[:60],
        text,
        paragraphs_of(text),
        authors=() if author is None else (author,),
        published_at=fields.get("published_at"),
    )
    tell(text)
    for paragraph in article.paragraphs:
        skeleton_of(paragraph)
    return dict(detect(article, NOW))


@settings(deadline=None, max_examples=200)
@given(ODD, ODD, st.none() | ODD)
def test_no_text_is_too_odd(text: str, author: str, published_at: str | None) -> None:
    found = examine(text, author=author, published_at=published_at)
    assert found.keys() <= MEANINGS.keys()
    assert all(len(example) <= LONGEST_EXAMPLE for example in found.values())


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Hubungi ０８１２３４５６７８９０.", "telephone_number"),
        ("Tulis ke siti&#64;contoh.co.id.", "email_address"),
        ("Tulis ke siti85@\u200bkampus.ac.id.", "email_address"),
    ],
)
def test_personal_data_is_found_as_a_reader_sees_it(text: str, kind: str) -> None:
    assert kind in examine(text)


@pytest.mark.parametrize(
    "sign", ["a", "1", "1 ", "a.", "a@", "â", "“", "文", "08", "a.b@", "+6", "(", "… ", "Aa "]
)
def test_a_long_text_takes_no_time_that_its_length_does_not_explain(sign: str) -> None:
    begin = time.perf_counter()
    examine(sign * (200_000 // len(sign)))
    assert time.perf_counter() - begin < 5
