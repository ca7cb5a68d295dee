"""Refuses pages that declare what else they are: by WordPress, schema.org, OpenGraph, or by their title."""

from __future__ import annotations

import re

from crawler.extract.body.density import plain
from crawler.extract.fields.context import Context
from crawler.extract.not_an_article import NotAnArticle, Reason
from crawler.extract.parse.jsonld import Node
from crawler.extract.refusing.marks import has_own_article, is_marked, own_keys
from crawler.urls import article_key
from crawler.urls.splitting import parts_of

_BODY_CLASSES: tuple[tuple[str, Reason], ...] = (
    ("error404", "not_found"),
    ("attachment", "attachment"),
    ("home", "front_page"),
    ("search", "search"),
    ("author", "author_archive"),
    ("date", "date_archive"),
    ("category", "listing"),
    ("tag", "listing"),
    ("archive", "listing"),
    ("blog", "listing"),
    ("privacy-policy", "static_page"),
)
"""Classes of ``body_class()``, the most specific first: an author's archive is ``archive author``.

What ``page`` means, its text decides (:mod:`crawler.extract.refusing`).
"""

_PAGE_TYPES: dict[str, Reason] = {
    "SearchResultsPage": "search",
    "ProfilePage": "author_archive",
    "CollectionPage": "listing",
    "MediaGallery": "listing",
    "ImageGallery": "listing",
    "VideoGallery": "listing",
    "OfferCatalog": "listing",
    "AboutPage": "static_page",
    "ContactPage": "static_page",
    "CheckoutPage": "static_page",
    "JobPosting": "static_page",
}
"""Types in schema.org of pages, and of what a page is about, that no article has (https://schema.org/WebPage)."""

_OPENGRAPH_TYPES: tuple[tuple[str, Reason], ...] = (
    ("profile", "author_archive"),
    ("product.group", "listing"),
    ("product", "static_page"),
    ("og:product", "static_page"),
)
"""Types of OpenGraph that no article has (https://ogp.me/#types), unless it is a long one: a review may be
called a product. ``video.other`` is not among them: it may have a story under its video."""

_REVIEW = 1_500
"""Bytes of running text that are more than the description of a product."""

_FEEDS = ("rss", "feed", "rdf:rdf", "urlset", "sitemapindex")
"""Elements of feeds and sitemaps, as a reader of HTML calls them."""

_STATIC = re.compile(
    r"(?:tentang|profil|sejarah|alamat) (?:kami|perusahaan|redaksi|media)|tentang"
    r"|(?:susunan |box |dewan |tim )?redaksi(?: kami)?|hubungi(?: kami)?|kontak(?: kami| redaksi)?"
    r"|(?:pedoman|kode|standar|peraturan|kebijakan|undang undang|hak jawab|standar operasional)"
    r"(?: (?:dan|atau|pemberitaan|penulisan|media|siber|ramah|anak|etik|jurnalistik|wartawan|pers|dewan|hak"
    r"|jawab|koreksi|perlindungan|profesi|privasi|redaksi|editorial|perusahaan|cookies?|kuki|komentar"
    r"|pengguna|penggunaan|data|pribadi|prosedur|sop|internal|indonesia|pwi|aji|ji|kami|anti|korupsi|iklan"
    r"|layanan|pengaduan|nomor|no|\d+|tahun|tentang))*"
    r"|(?:pemberitaan )?media siber|privasi|privacy(?: (?:policy|notice|statement|center))?"
    r"|(?:cookies?|editorial|refund|return|shipping|corrections?|ethics|dmca|copyright) (?:policy|notice)"
    r"|disclaimer|penafian|sanggahan|karir|karier|lowongan(?: kerja)?"
    r"|(?:info |pasang |tarif |beriklan|kontak )?iklan|media kit|kerja ?sama"
    r"|(?:syarat|ketentuan)(?: (?:dan|ketentuan|syarat|penggunaan|layanan|umum|pengguna|privasi|kami))*"
    r"|about(?: us)?|our (?:story|team|mission)|contact(?: us)?|terms(?: of (?:use|service))?"
    r"|terms (?:and|&)? ?conditions(?: of use)?|advertise(?: with us)?|careers|imprint|impressum|sitemap"
    r"|peta situs|indeks(?: berita)?|visi(?: dan)?(?: misi)?|faq|pertanyaan umum|langganan|berlangganan"
    r"|datenschutz(?:erklärung)?|agb|kontakt|über uns|mentions légales|politique de confidentialité"
    r"|aviso legal|política de privacidad|contacto|quiénes somos|community guidelines",
    re.IGNORECASE,
)
"""Headlines of the pages on which a paper tells of itself, as :func:`plain` leaves them."""

_LOGIN = re.compile(
    r"(?:log ?in|sign ?(?:in|up)|masuk|daftar|register|registrasi|anmelden|connexion|iniciar sesión)"
    r"(?: (?:ke|to|with|dengan|atau|or|untuk|akun|anda|your|account|now|sekarang|bei|mit|daftar|register"
    r"|log ?in|sign ?(?:in|up)|masuk))*(?: \w+(?: \w+)?)?",
    re.IGNORECASE,
)
"""Headlines of the pages on which readers log in, and the name of the site."""
_LOGIN_TEXT = 1_000
"""Bytes: such a page has little else to say."""

_SEARCHED = re.compile(
    r"\W*(?:(?:hasil )?(?:pencarian|penelusuran)|search(?: results?)?|suchergebnisse?|suche"
    r"|résultats? (?:de (?:la )?)?recherche|resultados de (?:la )?búsqueda)"
    r"(?:\s*$|\s*[:“”\"'‘|–—-].*|\s+(?:untuk|for|für|pour|para|dengan kata kunci)(?=[\s:]+[“\"'‘]|:).*)",
    re.IGNORECASE,
)
"""Headlines of what a search found; a story about a search goes on without a quotation mark."""


def refuse_feed(context: Context) -> None:
    """Raise NotAnArticle for a feed or a sitemap that a server calls HTML."""
    first = next(iter(context.page), None)
    if first is not None and first.tag in _FEEDS:
        raise NotAnArticle("listing", f"<{first.tag}>")


def refuse_body_class(context: Context) -> None:
    """Raise NotAnArticle for what WordPress calls another page than a post in its body's classes."""
    classes = frozenset(context.page.get("class", "").split())
    if not context.document.is_wordpress and classes.isdisjoint(("archive", "error404", "search")):
        return
    if not classes.isdisjoint(("single", "single-post")) and "attachment" not in classes:
        return
    for name, reason in _BODY_CLASSES:
        if name in classes:
            raise NotAnArticle(reason, f'class="{name}" of the body')


def refuse_types(context: Context, running: int) -> None:
    """Raise NotAnArticle for a page whose type, in JSON-LD or OpenGraph, is none of an article.

    ``running``: bytes of its running text.
    """
    if has_own_article(context):
        return
    for node, name in ((node, name) for node, names in context.schema.typed for name in names):
        if name == "CollectionPage" and running >= _REVIEW // 3 and _is_of_another(context, node):
            continue
        if name in _PAGE_TYPES and not (name.endswith("Gallery") and is_marked(context)):
            raise NotAnArticle(_PAGE_TYPES[name], f"JSON-LD {name}")
    kind = (context.document.meta("og:type") or "").lower()
    for name, reason in _OPENGRAPH_TYPES:
        if kind == name and running < _REVIEW:
            raise NotAnArticle(reason, f"og:type {kind}")


def _is_of_another(context: Context, node: Node) -> bool:
    """Say whether an object has the URL of another page: that of the section in which the page stands."""
    address = context.document.absolute(url) if isinstance(url := node.get("url"), str) else None
    return address is not None and article_key(address) not in own_keys(context)


def refuse_title(context: Context, headline: str, size: int) -> None:
    """Raise NotAnArticle for a page whose headline is that of no article; ``size``: of its text."""
    if is_static(context, headline):
        raise NotAnArticle("static_page", headline)
    if size < _LOGIN_TEXT and _LOGIN.fullmatch(plain(headline)) and not is_marked(context):
        raise NotAnArticle("login_wall", headline)
    if _SEARCHED.fullmatch(headline) and not is_marked(context):
        raise NotAnArticle("search", headline)


def is_static(context: Context, headline: str) -> bool:
    """Say whether the headline, or the last part of the URL, is that of a page about the paper itself."""
    slug = parts_of(context.document.url).path.rstrip("/").rpartition("/")[2].partition(".")[0]
    return any(_STATIC.fullmatch(plain(each.replace("-", " "))) for each in (headline, slug) if each)
