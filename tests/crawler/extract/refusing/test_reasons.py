"""Pages that are no article, each under its own reason."""

from __future__ import annotations

import pytest

from crawler.extract import REASONS, NotAnArticle
from tests.crawler.extract.pages import (
    STORY,
    article,
    document,
    jsonld,
    meta,
    paragraphs,
    portal,
    refusal,
    wordpress,
)
from tests.crawler.extract.refusing.texts import DATED, LINKED_CARD, ROOT, cards

_P = paragraphs(*STORY)
_SHORT = paragraphs(STORY[0], STORY[1])
_CARDS = cards(LINKED_CARD, 4)


def body(classes: str, content: str = _CARDS, title: str = "Nasional") -> str:
    """Return a page of WordPress, which says what it is in the classes of its body."""
    return (
        f'<!DOCTYPE html><html><head><title>{title} – Koran</title></head><body class="{classes}">'
        f"<main><h1>{title}</h1>{content}</main></body></html>"
    )


def bare(content: str, *, title: str = "Kabar Kita", head: str = "") -> str:
    """Return a page that nothing but its content tells of."""
    return f"<html><head><title>{title}</title>{head}</head><body><main>{content}</main></body></html>"


REFUSED: dict[str, tuple[str, str, str]] = {
    "WordPress 404": ("not_found", body("error404 wp-custom-logo", "<p>Halaman hilang.</p>"), "/hilang/"),
    "a 404 told by its title": (
        "not_found",
        bare("<p>Maaf.</p>", title="404 - Halaman tidak ditemukan"),
        "/x",
    ),
    "a 404 told by its heading": ("not_found", bare("<h1>Halaman tidak ditemukan</h1><p>Maaf.</p>"), "/x"),
    "an English 404": (
        "not_found",
        bare("<h1>Page not found</h1><p>Sorry.</p>", title="Page not found"),
        "/x",
    ),
    "oops": ("not_found", bare("<h1>Oops! That page can’t be found.</h1>"), "/x"),
    "WordPress front page": ("front_page", body("home blog wp-embed-responsive", title="Koran"), "/"),
    "a static front page": ("front_page", body("home page-template-default page page-id-2 wp-x"), "/"),
    "another front page": ("front_page", bare(f"<h1>Kabar Kita</h1>{_CARDS}"), "/"),
    "a front page that calls itself an article": (
        "front_page",
        bare(f"<h1>Kabar Kita</h1>{_P}", head=meta(og__type="article")),
        "/",
    ),
    "WordPress category": ("listing", body("archive category category-7 wp-x"), "/category/nasional/"),
    "WordPress tag": ("listing", body("archive tag tag-banjir wp-x"), "/tag/banjir/"),
    "page of posts": ("listing", body("blog paged wp-x"), "/berita/page/2/"),
    "a section by its address": (
        "listing",
        bare(f"<h1>Ekonomi</h1>{_CARDS}", title="Ekonomi"),
        "/kanal/ekonomi",
    ),
    "a section by JSON-LD": (
        "listing",
        bare(f"<h1>Ekonomi</h1>{_CARDS}", head=jsonld({"@type": "CollectionPage", "name": "Ekonomi"})),
        "/ekonomi",
    ),
    "a section of linked headlines": (
        "listing",
        bare(f"<h1>Ekonomi</h1>{_CARDS}", title="Ekonomi"),
        "/ekonomi",
    ),
    "a page of links": (
        "listing",
        bare("".join(f"<p><a href=/{i}>Kabar</a></p>" for i in range(9))),
        "/ekonomi",
    ),
    "WordPress search": ("search", body("search search-results wp-x", title="Hasil"), "/?s=banjir"),
    "a search by its address": ("search", bare(f"<h1>Hasil pencarian</h1>{_CARDS}"), "/search?q=banjir"),
    "a search by JSON-LD": (
        "search",
        bare(_CARDS, head=jsonld({"@type": "SearchResultsPage"})),
        "/temukan/banjir",
    ),
    "WordPress author": ("author_archive", body("archive author author-rina author-3 wp-x"), "/author/rina/"),
    "an author by the address": ("author_archive", bare(f"<h1>Rina</h1>{_CARDS}"), "/penulis/rina"),
    "an author by JSON-LD": ("author_archive", bare(_CARDS, head=jsonld({"@type": "ProfilePage"})), "/rina"),
    "WordPress month": ("date_archive", body("archive date wp-x"), "/2018/01/"),
    "a day by its address": ("date_archive", bare(f"<h1>4 Juni 2024</h1>{_CARDS}"), "/2024/06/04"),
    "an attachment": (
        "attachment",
        body(
            "attachment attachment-template-default single single-attachment postid-9 attachmentid-9", _SHORT
        ),
        "/foto/",
    ),
    "WordPress page": (
        "static_page",
        body("page-template-default page page-id-2 wp-x", _P, "Hal Kami"),
        "/hal/",
    ),
    "a page about the paper": (
        "static_page",
        bare(f"<h1>Tentang Kami</h1>{_P}", title="Tentang Kami"),
        "/tentang",
    ),
    "rules of the paper": (
        "static_page",
        bare(f"<h1>Pedoman Media Siber</h1>{_P}", title="Pedoman Media Siber"),
        "/pedoman",
    ),
    "a contact page by JSON-LD": ("static_page", bare(_P, head=jsonld({"@type": "ContactPage"})), "/x"),
    "a challenge": (
        "challenge",
        bare("<h1>koran.test</h1><p>Checking if the site connection is secure</p>", title="Just a moment..."),
        "/jembatan/",
    ),
    "another challenge": (
        "challenge",
        bare('<form id="challenge-form"></form><p>Satu saat.</p>', title="Attention Required! | Cloudflare"),
        "/jembatan/",
    ),
    "a challenge in Indonesian": (
        "challenge",
        bare("<h1>Akses ditolak</h1>", title="Akses ditolak"),
        "/jembatan/",
    ),
    "a page of WordPress about a fault": (
        "error_page",
        '<html><head><title>WordPress &rsaquo; Error</title></head><body id="error-page">'
        "<p>There has been a critical error on this website.</p></body></html>",
        "/jembatan/",
    ),
    "a WordPress without a database": (
        "error_page",
        bare("<h1>Error establishing a database connection</h1>", title="Database Error"),
        "/jembatan/",
    ),
    "a post with a password": (
        "login_wall",
        wordpress(
            '<form class="post-password-form" method="post"><p>Konten dilindungi kata sandi.</p></form>'
        ),
        "/jembatan/",
    ),
    "a plugin for members": (
        "login_wall",
        wordpress(paragraphs(STORY[0]) + '<div class="pmpro_content_message">Khusus anggota.</div>'),
        "/jembatan/",
    ),
    "a prompt to log in below": (
        "login_wall",
        portal(_SHORT + "<p>Silakan masuk atau daftar untuk membaca selengkapnya.</p>"),
        "/jembatan",
    ),
    "an article for subscribers": (
        "login_wall",
        portal(
            _SHORT,
            below="<div>Artikel ini khusus untuk pelanggan.</div>",
            head=jsonld(
                {"@type": "NewsArticle", "headline": "Jembatan dibuka", "isAccessibleForFree": "False"}
            ),
        ),
        "/jembatan",
    ),
    "an English one": ("login_wall", portal(_SHORT + "<p>Sign in to continue reading.</p>"), "/jembatan"),
    "the beginning of an article": (
        "teaser",
        portal(
            _SHORT, head=jsonld({"@type": "NewsArticle", "headline": "Jembatan dibuka", "wordCount": 800})
        ),
        "/jembatan",
    ),
    "nothing to call it by": ("no_headline", f'<body class="single postid-7">{_P}</body>', "/jembatan/"),
    "a post without text": ("no_text", wordpress("<figure><img src=/a.jpg></figure>"), "/jembatan/"),
    "an article without text": (
        "no_text",
        portal("", head=jsonld({"@type": "NewsArticle", "headline": "Jembatan dibuka"}) + DATED),
        "/jembatan",
    ),
    "nothing": ("empty", " \n", "/jembatan/"),
    "a text": ("not_html", "Jembatan dibuka.", "/jembatan/"),
    "a pit": ("too_deep", "<div>" * 5_000 + _P, "/jembatan/"),
    "a page of nothing but tags": ("too_long", wordpress("<br>" * 400_001), "/jembatan/"),
    "a library": ("too_long", wordpress(f"<p>{'kata ' * 200_000}</p>" * 3), "/jembatan/"),
}


@pytest.mark.parametrize(("reason", "html", "path"), REFUSED.values(), ids=REFUSED.keys())
def test_a_page_that_is_no_article_is_refused_under_its_reason(reason: str, html: str, path: str) -> None:
    assert refusal(html, url=f"{ROOT}{path}") == reason


def test_every_reason_has_an_example() -> None:
    assert {reason for reason, _, _ in REFUSED.values()} == set(REASONS)


@pytest.mark.parametrize(
    ("status", "title", "reason"),
    [
        (404, "Jembatan dibuka", "not_found"),
        (410, "Jembatan dibuka", "not_found"),
        (403, "koran.test", "challenge"),
        (503, "koran.test", "challenge"),
        (200, "Jembatan dibuka", None),
    ],
)
def test_the_status_tells_what_the_page_does_not(status: int, title: str, reason: str | None) -> None:
    html = portal(_SHORT, title=title) + '<script src="/cdn-cgi/challenge-platform/h/b.js"></script>'
    assert refusal(html, status=status) == reason


def test_a_refusal_says_what_on_the_page_told_so() -> None:
    with pytest.raises(NotAnArticle, match='listing: class="category" of the body') as refused:
        article(body("archive category wp-x"))
    assert (refused.value.reason, refused.value.detail) == ("listing", 'class="category" of the body')


@pytest.mark.parametrize("html", ["", "<div>" * 3_000], ids=["empty", "too deep"])
def test_what_no_tree_can_be_made_of_is_refused_when_it_is_parsed(html: str) -> None:
    with pytest.raises(NotAnArticle):
        document(html)
