"""``scrapy audit``: what looks wrong in the corpus, with articles to look at."""

from __future__ import annotations

import json

import pytest

from crawler.store import Store
from tests.crawler.commands.scrapy_cli import scrapy
from tests.crawler.corpus.audit.corpora import ARTICLES, fill, url
from tests.crawler.storing import another, save

CUT = "Ia akan bertemu dengan para"
BELOW = "Unduh aplikasi kami untuk membaca kabar ini tanpa gangguan."
SHOWN = f"""\
koran: 120 articles; 6 have a finding

      5  repeated_paragraph: paragraphs that stand in many stories
         {BELOW}
           https://koran.example/10/
           https://koran.example/20/
           https://koran.example/30/
           [[rule]]
           name = 'learned_unduh_aplikasi_kami'
           accepted = false
           pattern = 'Unduh aplikasi kami untuk membaca kabar ini tanpa gangguan\\.'
           pages = 5  # 4 %
           lines = 5
           where = 'the last line'
           examples = [
               '{BELOW}',
           ]

      1  no_full_stop: texts that end without a full stop
         {CUT}
           https://koran.example/3/

Of each finding 3 articles are shown; --json has 1,000.
"""


@pytest.fixture
def with_faults(store: Store) -> Store:
    fill(store, {3: {"below": CUT}, **{at: {"below": BELOW} for at in (10, 20, 30, 40, 50)}})
    return store


def test_findings_are_shown_with_articles_to_look_at(with_faults: Store) -> None:
    done = scrapy(with_faults, "audit", "--limit", "6")
    assert (done.returncode, done.stdout) == (0, SHOWN)
    assert done.stderr == (
        "scrapy audit: 6 articles have a finding, of 120 (5.0 %): no more than the limit of 6 allows\n"
    )


def test_json_has_all_findings(with_faults: Store) -> None:
    done = scrapy(with_faults, "audit", "--json", "--site", "koran", "--limit", "6")
    repeated, cut = json.loads(done.stdout)
    assert repeated["rule"].startswith("[[rule]]")
    assert repeated["urls"] == [url(at) for at in (10, 20, 30, 40, 50)]
    assert cut == {
        "finding": "no_full_stop",
        "count": 1,
        "urls": [url(3)],
        "example": CUT,
        "examples": [CUT],
        "site": "koran",
    }


@pytest.mark.parametrize(
    ("given", "status"),
    [
        (("--limit", "5"), 1),
        (("--limit", "5%"), 0),
        (("--limit", "4.9 %"), 1),
        ((), 1),
        (("-s", "AUDIT_LIMIT=6"), 0),
        (("-s", "AUDIT_LIMIT=6", "--limit", "0"), 1),
    ],
)
def test_more_articles_with_findings_than_the_limit_are_status_1(
    with_faults: Store, given: tuple[str, ...], status: int
) -> None:
    assert ARTICLES == 120
    done = scrapy(with_faults, "audit", "--json", *given)
    assert done.returncode == status, done.stderr
    assert len(json.loads(done.stdout)) == 2


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (("--limit", "many"), "--limit many must be a number of articles, or a share of them such as 0.5%"),
        (("--limit", "-1"), "--limit -1 must be a number of articles, or a share of them such as 0.5%"),
        (("-s", "AUDIT_LIMIT=%"), "the setting AUDIT_LIMIT=% must be a number of articles"),
        (("--site", "majalah"), "the store has no site 'majalah'; it has telegraf"),
        (("berkas.txt",), "scrapy audit takes no arguments"),
        (("--nope",), "there is no option --nope"),
    ],
)
def test_a_mistake_is_told(store: Store, given: tuple[str, ...], sentence: str) -> None:
    save(store, another("berita"))
    done = scrapy(store, "audit", *given)
    assert done.returncode == 2
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr


def test_what_was_found_is_shown_for_each_article_and_different_things_first(store: Store) -> None:
    signs = {3: "kafÃ©", 5: "kafÃ©", 7: "kafÃ©", 9: "Jumâ€™at"}
    fill(store, {at: {"below": f"Ia datang ke {sign} itu lagi."} for at, sign in signs.items()})
    shown = scrapy(store, "audit", "--limit", "6").stdout.splitlines()[3:8]
    assert [line.strip() for line in shown] == [
        "Ia datang ke kafÃ© itu lagi.",
        url(3),
        url(5),
        "Ia datang ke Jumâ€™at itu lagi.",
        url(9),
    ]


def test_an_empty_store_passes_no_release(store: Store) -> None:
    done = scrapy(store, "audit")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "scrapy audit: no article is stored, so there is nothing to audit: crawl first\n"
    assert json.loads(scrapy(store, "audit", "--json").stdout) == []
