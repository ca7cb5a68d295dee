"""Small pages for the tests of this folder."""

from __future__ import annotations

import json

from crawler.article import Article
from crawler.extract import NotAnArticle, extract_page
from crawler.extract.body.body import Body, read_body
from crawler.extract.parse.document import Document
from crawler.page import Page
from crawler.site import NEWSPAPER, Site

URL = "https://www.koran.test/2024/jembatan/"
STORY = (
    "Jembatan gantung sepanjang 240 meter di Desa Cikelat dibuka untuk umum, Rabu pagi.",
    "Sekitar 180 anak sekolah kini menyeberang dalam sepuluh menit, tidak lagi memutar tujuh kilometer.",
    "“Sekarang tidak ada alasan lagi untuk bolos,” kata kepala sekolah sambil tertawa.",
    "Kabel jembatan akan diperiksa setiap enam bulan oleh dinas pekerjaan umum.",
)
"""The paragraphs of a story without any difficulty."""
LONG_STORY = (*STORY, *(f"{text} Begitu catatan kami." for text in STORY))
"""Twice as many."""

TITLE = "Jembatan dibuka"


def paragraphs(*texts: str) -> str:
    """Return the texts as ``<p>`` elements."""
    return "\n".join(f"<p>{text}</p>" for text in texts)


def amid(something: str) -> str:
    """Return the story's paragraphs with something between the second and the third."""
    return paragraphs(*STORY[:2]) + something + paragraphs(*STORY[2:])


def document(html: str) -> Document:
    """Parse a page."""
    return Document(Page(url=URL, body=html.encode(), encoding="utf-8"))


def wordpress(content: str, *, above: str = "", below: str = "", head: str = "") -> str:
    """Return a post as a plain WordPress theme prints it."""
    return f"""<!DOCTYPE html><html lang="id"><head><title>Jembatan dibuka – Koran</title>{head}</head>
<body class="post-template-default single single-post postid-7">
<header><p>Koran – kabar dari desa dan kota, setiap hari, dari tangan pertama.</p></header>
<article id="post-7" class="post-7 post type-post category-related tag-iklan">
<h1 class="entry-title">Jembatan dibuka</h1>
{above}<div class="entry-content">{content}</div>{below}</article>
<footer><p>Koran terbit di Sukabumi sejak 1998. Hak cipta dilindungi undang-undang.</p></footer>
</body></html>"""


def read(html: str, site: Site = NEWSPAPER) -> Body:
    """Read the body of a page."""
    return read_body(document(html), site)


def texts(html: str) -> list[str]:
    """Return the lines of a page's story."""
    return [line.text for line in read(html).lines]


def portal(content: str, *, above: str = "", below: str = "", head: str = "", title: str = TITLE) -> str:
    """Return an article as a paper without WordPress prints it."""
    return f"""<!DOCTYPE html><html lang="id"><head><title>{title} | Kabar Kita</title>{head}</head>
<body><header><a href="/">Kabar Kita</a> <a href="/ekonomi">Ekonomi</a></header>
<main><div class="detail"><h1>{title}</h1>{above}<div class="detail-text">{content}</div>{below}</div></main>
<footer><p>Kabar Kita, 2024.</p></footer></body></html>"""


def jsonld(*blocks: object) -> str:
    """Return JSON-LD blocks; a text stands as it is, for what is broken."""
    texts = (block if isinstance(block, str) else json.dumps(block) for block in blocks)
    return "".join(f'<script type="application/ld+json">{text}</script>' for text in texts)


def meta(**properties: str) -> str:
    """Return ``<meta property>`` elements; ``__`` in a name is a colon."""
    return "".join(
        f'<meta property="{name.replace("__", ":")}" content="{value}">' for name, value in properties.items()
    )


def article(html: str | bytes, site: Site = NEWSPAPER, *, url: str = URL, status: int = 200) -> Article:
    """Read the article of a page."""
    body = html.encode() if isinstance(html, str) else html
    return extract_page(Page(url=url, body=body, status=status), site)


def refusal(html: str | bytes, *, url: str = URL, status: int = 200) -> str | None:
    """Return the reason for which a page is no article; null: it is one."""
    try:
        article(html, url=url, status=status)
    except NotAnArticle as refused:
        return refused.reason
    return None
