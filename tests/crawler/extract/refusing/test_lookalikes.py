"""Articles that look like one of the pages that are refused."""

from __future__ import annotations

import pytest

from tests.crawler.extract.pages import STORY, jsonld, paragraphs, portal, refusal, wordpress
from tests.crawler.extract.refusing.texts import DATED, LINKED_CARD, ROOT, cards

_P = paragraphs(*STORY)
_SHORT = paragraphs(STORY[0], STORY[1])
_CARDS = cards(LINKED_CARD, 4)


def titled(title: str, content: str = _P, head: str = DATED) -> str:
    return wordpress(content, head=head).replace("Jembatan dibuka", title)


KEPT: dict[str, tuple[str, str]] = {
    "an article about a 404": (titled("404 hari di laut: kisah nelayan Sangihe yang hanyut"), "/404-hari/"),
    "the same without WordPress": (
        portal(_P, title="404 Hari di Laut, Nelayan Pulang", head=DATED),
        "/404-hari",
    ),
    "an article about a database": (
        portal(_P, title="Database error bikin bank berhenti melayani nasabah", head=DATED),
        "/database-error",
    ),
    "an article about what was not found": (
        portal(_P, title="Halaman Sekolah Tidak Ada, Murid Upacara di Jalan", head=DATED),
        "/halaman-sekolah",
    ),
    "an article headlined Just a moment": (titled("Just a moment… that changed a village"), "/moment/"),
    "the same without WordPress ": (
        portal(_P, title="Just a Moment… in the Life of Ani", head=DATED),
        "/moment",
    ),
    "an article about somebody refused": (titled("Akses ditolak ke Pulau Rinca, turis kecewa"), "/akses/"),
    "an article headlined Access denied": (
        portal(_P, title="Access Denied: Warga Tak Bisa Lewat", head=jsonld({"@type": "NewsArticle"})),
        "/akses",
    ),
    "scripts of a protection service": (
        portal(
            _SHORT,
            head=DATED
            + '<script src="https://koran.test/cdn-cgi/challenge-platform/scripts/jsd/main.js"></script>',
        ),
        "/jembatan",
    ),
    "a captcha beside the comments": (
        wordpress(_SHORT, below='<div class="g-recaptcha" data-sitekey="x"></div>', head=DATED),
        "/jembatan/",
    ),
    "a link to log in above": (
        portal(_SHORT, head=DATED).replace(
            "<header>", '<header><a href="/masuk">Masuk</a> <a>Berlangganan</a>'
        ),
        "/jembatan",
    ),
    "a prompt to log in for comments": (
        portal(_SHORT, below="<p>Silakan masuk untuk menulis komentar.</p>", head=DATED),
        "/jembatan",
    ),
    "a story that tells of logging in": (
        portal(
            _SHORT + "<p>Siswa harus masuk ke laman itu untuk mengisi formulir, kata panitia.</p>",
            head=DATED,
        ),
        "/jembatan",
    ),
    "a brief of two sentences": (
        portal(
            paragraphs("Gempa bermagnitudo 4,1 terasa di Ambon, Rabu dini hari. Tidak ada korban."),
            head=DATED,
        ),
        "/x",
    ),
    "the same in WordPress": (
        wordpress(paragraphs("Gempa bermagnitudo 4,1 terasa di Ambon, Rabu dini hari. Tidak ada korban.")),
        "/gempa/",
    ),
    "a slug about a search": (portal(_P, head=DATED), "/search-and-rescue-di-laut-jawa/"),
    "a slug that starts like a listing": (wordpress(_P), "/tag-harga-baru-di-pasar/"),
    "the front page as canonical": (
        wordpress(_P, head='<link rel="canonical" href="https://www.koran.test/">'),
        "/jembatan/",
    ),
    "plain permalinks": (wordpress(_P), "/?p=7"),
    "plain permalinks of a section": (wordpress(_P), "/?p=7&cat=3"),
    "a day in the address": (portal(_P, head=DATED), "/2024/06/04/jembatan"),
    "a premium article in full": (
        portal(
            _P * 6,
            below="<div>Artikel ini khusus untuk pelanggan.</div>",
            head=DATED
            + jsonld({"@type": "NewsArticle", "headline": "Jembatan dibuka", "isAccessibleForFree": False}),
        ),
        "/jembatan",
    ),
    "a premium article that asks nobody to log in": (
        portal(
            _SHORT,
            head=jsonld(
                {"@type": "NewsArticle", "headline": "Jembatan dibuka", "isAccessibleForFree": False}
            ),
        ),
        "/jembatan",
    ),
    "cards of other stories below": (portal(_P, below=_CARDS, head=DATED), "/jembatan"),
    "cards of other stories below, in WordPress": (wordpress(_P, below=_CARDS), "/jembatan/"),
    "an article about the editors": (portal(_P, title="Redaksi", head=DATED), "/redaksi-dibakar"),
    "a site of one article": (wordpress(_P), "/"),
    "a post of another type": (
        wordpress(_P).replace("single-post postid", "single-video postid"),
        "/video/x/",
    ),
    "an article that names no date": (portal(_P), "/jembatan"),
}


@pytest.mark.parametrize(("html", "path"), KEPT.values(), ids=KEPT.keys())
def test_an_article_that_looks_like_none_stays(html: str, path: str) -> None:
    assert refusal(html, url=f"{ROOT}{path}") is None
