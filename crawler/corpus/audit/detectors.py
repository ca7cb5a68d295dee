"""What one article shows by itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from html import unescape
from unicodedata import normalize

from crawler.corpus.audit.author_names import find_no_name
from crawler.corpus.audit.email_addresses import find_email_address
from crawler.corpus.audit.examined import Examined
from crawler.corpus.audit.headlines import find_own_headline
from crawler.corpus.audit.mojibake import find_mojibake
from crawler.corpus.audit.nik import find_nik
from crawler.corpus.audit.sentences import find_mid_sentence, find_no_full_stop
from crawler.corpus.audit.site_life import find_impossible_date
from crawler.corpus.audit.telephone_numbers import find_telephone_number

_UNSEEN = re.compile(r"[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")
"""Hyphens that are not printed, joiners and spaces without a width."""


def as_read(text: str) -> str:
    """Return a text as its reader sees it: of one width, with nothing unseen in it, entities as signs.

    >>> as_read("０８１２ siti&#64;contoh.id a\u200bb")
    '0812 siti@contoh.id ab'
    """
    if "&" in text:
        text = unescape(text)
    return text if text.isascii() else _UNSEEN.sub("", normalize("NFKC", text))


def _all(article: Examined) -> str:
    """Return what of an article is printed as text; a line ends what belongs together."""
    return "\n\n".join((article.headline, article.text, *article.authors))


DETECTORS: dict[str, Callable[[Examined], str | None]] = {
    "no_full_stop": lambda article: find_no_full_stop(article.paragraphs),
    "begins_in_mid_sentence": lambda article: find_mid_sentence(article.paragraphs),
    "mojibake": lambda article: find_mojibake(_all(article)),
    "author_is_no_name": find_no_name,
    "headline_in_text": find_own_headline,
    "email_address": lambda article: find_email_address(as_read(_all(article))),
    "telephone_number": lambda article: find_telephone_number(as_read(_all(article))),
    "nik": lambda article: find_nik(as_read(_all(article))),
}
"""Kind of finding -> what looks for it, and returns an example."""


def detect(article: Examined, now: datetime) -> Iterator[tuple[str, str]]:
    """Yield the kinds of findings of an article, each with an example."""
    for kind, find in DETECTORS.items():
        if (example := find(article)) is not None:
            yield kind, example
    if (example := find_impossible_date(article, now)) is not None:
        yield "date_outside", example
