"""An article that its site prints on several pages is one."""

from __future__ import annotations

from typing import Any

import pytest

from crawler.article import Article, content_hash
from crawler.extract import join_pages


def page(text: str, **fields: Any) -> Article:
    return Article(
        **({"url": "https://koran.test/1", "site": "koran", "headline": "Jembatan", "text": text} | fields)
    )


def test_one_page_is_the_article_itself() -> None:
    only = page("Satu.")
    assert join_pages([only]) is only


def test_the_texts_are_joined_in_their_order() -> None:
    joined = join_pages([page("Satu.\n\nDua."), page("Tiga."), page("Empat.")])
    assert joined.text == "Satu.\n\nDua.\n\nTiga.\n\nEmpat."
    assert joined.content_hash == content_hash("Jembatan", joined.text)


def test_a_page_without_text_leaves_no_gap() -> None:
    assert join_pages([page("Satu."), page(""), page("Dua.")]).text == "Satu.\n\nDua."


FIELDS: dict[str, tuple[dict[str, Any], dict[str, Any], Any]] = {
    "url": ({"url": "https://koran.test/1"}, {"url": "https://koran.test/1/2"}, "https://koran.test/1"),
    "headline": ({"headline": "Jembatan"}, {"headline": "Jembatan (2)"}, "Jembatan"),
    "dateline": ({"dateline": "Jakarta"}, {"dateline": "Bogor"}, "Jakarta"),
    "signoff": ({"signoff": "a/b"}, {"signoff": "c/d"}, "c/d"),
    "authors": ({"authors": []}, {"authors": ["Rina"]}, ["Rina"]),
    "tags": ({"tags": ["a"]}, {"tags": ["b"]}, ["a"]),
    "section": ({"section": None}, {"section": "Daerah"}, "Daerah"),
    "published_at": ({"published_at": None}, {"published_at": "2024-06-04"}, "2024-06-04"),
    "modified_at": ({"modified_at": "2024-06-05"}, {"modified_at": "2024-06-06"}, "2024-06-05"),
    "caption": ({"caption": None}, {"caption": "Gambar lain"}, None),
    "credit": ({"credit": None}, {"credit": "Reuters"}, None),
    "removed": (
        {"removed": {"related_link": 1}},
        {"removed": {"related_link": 2, "share": 1}},
        {"related_link": 3, "share": 1},
    ),
}


@pytest.mark.parametrize(("name", "case"), FIELDS.items(), ids=FIELDS.keys())
def test_each_field_is_the_first_page_s_or_what_only_a_later_one_shows(
    name: str, case: tuple[dict[str, Any], dict[str, Any], Any]
) -> None:
    first, second, expected = case
    assert getattr(join_pages([page("Satu.", **first), page("Dua.", **second)]), name) == expected


def test_what_a_page_says_alone_is_not_lost_on_the_last() -> None:
    assert join_pages([page("Satu.", signoff="a/b"), page("Dua.")]).signoff == "a/b"


def test_no_page_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="at least one page"):
        join_pages([])
