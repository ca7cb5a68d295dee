"""``scrapy ledger``: what it refuses, and what it prints for people."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from crawler.store import Store
from tests.crawler.commands.scrapy_cli import scrapy
from tests.crawler.storing import article, save


@pytest.mark.slow("the command in a process of its own for each case")
@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--site", "koran"), "the store has no site 'koran'; it has telegraf"),
        (("telegraf", "antara"), "name one newspaper: scrapy ledger telegraf"),
        (("--sinse",), "there is no option --sinse"),
        (
            ("-a", "discover=feed"),
            "-a discover=feed cannot tell all that a site has; choose from: auto, api,",
        ),
        (("-a", "discover=rest"), "choose from: auto, api, sitemap, archive"),
        (("-a", "zone=WIB"), "there is no option -a zone=; choose from: site, discover"),
        (("-a", "x"), "an option is written -a NAME=VALUE"),
    ],
    ids=["site", "two names", "option", "way", "no way", "name", "no value"],
)
def test_a_mistake_is_one_sentence_and_status_2(tmp_path: Path, options: tuple[str, ...], said: str) -> None:
    with closing(Store.open(f"sqlite:///{tmp_path / 'berita.db'}")) as store:
        save(store, article())
        done = scrapy(store, "ledger", *options)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.slow("the command in a process of its own, twice")
def test_without_a_store_and_with_an_empty_one_it_says_that_nothing_was_crawled(tmp_path: Path) -> None:
    Store.open(f"sqlite:///{tmp_path / 'empty.db'}").close()
    for name in ("empty.db", "none.db"):
        done = scrapy(f"sqlite:///{tmp_path / name}", "ledger")
        assert (done.returncode, done.stdout) == (2, "")
        assert "crawl first" in done.stderr
        assert "Traceback" not in done.stderr
    assert not (tmp_path / "none.db").exists()
