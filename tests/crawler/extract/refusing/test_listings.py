"""Pages of other kinds, none of which is an article, in the shapes of unlike systems."""

from __future__ import annotations

import pytest

from tests.crawler.extract.pages import jsonld, meta, paragraphs, refusal
from tests.crawler.extract.refusing.texts import DATED, LONG, SHORT, TITLE, VERY_LONG, P, cards, page

_ROOT = "https://www.koran.test"
_WP_PAGE = ' class="wp-singular page-template-default page page-id-31 wp-theme-x"'
_H2 = '<article><h2><a href="/{i}/">Kabar ke-{i} dari desa</a></h2><p>{teaser}</p></article>'
_ITEMS = [{"@type": "NewsArticle", "headline": f"Kabar ke-{i}", "url": f"{_ROOT}/{i}/"} for i in range(4)]
_RULES = paragraphs(*(f"{i}. {text}" for i, text in enumerate(LONG)))
_MARKED = meta(og__type="article") + DATED


def section(content: str, name: str = "Ekonomi") -> str:
    return f"<main><h1>{name}</h1>{content}</main>"


OTHERS: dict[str, tuple[str, str, str]] = {
    "cards with linked headings": ("listing", page(section(cards(_H2)), title="Ekonomi"), "/ekonomi"),
    "cards with a linked picture and a short teaser": (
        "listing",
        page(
            section(
                cards(
                    '<div><a href="/{i}"><img src="/{i}.jpg"></a><h3><a href="/{i}">Kabar {i} desa</a>'
                    "</h3><div>{teaser}</div></div>",
                    9,
                )
            ),
            title="Ekonomi",
        ),
        "/ekonomi",
    ),
    "cards that are links as a whole": (
        "listing",
        page(
            section(cards('<a href="/{i}"><h3>Kabar {i} dari desa</h3><p>{teaser}</p></a>')), title="Ekonomi"
        ),
        "/ekonomi",
    ),
    "cards with a link at their end": (
        "listing",
        page(
            section(
                cards('<div><h3>Kabar {i} dari desa</h3><p>{teaser}</p><a href="/{i}">Selengkapnya</a></div>')
            ),
            title="Ekonomi",
        ),
        "/ekonomi",
    ),
    "the same in English": (
        "listing",
        page(
            section(
                cards(
                    '<section><h2>News {i}</h2><p>{teaser}</p><p><a href="/{i}">Read more »</a></p></section>'
                )
            ),
            title="Ekonomi",
        ),
        "/ekonomi",
    ),
    "a list of definitions": (
        "listing",
        page(
            section("<dl>" + cards('<dt><a href="/{i}">Kabar {i} desa</a></dt><dd>{teaser}</dd>') + "</dl>"),
            title="Ekonomi",
        ),
        "/indeks/ekonomi",
    ),
    **{
        f"a list of titles and lines: {box[:6]}": (
            "listing",
            page(section(f"<{outer}>{cards(box)}</{outer}>"), title="Ekonomi"),
            "/ekonomi",
        )
        for outer, box in (
            ("div", '<div><a class="t" href="/{i}">Kabar ke-{i} dari desa</a><p>{teaser}</p></div>'),
            ("div", '<p><b><a href="/{i}">Kabar ke-{i} dari desa</a></b></p><p>{teaser}</p>'),
            ("table", '<tr><td><a href="/{i}">Kabar ke-{i} dari desa</a><br>{teaser}</td></tr>'),
            ("ul", '<li><a href="/{i}">Kabar ke-{i} dari desa</a> {teaser}</li>'),
        )
    },
    "a list of what can be heard": (
        "listing",
        page(
            section(cards('<div><h3>Obrolan {i}</h3><p>{teaser}</p><a href="/e/{i}">Dengarkan</a></div>')),
            title="Ekonomi",
        ),
        "/obrolan",
    ),
    "whole stories, one below the other": (
        "listing",
        page(
            "<h1>Catatan</h1>"
            + "".join(f'<div><h2><a href="/{i}">Kabar ke-{i} dari desa</a></h2>{P}</div>' for i in range(3)),
            title="Catatan",
        ),
        "/catatan",
    ),
    "a feed": (
        "listing",
        "<rss><channel>"
        + "".join(f"<item><description>{t}</description></item>" for t in LONG)
        + "</channel></rss>",
        "/umpan",
    ),
    "a job": (
        "static_page",
        page(section(P, "Dicari: wartawan"), head=jsonld({"@type": "JobPosting", "title": "Wartawan"})),
        "/kerja/1",
    ),
    "a section that calls itself an article": (
        "listing",
        page(section(cards(_H2)), title="Ekonomi", head=meta(og__type="article")),
        "/ekonomi",
    ),
    "a section whose JSON-LD has the articles of others": (
        "listing",
        page(section(cards(_H2)), title="Ekonomi", head=jsonld(*_ITEMS)),
        "/kanal/ekonomi",
    ),
    "a section with an ItemList": (
        "listing",
        page(
            section(cards(_H2)),
            title="Ekonomi",
            head=jsonld(
                {"@type": "CollectionPage", "mainEntity": {"@type": "ItemList", "itemListElement": _ITEMS}}
            ),
        ),
        "/ekonomi",
    ),
    "the archive of a section that a plugin calls an article": (
        "listing",
        page(
            section(f"<p>{LONG[0]}</p>{cards(_H2)}"),
            title="Ekonomi",
            head=meta(og__type="article") + jsonld({"@type": "CollectionPage", "name": "Ekonomi"}),
        ),
        "/ekonomi",
    ),
    "a section with a description": (
        "listing",
        page(section(f"<div>{paragraphs(*LONG[:2])}</div>{cards(_H2)}"), title="Ekonomi"),
        "/ekonomi",
    ),
    "a tag with a long description": (
        "listing",
        page(section(f"<div>{P}</div>{cards(_H2, 12)}", "Garam"), title="Garam"),
        "/tag/garam",
    ),
    "a topic with a description, without a word in its address": (
        "listing",
        page(section(f"<div>{SHORT}</div>{cards(_H2, 12)}", "Garam"), title="Garam"),
        "/garam",
    ),
    "a first story that stands out": (
        "listing",
        page(
            section(
                f'<article><h2><a href="/1/">Panen garam dimulai awal</a></h2>{SHORT}</article>'
                + cards('<li><a href="/{i}/">Kabar {i}</a></li>')
            ),
            title="Ekonomi",
        ),
        "/ekonomi",
    ),
    "a front page with a long first story": (
        "front_page",
        page(
            f'<main><article><h2><a href="/1/">Panen garam</a></h2>{P}</article>{cards(_H2)}</main>',
            title="Pantura",
        ),
        "/",
    ),
    "the same in a folder of its language": (
        "front_page",
        page(
            f'<main><article><h2><a href="/1/">Panen garam</a></h2>{P}</article>{cards(_H2)}</main>',
            title="Pantura",
        ),
        "/id/",
    ),
    "an edition at an address of its own": (
        "listing",
        page(
            f'<main><article><h2><a href="/1/">Panen garam</a></h2>{SHORT}</article>{cards(_H2)}</main>',
            title="Edisi Jawa Barat",
        ),
        "/jabar",
    ),
    "a front page with a logo as its heading": (
        "front_page",
        page(f"<h1><a href=/>Pantura</a></h1>{cards(_H2)}", title="Pantura"),
        "/index.html",
    ),
    "an author with a long biography": (
        "author_archive",
        page(section(f"<div>{P}</div>{cards(_H2)}", "Rina Kartika"), title="Rina Kartika"),
        "/penulis/rina-kartika",
    ),
    "an author by OpenGraph": (
        "author_archive",
        page(section(P, "Rina Kartika"), title="Rina Kartika", head=meta(og__type="profile")),
        "/rina",
    ),
    "what a search found": (
        "search",
        page(section(cards(_H2), "Hasil pencarian: garam"), title="Hasil pencarian: garam"),
        "/cari/garam",
    ),
    "the same in English ": (
        "search",
        page(section(cards(_H2), 'Search results for "garam"'), title="Search results"),
        "/find/garam",
    ),
    "a search without a result": (
        "search",
        page(section(f"<p>{LONG[0]}</p>", "Search results"), title="Search results"),
        "/search/?q=garam",
    ),
    "a contact page": (
        "static_page",
        page(section(f"{SHORT}<p>Telepon: 0231 123456</p>", "Kontak Kami"), title="Kontak Kami"),
        "/kontak",
    ),
    "a privacy policy with a date": (
        "static_page",
        page(section(f"<p>Diperbarui 4 Juni 2024</p>{P}", "Kebijakan Privasi"), title="Kebijakan Privasi"),
        "/kebijakan-privasi",
    ),
    "a privacy policy of WordPress": (
        "static_page",
        page(section(VERY_LONG, "Data Anda"), body=' class="privacy-policy page page-id-3 wp-x"'),
        "/data-anda/",
    ),
    "the rules of the press": (
        "static_page",
        page(section(_RULES * 3, "Pedoman Pemberitaan Media Siber"), body=_WP_PAGE, title="Pedoman"),
        "/pedoman-media-siber/",
    ),
    "the editors, called an article by a plugin": (
        "static_page",
        page(
            section(P, "Susunan Redaksi"),
            title="Susunan Redaksi",
            body=_WP_PAGE,
            head=_MARKED
            + jsonld({"@type": "Article", "headline": "Susunan Redaksi", "datePublished": "2020-01-01"}),
        ),
        "/redaksi/",
    ),
    "a page of WordPress that only its plugin dates": (
        "static_page",
        page(
            section(SHORT, "Layanan Kami"),
            title="Layanan Kami",
            body=_WP_PAGE,
            head=meta(og__type="article")
            + jsonld({"@type": "WebPage", "datePublished": "2020-01-01T00:00:00+07:00"}),
        ),
        "/layanan/",
    ),
    "products in a list": (
        "listing",
        page(
            section(
                cards('<li><h2><a href="/p/{i}">Garam {i} kg</a></h2><p>Rp 1{i}.000</p><p>{teaser}</p></li>')
            ),
            title="Garam",
        ),
        "/toko/garam",
    ),
    "a product": (
        "static_page",
        page(section(f"<p>Rp 12.000</p>{SHORT}", "Garam 1 kg"), title="Garam", head=meta(og__type="product")),
        "/p/1",
    ),
    "scores": (
        "no_text",
        page(
            section(
                "<table>"
                + "".join(f"<tr><td>PSG {i}</td><td>{i}-1</td><td>FC {i}</td></tr>" for i in range(30))
                + "</table>",
                "Skor langsung",
            ),
            title="Skor langsung",
        ),
        "/skor",
    ),
    "a gallery": (
        "no_text",
        page(
            section(
                "".join(
                    f'<figure><img src="/{i}.jpg"><figcaption>Foto {i}</figcaption></figure>'
                    for i in range(9)
                )
            ),
            title="Ekonomi",
        ),
        "/foto/garam",
    ),
    "a calendar": (
        "listing",
        page(
            section(
                cards(
                    '<div><time datetime="2024-06-0{i}">Juni</time><h3><a href="/a/{i}">Acara {i} di alun'
                    "</a></h3><p>{teaser}</p></div>"
                ),
                "Agenda",
            ),
            title="Agenda",
        ),
        "/agenda",
    ),
    "an index of forums": (
        "listing",
        page(
            section(
                "<table>"
                + cards('<tr><td><h3><a href="/f/{i}">Forum {i}</a></h3><p>{teaser}</p></td><td>12</td></tr>')
                + "</table>",
                "Forum",
            ),
            title="Forum",
        ),
        "/forum",
    ),
    "a login": (
        "login_wall",
        page(
            section(f"<form><input type=email></form><p>{LONG[0]}</p><p>{LONG[1]}</p>", "Masuk ke Akun Anda"),
            title="Masuk",
        ),
        "/masuk",
    ),
    "a page that asks for consent": (
        "challenge",
        page(
            section(
                "<p>Kami dan 120 mitra memakai kuki untuk menyimpan data tentang perangkat Anda.</p>" + SHORT
            ),
            title="Kami menghargai privasi Anda",
        ),
        "/garam",
    ),
    "an error in words": (
        "error_page",
        page(
            section(
                "<p>Silakan coba lagi beberapa saat lagi, tim kami sedang bekerja.</p>", "Terjadi kesalahan"
            ),
            title="Pantura",
        ),
        "/garam",
    ),
    "an error by its phrase": (
        "error_page",
        "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>",
        "/garam",
    ),
    "maintenance": (
        "error_page",
        page(section(f"<p>{LONG[0]}</p>", "Situs sedang dalam pemeliharaan"), title="Pantura"),
        "/garam",
    ),
    "a page that is gone": (
        "not_found",
        page(section(f"<p>{LONG[0]}</p>", "Halaman yang Anda cari tidak ditemukan"), title="Pantura"),
        "/garam",
    ),
    "one that was removed": (
        "not_found",
        page(section(f"<p>{LONG[0]}</p>", "This article has been removed"), title="Pantura"),
        "/garam",
    ),
    "a video without a text": (
        "no_text",
        page(f'<main><h1>{TITLE}</h1><video src="/a.mp4"></video></main>', head=_MARKED),
        "/video/garam",
    ),
    "a video, and cards of others": (
        "no_text",
        page(f"<main><h1>{TITLE}</h1><video src=a.mp4></video>{cards(_H2)}</main>", head=_MARKED),
        "/video/garam",
    ),
    "a video, and a text outside of its main element": (
        "no_text",
        page(
            f'<main><h1>{TITLE}</h1><video></video></main><div class="bawah"><p>{LONG[0]}</p></div>',
            head=_MARKED,
        ),
        "/video/garam",
    ),
    "the shell of an application": (
        "no_text",
        page('<div id="root"></div><p>You need to enable JavaScript to run this app.</p>', head=_MARKED),
        "/garam",
    ),
    "one that is loading": (
        "no_text",
        page(
            '<div id="app"><p>Aktifkan JavaScript di peramban Anda untuk membaca halaman ini.</p></div>',
            head=_MARKED,
        ),
        "/garam",
    ),
    "a window for consent": (
        "no_text",
        page(
            f'<main><h1>{TITLE}</h1></main><div id="gdpr-box"><p>Kami menghargai pilihan Anda tentang data '
            "pribadi dan iklan. Baca lebih jauh tentang mitra kami sebelum memilih.</p></div>",
            head=_MARKED,
        ),
        "/garam",
    ),
    "a dialog": (
        "no_text",
        page(
            f'<main><h1>{TITLE}</h1></main><div role="dialog"><p>{LONG[0]}</p><p>{LONG[1]}</p></div>',
            head=_MARKED,
        ),
        "/garam",
    ),
    "a footer by its role": (
        "no_text",
        page(
            f'<main><h1>{TITLE}</h1></main><div role="contentinfo"><div><p>{LONG[0]}</p></div></div>',
            head=_MARKED,
        ),
        "/garam",
    ),
    "a footer by its name": (
        "no_text",
        page(
            f'<main><h1>{TITLE}</h1></main><div id="site-footer"><div><p>{LONG[0]}</p></div></div>',
            head=_MARKED,
        ),
        "/garam",
    ),
}


@pytest.mark.parametrize(("reason", "html", "path"), OTHERS.values(), ids=OTHERS.keys())
def test_another_page_is_refused(reason: str, html: str, path: str) -> None:
    assert refusal(html, url=f"{_ROOT}{path}") == reason
