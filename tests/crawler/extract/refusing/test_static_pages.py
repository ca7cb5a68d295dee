"""Pages on which a site tells of itself, or of what it sells."""

from __future__ import annotations

import pytest

from tests.crawler.extract.pages import jsonld, meta, paragraphs, refusal
from tests.crawler.extract.refusing.texts import (
    LONG,
    MARKED,
    ROOT,
    SHORT,
    TITLE,
    VERY_LONG,
    WP_PAGE,
    P,
    headed,
)

_RULES = paragraphs(*(f"{i}. {text}" for i, text in enumerate(LONG)))

STATIC: dict[str, tuple[str, str]] = {
    "a job": (
        headed(P, "Dicari: wartawan", title=TITLE, head=jsonld({"@type": "JobPosting", "title": "Wartawan"})),
        "/kerja/1",
    ),
    "a contact page": (headed(f"{SHORT}<p>Telepon: 0231 123456</p>", "Kontak Kami"), "/kontak"),
    "a privacy policy with a date": (
        headed(f"<p>Diperbarui 4 Juni 2024</p>{P}", "Kebijakan Privasi"),
        "/kebijakan-privasi",
    ),
    "a privacy policy of WordPress": (
        headed(VERY_LONG, "Data Anda", title=TITLE, body=' class="privacy-policy page page-id-3 wp-x"'),
        "/data-anda/",
    ),
    "the rules of the press": (
        headed(_RULES * 3, "Pedoman Pemberitaan Media Siber", title="Pedoman", body=WP_PAGE),
        "/pedoman-media-siber/",
    ),
    "the editors, called an article by a plugin": (
        headed(
            P,
            "Susunan Redaksi",
            body=WP_PAGE,
            head=MARKED
            + jsonld({"@type": "Article", "headline": "Susunan Redaksi", "datePublished": "2020-01-01"}),
        ),
        "/redaksi/",
    ),
    "a page of WordPress that only its plugin dates": (
        headed(
            SHORT,
            "Layanan Kami",
            body=WP_PAGE,
            head=meta(og__type="article")
            + jsonld({"@type": "WebPage", "datePublished": "2020-01-01T00:00:00+07:00"}),
        ),
        "/layanan/",
    ),
    "a product": (
        headed(f"<p>Rp 12.000</p>{SHORT}", "Garam 1 kg", title="Garam", head=meta(og__type="product")),
        "/p/1",
    ),
}


@pytest.mark.parametrize(("html", "path"), STATIC.values(), ids=STATIC)
def test_a_static_page_is_refused(html: str, path: str) -> None:
    assert refusal(html, url=f"{ROOT}{path}") == "static_page"
