"""Articles that look like another page: by their title, address, links, or by being a "page" of WordPress."""

from __future__ import annotations

import pytest

from tests.crawler.extract.pages import jsonld, meta, paragraphs, refusal
from tests.crawler.extract.refusing.texts import (
    DATED,
    LONG,
    ROOT,
    SHORT,
    TITLE,
    VERY_LONG,
    WP_PAGE,
    P,
    cards,
    page,
)

_SECTIONS = tuple(zip(("Cuaca", "Harga", "Tanggul", "Koperasi"), LONG[::3], strict=True))
_STORY = f"<main><h1>{TITLE}</h1><div>{P}</div></main>"
_SHORT_STORY = f"<main><h1>{TITLE}</h1><div>{SHORT}</div></main>"
_CARD = "<section><h2><a href='/kabar-{i}'>Kabar nomor {i} dari pesisir</a></h2><p>{teaser}</p></section>"
_BYLINE = '<p class="byline">Oleh <a rel="author" href="/rina/">Rina Kartika</a> <time>4 Juni 2024</time></p>'


def sections(link: str) -> str:
    """Return a story in sections; ``link``: how their headings link, with number, name and text."""
    parts = (link.format(i=i, name=name) + f"<p>{text}</p>" for i, (name, text) in enumerate(_SECTIONS))
    return f"<main><article><h1>{TITLE}</h1>{''.join(parts)}</article></main>"


ARTICLES: dict[str, tuple[str, str]] = {
    "an anchor around each heading": (
        page(sections('<h2 id="b{i}"><a href="#b{i}">{name}</a></h2>')),
        "/garam",
    ),
    "anchors with the whole address": (
        page(sections('<h3 id="{i}"><a href="https://www.koran.test/garam#{i}">{name}</a></h3>')),
        "/garam",
    ),
    "anchors relative to the host": (page(sections('<a href="/garam/#{i}"><h3>{name}</h3></a>')), "/garam"),
    "buttons of a script": (
        page(sections('<h2><a href="javascript:void(0)">{name}</a></h2>')),
        "/garam",
    ),
    "places that are linked, and a long text under each": (
        page(
            f"<main><h1>{TITLE}</h1>"
            + "".join(
                f'<h2><a href="/tempat/{i}">Desa {i}</a></h2>{paragraphs(*LONG[i : i + 6])}' for i in range(3)
            )
            + "</main>"
        ),
        "/garam",
    ),
    "a form for readers to log in, in the header": (
        page(f"<header><form><input type='email'><input type='password'></form></header>{_SHORT_STORY}"),
        "/garam",
    ),
    "the section's page in the JSON-LD": (
        page(_STORY, head=jsonld({"@type": "CollectionPage", "url": f"{ROOT}/daerah"})),
        "/garam",
    ),
    "many teasers outside of its main": (page(f"{_SHORT_STORY}{cards(_CARD, 12)}"), "/garam"),
    "each part in a box with a name of footers": (
        page(
            f"<main><h1>{TITLE}</h1>"
            + "".join(f'<div class="footer-block">{paragraphs(text)}</div>' for text in LONG)
            + "</main>"
        ),
        "/garam",
    ),
    "a heading unlike the title": (page(f"<main><h1>Petambak menunggu kemarau</h1>{P}</main>"), "/petambak"),
    "a title that names only the site": (
        page(f"<main><h1>Petambak menunggu kemarau</h1>{P}</main>", title="Beranda"),
        "/petambak",
    ),
    "a heading printed twice": (
        page(f'<div class="m"><h1>Petambak menunggu</h1></div><div><h1>Petambak menunggu</h1>{P}</div>'),
        "/petambak",
    ),
    "no heading but the title": (page(f"<main><p><b>{TITLE}</b></p>{VERY_LONG}</main>"), "/garam.html"),
    "below index": (page(_STORY), "/index/panen-garam/"),
    "below index.php": (page(_STORY), "/index.php/panen-garam"),
    "below tag": (page(_STORY), "/tag/panen-garam"),
    "below kategori": (page(_STORY), "/berita/kategori/panen-garam/"),
    "below topics": (page(_STORY), "/topics/panen-garam"),
    "below the channel": (page(_STORY), "/kanal/panen-garam"),
    "below author": (page(_STORY), "/author/panen-garam/"),
    "below profil": (page(f"<main><h1>{TITLE}</h1>{_BYLINE}{P}</main>"), "/profil/panen-garam/"),
    "below search": (page(_STORY), "/search/?id=77"),
    "a parameter that says how it was shared": (page(_STORY), "/panen-garam?s=09"),
    "a parameter that names the author": (page(_STORY), "/panen-garam?author=3"),
    "a day as the last part": (page(_STORY), "/2024/06/04/"),
    "a number like a page of a listing": (page(_STORY), "/panen-garam/page/2"),
    "an address like a listing, and a mark": (
        page(f"<main><h1>{TITLE}</h1>{paragraphs(*LONG[:2])}</main>", head=meta(og__type="article") + DATED),
        "/tag/panen-garam",
    ),
    "a WordPress page with an article in its JSON-LD": (
        page(
            _STORY,
            body=WP_PAGE,
            head=jsonld({"@type": "NewsArticle", "headline": TITLE, "datePublished": "2024-06-04"}),
        ),
        "/panen-garam/",
    ),
    "a short one of these": (
        page(
            f"<main><h1>{TITLE}</h1>{SHORT}</main>",
            body=WP_PAGE,
            head=jsonld({"@type": "Article", "headline": TITLE, "datePublished": "2024-06-04"}),
        ),
        "/panen-garam/",
    ),
    "a WordPress page with the date of an article": (
        page(_STORY, body=WP_PAGE, head=meta(og__type="article") + DATED),
        "/panen-garam/",
    ),
    "a WordPress page with a byline": (
        page(f"<main><h1>{TITLE}</h1>{_BYLINE}{P}</main>", body=WP_PAGE),
        "/panen-garam/",
    ),
    "a WordPress page as long as a guide": (
        page(f"<main><h1>{TITLE}</h1><div class=entry-content>{VERY_LONG}</div></main>", body=WP_PAGE),
        "/panduan/panen-garam/",
    ),
    "a page of another system with the class page": (page(_STORY, body=' class="page basicpage"'), "/garam"),
    "a story about a search": (
        page(
            _STORY.replace(TITLE, "Hasil Pencarian Nelayan Hilang Diumumkan"), title="Hasil Pencarian Nelayan"
        ),
        "/nelayan",
    ),
    "a story about a maintenance": (
        page(_STORY.replace(TITLE, "Situs Sedang Dalam Perbaikan, Antrean Mengular"), title="Antrean"),
        "/antrean",
    ),
    "a story about cookies": (
        page(_STORY.replace("Panen garam di", "Kami memakai kuki di"), title="Kuki"),
        "/kuki",
    ),
    "a story about logging in": (
        page(f"<main><h1>Masuk Musim Garam</h1>{P}</main>", title="Masuk Musim Garam"),
        "/masuk-musim-garam",
    ),
    "a story about the editors of a paper": (
        page(f"<main><h1>Redaksi Harian Pagi Digeledah Polisi</h1>{P}</main>", title="Redaksi Digeledah"),
        "/redaksi-digeledah",
    ),
    "related stories below, without a date": (
        page(
            f"<main><h1>{TITLE}</h1>{P}<section><h2>Terkait</h2>"
            + cards('<div><h3><a href="/{i}">Kabar {i}</a></h3><p>{teaser}</p></div>', 4)
            + "</section></main>"
        ),
        "/garam",
    ),
    "a video with a story": (
        page(
            f'<main><h1>{TITLE}</h1><video src="/a.mp4"></video>{P}</main>', head=meta(og__type="video.other")
        ),
        "/video/garam",
    ),
    "a video of another page above its first paragraph": (
        page(
            f'<main><h1>{TITLE}</h1><div class="teks"><div class="klip"><h2><a href="/video/9">Warga bangga '
            f"pada garam desa</a></h2></div>{P}</div></main>",
            head=DATED + meta(og__type="article"),
        ),
        "/garam",
    ),
    "a video with a sentence, and cards of others": (
        page(
            f'<main><h1>{TITLE}</h1><video src="/a.mp4"></video><p>{LONG[0]}</p>'
            + cards('<article><h3><a href="/{i}/">Kabar ke-{i} dari desa</a></h3><p>{teaser}</p></article>')
            + "</main>",
            head=DATED + meta(og__type="article"),
        ),
        "/video/garam",
    ),
    "a round of links, with what the paper says of each": (
        page(
            f"<main><h1>{TITLE}</h1><p>{LONG[0]}</p>"
            + cards('<h2><a href="https://lain.test/{i}">Kabar {i} dari luar desa</a></h2><p>{teaser}</p>')
            + "</main>",
            head=DATED + meta(og__type="article"),
        ),
        "/garam",
    ),
    "a poem": (
        page(f"<main><h1>{TITLE}</h1><p>{'<br>'.join(text[:40] for text in LONG)}</p></main>"),
        "/sajak",
    ),
    "a list of goods that are linked": (
        page(
            f"<main><h1>{TITLE}</h1><p>{LONG[0]}</p><ul>"
            + "".join(f'<li><a href="https://toko.test/{i}">Garam {i}</a>: {LONG[i]}</li>' for i in range(3))
            + f"</ul>{SHORT}</main>"
        ),
        "/garam",
    ),
    "links to other stories between its paragraphs": (
        page(
            f"<main><h1>{TITLE}</h1>"
            + "".join(
                f"<p>{text}</p>"
                + (f'<p>Baca juga: <a href="/{i}">Kabar {i} dari desa</a></p>' if i % 3 else "")
                for i, text in enumerate(LONG)
            )
            + "</main>"
        ),
        "/garam",
    ),
    "the site's name and the headline in headings of one rank": (
        page(f'<h1><a href="/">Pantura</a></h1><main><h1>Petambak menunggu</h1>{P}</main>', title="Pantura"),
        "/petambak",
    ),
    "a gallery with a story": (
        page(_STORY, head=jsonld({"@type": "ImageGallery", "name": TITLE}) + meta(og__type="article")),
        "/foto/garam",
    ),
    "a story in a window with its headline": (
        page(f'<div role="dialog" aria-modal="true"><h1>{TITLE}</h1>{SHORT}</div>', head=DATED),
        "/garam",
    ),
    "articles of other pages in its JSON-LD, and its own": (
        page(
            _STORY,
            head=jsonld(
                {"@type": "NewsArticle", "headline": "Kabar lain", "url": f"{ROOT}/lain"},
                {"@type": "NewsArticle", "headline": TITLE, "datePublished": "2024-06-04"},
            ),
        ),
        "/kanal/garam",
    ),
}


@pytest.mark.parametrize(("html", "path"), ARTICLES.values(), ids=ARTICLES.keys())
def test_an_article_is_none_the_less_one(html: str, path: str) -> None:
    assert refusal(html, url=f"{ROOT}{path}") is None
