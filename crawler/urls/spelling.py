"""URLs: which spellings are the same article, and in which form a URL is stored."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import SplitResult, quote, unquote_to_bytes, urlsplit, urlunsplit

from crawler.urls.listings import LISTING_PATH

MAX_LENGTH = 2047
"""Longest URL that is kept: sitemaps.org allows less than 2,048 characters; databases index no more."""

_TRACKING = re.compile(
    r"""
    utm_\w+ | mtm_\w+ | pk_\w+ | piwik_\w+ | hsa_\w+ | _hs\w+ | at_(?:medium|campaign|custom\d) | ns_\w+
    | fbclid | gclid | gclsrc | dclid | gbraid | wbraid | msclkid | twclid | ttclid | yclid | igshid | igsh
    | mc_[ce]id | _ga | _gl | __twitter_impression | ref_src | ref_url | cmpid | s_cid | zanpid | epik
    | share | nb | _ke | vero_(?:id|conv) | wt_mc | ocid | smid | replytocom
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""Parameters of analytics and share tools: they say how a reader came, never what is read."""

_AMP_PARAMETERS = {
    ("amp", ""),
    ("amp", "1"),
    ("amp", "true"),
    ("noamp", "mobile"),
    ("noamp", "available"),
    ("outputtype", "amp"),
}
_WHOLE_ARTICLE = {("page", "all"), ("single", "1"), ("showpage", "all")}
"""Indonesian papers' parameters for all pages of an article at once."""

_TWIN_HOST = re.compile(r"(?:www\d?|m|mobile|amp)\.(?=[^.]+\.[^.])")
_AMP_PATH = re.compile(r"(?:/amp|\.amp)(?=/?$|\.html?$)", re.IGNORECASE)
_INDEX_FILE = re.compile(r"/index\.(?:html?|php)$", re.IGNORECASE)
_SLASHES = re.compile(r"/{2,}")
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
_UNSAFE = re.compile(r"[^!-~]|[\"<>\\^`{|}]")
_UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_MAY_HAVE_DOTS = re.compile(r"/(?:\.|%2e)", re.IGNORECASE)
_DOT = re.compile(r"\.|%2e", re.IGNORECASE)
_TWO_DOTS = re.compile(r"(?:\.|%2e){2}", re.IGNORECASE)
_PAGE_NUMBER = re.compile(r"(?:page/|halaman-)?\d{1,3}/?|amp/?", re.IGNORECASE)


def clean_url(url: str) -> str:
    """Return a URL as it is stored: without fragment and tracking parameters, otherwise as it is spelled.

    What a URL may not contain unescaped (spaces, letters beyond ASCII) is escaped, as every client does.

    >>> clean_url("https://Telegraf.co.id/judul/?utm_source=wa&p=12#komentar")
    'https://telegraf.co.id/judul/?p=12'
    """
    parts = split_url(url)
    host = _host(parts)
    path = escape(without_dots(parts.path)) or "/"
    return urlunsplit((parts.scheme.lower(), host, path, "&".join(_parameters(parts.query)), ""))


@lru_cache(4096)
def article_key(url: str) -> str:
    """Return a key that all spellings of an article's URL share; it is not a URL itself.

    ``http`` and ``https``, ``www.`` and mobile hosts, a trailing slash, an AMP twin, "all on one page",
    the order of parameters, escapes, tracking parameters and fragments make no difference.

    >>> article_key("https://www.telegraf.co.id/judul/amp/?utm_source=wa")
    'telegraf.co.id/judul'
    >>> article_key("http://telegraf.co.id/judul") == article_key("https://telegraf.co.id/judul/#isi")
    True
    >>> article_key("https://telegraf.co.id/?p=12")
    'telegraf.co.id/?p=12'
    """
    parts = split_url(url)
    path = _INDEX_FILE.sub("/", _SLASHES.sub("/", _normal_escapes(escape(without_dots(parts.path)))))
    path = _AMP_PATH.sub("", path).rstrip("/")
    parameters = sorted(_normal_escapes(each) for each in _parameters(parts.query) if not _is_twin(each))
    address = f"{_site_host(parts)}{path}"
    return f"{address}/?{'&'.join(parameters)}" if parameters else address


def same_site(url: str, other: str) -> bool:
    """Say whether two URLs are on one host, ignoring scheme, ``www.``, mobile and AMP hosts.

    >>> same_site("https://telegraf.co.id/judul/", "http://www.telegraf.co.id/")
    True
    """
    return _site_of(url) == _site_of(other) != ""


def names_article(canonical: str, url: str) -> bool:
    """Say whether a page's canonical URL may name its article: it is on the same site and not a listing.

    Some themes print the front page's URL as canonical on every page, others that of the section. So a URL
    above the page's own (``/`` or ``/nasional/`` for ``/nasional/judul/``) does not name an article, unless
    the page is a further page of it or its AMP twin.

    >>> names_article("https://telegraf.co.id/judul/", "https://telegraf.co.id/?p=12")
    True
    >>> names_article("https://telegraf.co.id/", "https://telegraf.co.id/judul/")
    False
    >>> names_article("https://telegraf.co.id/judul/", "https://telegraf.co.id/judul/2/")
    True
    """
    if len(canonical) > MAX_LENGTH or not same_site(canonical, url):
        return False
    named, own = split_url(canonical), split_url(url)
    if article_key(canonical) == article_key(url):
        return True
    folder = named.path.rstrip("/") + "/"
    if folder == "/" and not named.query:
        return False
    if not named.query and own.path.startswith(folder) and own.path.rstrip("/") + "/" != folder:
        return _PAGE_NUMBER.fullmatch(own.path[len(folder) :]) is not None
    return LISTING_PATH.search(named.path) is None


def split_url(url: str) -> SplitResult:
    """Return the parts of a URL; a text that is no URL is all path, so it is on no site."""
    try:
        return urlsplit(url.strip())
    except ValueError:  # brackets that are not an IPv6 address: such a text is its own, never fetched
        return SplitResult("", "", url.strip(), "", "")


def _host(parts: SplitResult) -> str:
    """Return host and port, in lower case, without the scheme's default port."""
    name = parts.netloc.rpartition("@")[2].lower()
    host, colon, port = name.rpartition(":")
    if colon and port in ("", "80", "443"):
        name = host
    try:
        return name.rstrip(".").encode("idna").decode() if not name.isascii() else name.rstrip(".")
    except UnicodeError:
        return name


@lru_cache(256)
def _site_of(url: str) -> str:
    return _site_host(split_url(url))


def _site_host(parts: SplitResult) -> str:
    return _TWIN_HOST.sub("", _host(parts), count=1)


def _parameters(query: str) -> list[str]:
    """Return ``name=value`` of each parameter except tracking parameters."""
    named = (each for each in query.split("&") if each)
    return [escape(each) for each in named if not _TRACKING.fullmatch(each.partition("=")[0])]


def _is_twin(parameter: str) -> bool:
    name, _, value = parameter.lower().partition("=")
    return (name, value) in _AMP_PARAMETERS or (name, value) in _WHOLE_ARTICLE


def without_dots(path: str) -> str:
    """Return the path of an absolute URL without ``.`` and ``..``, which no client sends.

    They are dissolved as in RFC 3986, 5.2.4, also where they are escaped (WHATWG URL, 4.4, path state).

    >>> without_dots("/./berita/lama/../%2e/judul")
    '/berita/judul'
    >>> without_dots("/berita/.."), without_dots("/.well-known/a..b")
    ('/', '/.well-known/a..b')
    """
    if not path.startswith("/") or not _MAY_HAVE_DOTS.search(path):
        return path
    kept: list[str] = []
    *folders, last = path[1:].split("/")
    for name in folders:
        if _TWO_DOTS.fullmatch(name):
            del kept[-1:]
        elif not _DOT.fullmatch(name):
            kept.append(name)
    if _TWO_DOTS.fullmatch(last):
        del kept[-1:]
        last = ""
    elif _DOT.fullmatch(last):
        last = ""
    return "/" + "/".join([*kept, last])


def escape(text: str) -> str:
    """Escape what a URL cannot contain; existing escapes stay as they are."""
    return _UNSAFE.sub(lambda hit: quote(hit[0], safe="", errors="replace"), text)


def _normal_escapes(text: str) -> str:
    """Undo the escapes that RFC 3986 calls unnecessary, and write the others in upper case."""
    if "%" not in text:
        return text

    def normal(hit: re.Match[str]) -> str:
        byte = unquote_to_bytes(hit[0])
        return byte.decode("ascii") if byte[0] in _UNRESERVED else hit[0].upper()

    return _ESCAPE.sub(normal, text)
