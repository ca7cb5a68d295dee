"""What the front page of a newspaper tells of the ways to its articles."""

from __future__ import annotations

import re
from dataclasses import dataclass

from crawler.discovery.listing import Answer, NotAListing, is_inside
from crawler.discovery.listing_page import Archive, read_archive
from crawler.discovery.wordpress import API_RELATION
from crawler.extract import NotAnArticle
from crawler.extract.parse.document import Document
from crawler.extract.parse.xpath import texts

_LINK = re.compile(r'<([^>]*)>\s*;[^,]*?\brel="?([^";,]+)')
_API = texts(f"//link[@rel='{API_RELATION}']/@href")
_FEEDS = texts(
    "//link[contains(concat(' ', @rel, ' '), ' alternate ')]"
    "[@type='application/rss+xml' or @type='application/atom+xml']/@href"
)
_OF_WORDPRESS = re.compile(
    rb"/wp-(?:content|includes)/|<meta name=[\"']generator[\"'] content=[\"']WordPress", re.IGNORECASE
)
_COMMENTS = re.compile(r"/comments/feed|[?&](?:feed=comments|withcomments)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Front:
    """A front page, or that of a section, as read."""

    url: str
    """Of the site, after redirects to another host or scheme; ends in a slash unless it has a query."""
    rest_root: str | None
    feeds: list[str]
    archive: Archive
    is_wordpress: bool


def read_front(answer: Answer, site_url: str) -> Front:
    """Read a front page. Raises NotAListing if it is none."""
    page = answer.page
    try:
        document = Document(page)
    except NotAnArticle as refusal:
        raise NotAListing(refusal.reason) from refusal
    named = link_header(answer.headers.get("link", ""), API_RELATION) or next(iter(_API(document.root)), None)
    is_wordpress = bool(named) or _OF_WORDPRESS.search(page.body) is not None
    root = document.absolute(named) if named else None
    feeds = filter(None, map(document.absolute, _FEEDS(document.root)))
    return Front(
        url=site_url,
        rest_root=root,
        feeds=[url for url in dict.fromkeys(feeds) if is_inside(url, site_url) and not _COMMENTS.search(url)],
        archive=read_archive(page, site_url),
        is_wordpress=is_wordpress,
    )


def link_header(header: str, relation: str) -> str | None:
    """Return the address that a ``Link`` header gives for a relation.

    >>> link_header('<https://telegraf.co.id/wp-json/>; rel="https://api.w.org/"', "https://api.w.org/")
    'https://telegraf.co.id/wp-json/'
    """
    return next((url for url, rel in _LINK.findall(header) if relation in rel.split()), None)
