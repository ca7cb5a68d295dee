"""Refuses pages that are not articles, before and after their text is read.

WordPress says what a page is in every theme, by the classes of ``body_class()``
(https://developer.wordpress.org/reference/functions/body_class/); other software by schema.org's type of the
page, by OpenGraph, or not at all: then what an article has and the page lacks decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import islice
from urllib.parse import parse_qs, urlsplit

from crawler.cleaning import Cleaned, Line, clean
from crawler.extract.body.blocks import text_of
from crawler.extract.body.density import plain
from crawler.extract.error_pages import refuse_error
from crawler.extract.fields.context import Context
from crawler.extract.not_an_article import NotAnArticle, Reason
from crawler.extract.parse.xpath import test, texts
from crawler.site import Site
from crawler.text import TooLong
from crawler.urls.listings import REFUSED_AUTHOR_PATH, REFUSED_DATE_PATH, REFUSED_PATH, SEARCH_PATH

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
    ("page", "static_page"),
)
"""Classes of ``body_class()``, the most specific first: an author's archive is ``archive author``."""

_PAGE_TYPES: dict[str, Reason] = {
    "SearchResultsPage": "search",
    "ProfilePage": "author_archive",
    "CollectionPage": "listing",
    "AboutPage": "static_page",
    "ContactPage": "static_page",
}

_CHALLENGE_TITLE = re.compile(
    r"(?:^|[|–—-]\s)\W*(?:(?:checking your browser|ddos-guard|verify(?:ing)? (?:that )?you are human"
    r"|request unsuccessful|pardon our interruption|are you (?:a )?(?:human|robot)|please wait while).*"
    r"|(?:just a moment|attention required|access(?: to this page has been)? denied|please wait"
    r"|security check|one moment,? please|captcha|akses ditolak|(?:mohon )?tunggu sebentar)"
    r"\W*(?:\s[|–—-].*)?$)",
    re.IGNORECASE,
)
"""Titles of protection services' pages; a headline would continue after such words, or differ."""
_challenge = test(
    "//script[contains(@src, '/cdn-cgi/challenge-platform/') or contains(@src, 'captcha-delivery.com')"
    " or contains(@src, '_Incapsula_Resource') or contains(@src, 'ddos-guard')]"
    " | //*[@id='challenge-form' or @id='challenge-running' or @id='cf-wrapper' or @id='px-captcha'"
    " or @id='sec-if-cpt-container' or @id='main-iframe' or contains(@class, 'cf-browser-verification')"
    " or contains(@class, 'h-captcha') or contains(@class, 'g-recaptcha') or @id='cf-error-details']"
)
_CHALLENGE_SCRIPTS = (b"window._cf_chl_opt", b"sucuri_cloudproxy_js", b"_pxAppId")
_CHALLENGE_TEXT = 1_500
"""Characters: protection services' pages are short; a page with more text than this is not one of them."""

_MISSING = (
    r"(?:th(?:at|e|is) )?(?:page|halaman|artikel|berita|konten)(?: yang anda cari)? (?:was |is |ini )?"
    r"(?:not found|can(?:no|['’ ]?)t be found|tidak (?:dapat )?(?:di)?temukan|tidak ada|tidak tersedia)"
)
_NOT_FOUND = re.compile(
    rf"^\W*(?:(?:error|oops|ups|maaf)\W*)*"
    rf"(?:404\W*(?:(?:error|file|{_MISSING}|nothing (?:was )?found|not found)\W*)*"
    rf"|{_MISSING}|nothing (?:was )?found(?: here)?|not found)"
    r"\W*(?:[|–—-].*)?$",
    re.IGNORECASE,
)
_PASSWORD_FORM = b"post-password-form"
_MORE_LINK = re.compile(r"<a\s[^<>]*\bclass\s*=\s*[\"']?(?:[^\"'<>]*\s)?more-link\b")
"""The link that WordPress puts in place of what follows ``<!--more-->``, in lists."""
_CUT = re.compile(r"\[\s*(?:…|\.{3})\s*\]\Z")
"""How WordPress ends an excerpt that it makes of a text (``excerpt_more``)."""
_GATES = re.compile(
    r"pmpro_content_message|pmpro-no-access|mepr-unauthorized|rcp[_-]restricted|wc-memberships-restriction"
    r"|leaky_paywall_message|swpm-post-not-logged-in|swpm-partial-protection"
)
"""Class names by which membership plugins mark what replaces the rest of an article."""
_classes = texts("descendant::div/@class")
_ENTER = r"(?:login|log in|masuk|(?:men)?daftar|berlangganan)"
_READ = r"(?:membaca|melanjutkan|mengakses)"
_GATE_TEXT = re.compile(
    rf"(?:silakan|harap|mohon|anda (?:harus|perlu)|untuk) .{{0,40}}?\b{_ENTER}\b"
    rf".{{0,80}}?(?:{_READ}|selengkapnya|penuh|artikel|konten)"
    rf"|{_ENTER}(?: dulu| dahulu)? (?:untuk|agar dapat) {_READ}"
    r"|(?:artikel|konten|berita|tulisan) (?:ini )?(?:hanya|khusus)(?: tersedia)? (?:untuk|bagi)"
    r" (?:pelanggan|anggota|member|pembaca)"
    r"|(?:log in|login|sign in|subscribe|register) (?:now )?to (?:continue|keep) reading"
    r"|to (?:continue|keep) reading,? (?:please )?(?:log in|login|sign in|subscribe|register)"
    r"|(?:for|to) subscribers only|already a subscriber\?",
    re.IGNORECASE,
)
_GATE_WORDS = ("log", "masuk", "daftar", "langgan", "hanya", "khusus", "subscri", "sign in", "register")
"""Every such prompt contains one of them."""
_PROMPT = 300
"""Characters at the start of a line in which it asks readers to log in."""
_LOOKED_AT = 50_000
"""Characters of a page in which a prompt to log in is searched."""
_EXCERPT = 600
"""From this many characters of text, a page shows more than the excerpt that such plugins leave."""
_TEASER = 1_200
"""From this many characters of text, a page shows its article in spite of a login prompt."""

_UNFOUND = frozenset(("noindex", "none"))
"""Robots directives of a page that search engines must not index."""
_password = test("descendant::input[@type='password']")

_STATIC = re.compile(
    r"(?:tentang|profil) (?:kami|perusahaan|redaksi)|tentang|(?:susunan |box )?redaksi|hubungi kami"
    r"|kontak(?: kami)?|pedoman(?: pemberitaan)?(?: media)?(?: siber)?|kebijakan privasi|privacy policy"
    r"|disclaimer|penafian|karir|karier|(?:info |pasang |tarif )?iklan|syarat(?: dan)? ketentuan(?: .*)?"
    r"|ketentuan layanan|kode etik(?: .*)?|about(?: us)?|contact(?: us)?|terms(?: of (?:use|service))?"
    r"|terms and conditions|advertise(?: with us)?|imprint|impressum|sitemap|indeks|visi(?: dan)? misi",
    re.IGNORECASE,
)
_LONGEST_TITLE = 1_000
"""Characters: no page that says that it is something else says it in a longer title."""
_HEADINGS = 3
"""How many headings of a page are checked for "not found"."""
_CARDS = 2
"""Subheadings that are links, from which a page is a listing: a story has none, a teaser has one each."""
_LEAST_STORY = 150
"""With fewer characters of text, a page without any mark of an article is not one."""


def refuse_page(context: Context) -> None:
    """Raise NotAnArticle for a page that itself says that it is not an article."""
    _refuse_challenge(context)
    refuse_error(context)
    if context.document.page.status in (404, 410):
        raise NotAnArticle("not_found", f"HTTP {context.document.page.status}")
    _refuse_by_body_class(context)
    if not _is_post(context):
        shown = (text_of(heading) for heading in islice(context.document.root.iter("h1"), _HEADINGS))
        for told in (context.document.title, *shown):
            if len(told) <= _LONGEST_TITLE and _NOT_FOUND.match(told):
                raise NotAnArticle("not_found", told)
    if not _is_marked(context):
        _refuse_by_type(context)
        _refuse_by_address(context)


def clean_story(
    lines: Sequence[Line], site: Site, *, headline: str | None, publishers: Iterable[str] = ()
) -> Cleaned:
    """Clean a story (:func:`crawler.cleaning.clean`). Raises NotAnArticle("too_long")."""
    try:
        return clean(lines, site, headline=headline, publishers=publishers)
    except TooLong as error:
        raise NotAnArticle("too_long", f"{error.length:,} characters") from error


def refuse_story(
    context: Context, headline: str, story: Cleaned, published_at: str | None, left_out: Iterable[str]
) -> None:
    """Raise NotAnArticle for a page whose text turned out not to be an article's.

    ``left_out``: the lines that were in the text but are not part of it.
    """
    text = "\n".join(story.paragraphs)
    if len(text) < _LEAST_STORY and _PASSWORD_FORM in context.document.page.body:
        raise NotAnArticle("login_wall", "a form asks for the post's password")
    if len(text) < _TEASER and _is_gated(context, text, left_out):
        raise NotAnArticle("login_wall", "the text ends where readers must log in")
    if _is_marked(context) and published_at is not None:
        return
    if published_at is None and _STATIC.fullmatch(plain(headline)):
        raise NotAnArticle("static_page", headline)
    if _is_post(context):
        return
    if _is_front_page(context) and (published_at is None or not _is_marked(context)):
        raise NotAnArticle("front_page")
    cards = sum(line.kind == "heading" and line.linked > 0.5 for line in story.lines)
    if cards >= _CARDS and not _is_marked(context):
        raise NotAnArticle("listing", f"{cards} headlines of other pages")
    if published_at is None and not _is_marked(context):
        if len(text) < _LEAST_STORY or context.heading is None:
            raise NotAnArticle("listing", "nothing on the page marks it as an article")
        if len(text) < _EXCERPT:
            _refuse_door(context)


def cut_by(html: str, story: Cleaned, left_out: Iterable[str]) -> str | None:
    """Return what shows that a REST record's content is only the beginning of the article; None: nothing.

    Membership plugins print a message in place of the rest, others the excerpt, or what is above the
    "read more" of the editor (https://developer.wordpress.org/reference/functions/get_the_content/).
    """
    if _MORE_LINK.search(html):
        return "it ends with a link to the rest"
    if story.paragraphs and _CUT.search(story.paragraphs[-1]):
        return "it ends as an excerpt does"
    text = "\n".join(story.paragraphs)
    if len(text) < _EXCERPT and _GATES.search(html):
        return "the message of a membership plugin"
    dropped = (removal.text for removal in story.removed)
    is_gated = len(text) < _TEASER and any(
        map(_asks_to_enter, (text.rpartition("\n")[2], *left_out, *dropped))
    )
    return "readers must log in for the rest" if is_gated else None


def _refuse_door(context: Context) -> None:
    """Raise NotAnArticle for a page that search engines must not index, or that asks for a password.

    https://developers.google.com/search/docs/crawling-indexing/robots-meta-tag
    """
    if _password(context.page):
        raise NotAnArticle("login_wall", "a form asks for a password")
    robots = ",".join(context.document.metas.get("robots", ())).lower()
    if not _UNFOUND.isdisjoint(word.strip() for word in robots.split(",")):
        raise NotAnArticle("listing", "noindex, without a date or a mark of an article")


def _refuse_challenge(context: Context) -> None:
    title = context.document.title
    is_titled = len(title) <= _LONGEST_TITLE and _CHALLENGE_TITLE.search(title) is not None
    if not is_titled and context.document.page.status not in (403, 429, 503):
        return  # protection services' scripts are on good pages, too
    if len(text_of(context.page)) >= _CHALLENGE_TEXT:
        return
    scripts = any(mark in context.document.page.body for mark in _CHALLENGE_SCRIPTS)
    if scripts or _challenge(context.document.root) or (is_titled and not _is_marked(context)):
        raise NotAnArticle("challenge", title.strip() or None)


def _refuse_by_body_class(context: Context) -> None:
    classes = context.page.get("class", "").split()
    if not context.document.is_wordpress and not {"archive", "error404", "search"} & set(classes):
        return
    if {"single", "single-post"} & set(classes) and "attachment" not in classes:
        return
    for name, reason in _BODY_CLASSES:
        if name in classes:
            raise NotAnArticle(reason, f'class="{name}" of the body')


def _refuse_by_type(context: Context) -> None:
    for name in (name for _, names in context.schema.typed for name in names):
        if name in _PAGE_TYPES:
            raise NotAnArticle(_PAGE_TYPES[name], f"JSON-LD {name}")


def _refuse_by_address(context: Context) -> None:
    parts = urlsplit(context.document.url)
    query = parse_qs(parts.query)
    if "s" in query or (query and SEARCH_PATH.search(parts.path)):
        raise NotAnArticle("search", "the URL")
    if REFUSED_PATH.search(parts.path):
        raise NotAnArticle("listing", "the URL")
    if REFUSED_AUTHOR_PATH.search(parts.path) or "author" in query:
        raise NotAnArticle("author_archive", "the URL")
    if REFUSED_DATE_PATH.search(parts.path):
        raise NotAnArticle("date_archive", "the URL")


def _is_marked(context: Context) -> bool:
    """Say whether the page says that it is an article: by JSON-LD, by its type, or as a WordPress post."""
    if context.schema.has_article or _is_post(context):
        return True
    kind = (context.document.meta("og:type") or "").lower()
    return kind in ("article", "news", "newsarticle") and not _is_front_page(context)


def _is_post(context: Context) -> bool:
    """Say whether WordPress marks the page as that of a single post."""
    return context.document.is_wordpress and "single" in context.page.get("class", "").split()


def _is_front_page(context: Context) -> bool:
    parts = urlsplit(context.document.url)
    return parts.path in ("", "/", "/index.html", "/index.php") and not parts.query


def _is_gated(context: Context, text: str, left_out: Iterable[str]) -> bool:
    """Say whether a short text breaks off where readers must log in or pay."""
    content = context.page if context.post is None else context.post
    if len(text) < _EXCERPT and any(map(_GATES.search, _classes(content))):
        return True
    if any(map(_asks_to_enter, (text.rpartition("\n")[2], *left_out))):
        return True
    articles = context.schema.articles
    is_closed = any(str(node.get("isAccessibleForFree")).lower() == "false" for node in articles)
    return is_closed and _GATE_TEXT.search(text_of(context.page)[:_LOOKED_AT]) is not None


def _asks_to_enter(line: str) -> bool:
    start = line[:_PROMPT].lower()
    return any(word in start for word in _GATE_WORDS) and _GATE_TEXT.search(start) is not None
