"""Which link of a page that lists articles leads to the next page of the list.

The address of a next page may be anything: a number, an offset, a cursor, a month. That it is one is said by
``rel=next`` (HTML, 4.6.7.13; RFC 8288), by its number, or by what is printed where pages are linked.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from urllib.parse import urlsplit

from crawler.discovery.pagination import following, has_number, numbered
from crawler.discovery.places import Places
from crawler.extract.parse.document import Document
from crawler.extract.parse.xpath import Element, elements
from crawler.urls import article_key, fetchable, is_file, is_inside

WORDED = re.compile(r"[^-]-[^-]+-[^-]+-")
"""What an article's slug has: four words, or three of which the last ends with a hyphen."""
_LAST_NUMBER = re.compile(r"/\d+/?$")
_OF_COMMENTS = re.compile(r"/comment-page-\d|[?&]cpage=")

_POSTS = r"(?:pos(?:-pos)?|posts?|posting(?:an)?|tulisan|artikel|articles|berita|news|entri|entries|stories)"
_NAMED = (
    rf"(?:go\s+to\s+)?(?:the\s+)?next\s+(?:page|{_POSTS})|(?:ke\s+)?(?:halaman|laman)\s+(?:selanjutnya|berikut(?:nya)?)"
    rf"|older\s+{_POSTS}|{_POSTS}\s+(?:(?:yang\s+)?lebih\s+)?lama"
    rf"|load\s+more(?:\s+{_POSTS})?|muat(?:\s+{_POSTS})?\s+(?:lebih\s+banyak|lagi)(?:\s+{_POSTS})?"
)
_MORE = rf"show\s+more(?:\s+{_POSTS})?|(?:tampilkan|lihat)(?:\s+{_POSTS})?\s+(?:lebih\s+banyak|lagi)"
_NAMED_WORDS = re.compile(_NAMED, re.IGNORECASE)
"""Says by itself that a link leads to further pages."""
_WORDS = re.compile(
    rf"{_NAMED}|{_MORE}|next|selanjutnya|berikut(?:nya)?|lanjut|older|lebih\s+lama", re.IGNORECASE
)
"""Says so among the links to pages."""
_SIGNS = " ‹«←<›»→>⟩❯▶.…"
_ONE_ON = frozenset("›→>⟩❯▶")
_TO_THE_END = frozenset(("»", ">>", "››"))
"""The next page on some sites, the last one on others."""

_SINGLE = frozenset(("single", "single-post"))
"""Classes of the body of an article in WordPress (``get_body_class``)."""
_LOADERS = elements("//*[@data-url or @data-href or @data-next-url]")
_MOST_LOADERS = 1000


@dataclass(frozen=True, slots=True)
class Walk:
    """Where a walk through the pages of a list stands."""

    before: str | None = None
    """The URL of the page that led to this one."""
    number: int = 1
    """How many pages were walked, this one included."""


@dataclass(frozen=True, slots=True)
class NextPage:
    """The next page of a list."""

    url: str
    is_sure: bool
    """True: it is marked as the next page, or numbered; False: only what is printed says so."""


@dataclass(frozen=True, slots=True)
class _Marked:
    """The links of a page, by what marks them as leading to the next one."""

    hinted: list[str] = field(default_factory=list)
    """By ``rel=next``."""
    classed: list[str] = field(default_factory=list)
    worded: list[str] = field(default_factory=list)
    counted: list[str] = field(default_factory=list)
    """Linked by the number after that of this page."""
    last: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Bounds:
    """What the next page of a list cannot be."""

    here: str
    """The URL of the page."""
    site_url: str
    others: Collection[str]
    """The keys of the articles and sections that it names."""
    before: str | None
    """The URL of the page that led to it."""

    def first(self, urls: Iterable[str]) -> str | None:
        """Return the first URL that may be the next page, without its fragment."""
        return next((url.partition("#")[0] for url in urls if self._allow(url)), None)

    def _allow(self, url: str) -> bool:
        return (
            fetchable(url) is not None
            and is_inside(url, self.site_url)
            and not is_file(url)
            and _OF_COMMENTS.search(url) is None
            and article_key(url) not in (article_key(self.here), article_key(self.site_url))
            and not _is_other(url, self.here, self.others)
            and not _turns_back(url, self.here, self.before)
        )


def next_page(
    document: Document,
    site_url: str,
    links: Sequence[Element],
    *,
    places: Places,
    others: Collection[str],
    in_header: Sequence[str] = (),
    walk: Walk,
) -> NextPage | None:
    """Return the next page of a list; None: it links none.

    ``others``: the keys of the articles and sections that it names, which are no pages of it; ``in_header``:
    what its ``Link`` header names as the next. What leads back where the walk came from is not next.
    """
    here = document.url
    number = numbered(here).number
    marked = _marked(document, links, places, (number if number > 1 else walk.number) + 1)
    hinted = [*filter(None, map(document.absolute, in_header)), *marked.hinted]
    addresses = filter(None, (document.absolute(link.get("href", "")) for link in links))
    first = _Bounds(here, site_url, others, walk.before).first
    is_list = not _is_article(document)
    sure = (
        (is_list and first(hinted))
        or first(_counted_from_zero(here, [*marked.classed, *marked.worded, *marked.counted]))
        or following(here, chain(hinted, addresses))
        or (is_list and first(marked.classed))
    )
    if sure:
        return NextPage(sure, is_sure=True)
    guessed = is_list and first([*marked.worded, *marked.counted, *marked.last])
    return NextPage(guessed, is_sure=False) if guessed else None


def _counted_from_zero(here: str, urls: Iterable[str]) -> list[str]:
    """Return the URLs with the number 1: the second page, if this one has no number and would be page 0."""
    if has_number(here):
        return []
    return [url for url in urls if numbered(url) == numbered(here) and has_number(url)]


def leads_on(link: Element, places: Places) -> bool:
    """Say whether a link is one of those to pages of a list, by what is printed on it."""
    return places.is_in_pager(link) and any(
        text.isdecimal() or not text.strip(_SIGNS) or _WORDS.fullmatch(text.strip(_SIGNS))
        for text in _labels(link)
    )


def _marked(document: Document, links: Sequence[Element], places: Places, wanted: int) -> _Marked:
    """Return what marks links as leading to the next page, which has this number."""
    marked = _Marked()
    for link in chain(document.head["link"], links):
        relations = link.get("rel", "").lower().split()
        if "prev" in relations or "href" not in link.attrib:
            continue
        if "next" in relations:
            kind: list[str] | None = marked.hinted
        elif link.tag == "link":
            kind = None
        elif places.leads_to_older(link) or _is_next_number(document, link, wanted):
            kind = marked.classed
        else:
            kind = _by_print(marked, link, wanted, is_in_pager=places.is_in_pager(link))
        if kind is not None and (url := document.absolute(link.get("href", ""))):
            kind.append(url)
    for button in _LOADERS(document.root)[:_MOST_LOADERS]:
        if places.leads_to_older(button):
            named = (button.get(name) for name in ("data-next-url", "data-url", "data-href"))
            marked.worded.extend(filter(None, (document.absolute(url) for url in named if url)))
    return marked


def _is_next_number(document: Document, link: Element, wanted: int) -> bool:
    """Say whether a link is called the next one and has this number."""
    url = document.absolute(link.get("href", "")) if "next" in link.get("class", "").split() else None
    return url is not None and numbered(url).number == wanted


def _by_print(marked: _Marked, link: Element, wanted: int, *, is_in_pager: bool) -> list[str] | None:
    """Return to which links one belongs by what is printed on it; None: to none."""
    for text in _labels(link):
        words = text.strip(_SIGNS)
        if _NAMED_WORDS.fullmatch(words):
            return marked.worded
        if is_in_pager:
            if _WORDS.fullmatch(words) or text in _ONE_ON:
                return marked.worded
            if text in _TO_THE_END:
                return marked.last
            if words == str(wanted):
                return marked.counted
    return None


def _labels(link: Element) -> Iterator[str]:
    """Yield what is printed on a link, or said of it, if it is short."""
    text = ""
    for part in link.itertext():
        text += str(part)
        if len(text) > 200:
            text = ""
            break
    for each in (text, link.get("aria-label", ""), link.get("title", "")):
        label = " ".join(each.split()) if len(each) <= 200 else ""
        if label and len(label) <= 40:
            yield label


def _is_article(document: Document) -> bool:
    """Say whether a page is an article: what it calls next is the next article."""
    return "article:published_time" in document.metas or not _SINGLE.isdisjoint(
        document.body.get("class", "").split()
    )


def _is_other(url: str, here: str, others: Collection[str]) -> bool:
    """Say whether a URL is one of an article or a section, and not of the list that a page belongs to."""
    path, own = urlsplit(url).path, urlsplit(here).path
    series = _LAST_NUMBER.sub("", own).rstrip("/")
    if series and _LAST_NUMBER.sub("", path).rstrip("/") == series:
        return False
    slug = path.rstrip("/").rpartition("/")[2]
    return article_key(url) in others or (path != own and WORDED.search(slug) is not None)


def _turns_back(url: str, here: str, before: str | None) -> bool:
    """Say whether a URL leads back: to the page before this one, or against the order of the numbers."""
    if before is None:
        return False
    if article_key(url) == article_key(before):
        return True
    then, now, on = numbered(before), numbered(here), numbered(url)
    return then.of == now.of == on.of and (now.number - then.number) * (on.number - now.number) < 0
