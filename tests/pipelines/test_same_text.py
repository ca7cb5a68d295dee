"""Which texts stand at too many addresses to be articles."""

from __future__ import annotations

import pytest

from crawler.rows import Row
from pipelines.same_text import MOST, REMEMBERED, Met, Texts, name_of


def met(path: str) -> Met:
    url = f"https://koran.test/{path}"
    row = Row(
        id=1,
        url=url,
        kind="article",
        source="sitemap",
        priority=0,
        tries=0,
        etag=None,
        last_modified=None,
        lastmod=None,
        checkpoint={},
        meta={},
    )
    return Met(url, row, "new")


def test_from_the_third_address_on_a_text_is_told_where_it_stands() -> None:
    texts = Texts()
    places = [met(f"kabar-{number}/") for number in range(5)]
    others = [texts.meet("hash", each) for each in places]
    assert [len(each) for each in others] == [0, 0, MOST, MOST + 1, MOST + 1]
    assert others[2] == places[:2]
    assert texts.meet("hash", places[0]) == places[1:3]  # it is asked for again in the same run
    assert texts.meet("another", places[4]) == []


@pytest.mark.parametrize(
    "path",
    ["bali/pasar-ikan/amp/", "jawa/pasar-ikan/print", "m/pasar-ikan", "pasar-ikan?hal=semua"],
)
def test_versions_of_one_article_are_one_address(path: str) -> None:
    texts = Texts()
    places = ("pasar-ikan/", "pasar-ikan/cetak", "sulut/pasar-ikan")
    assert [texts.meet("hash", met(each)) for each in (*places, path)] == [[]] * 4


def test_articles_that_only_a_parameter_names_have_names_of_their_own() -> None:
    urls = [f"https://koran.test/index.php?id={number}&tampil=x" for number in (12, 13)]
    assert [name_of(url) for url in urls] == ["12", "13"]


def test_only_so_many_texts_are_remembered() -> None:
    texts = Texts()
    for number in range(REMEMBERED + 1):
        texts.meet(str(number), met("kabar-1/"))
    texts.meet("0", met("kabar-2/"))
    assert texts.meet("0", met("kabar-3/")) == []
