"""URLs of pages that list articles: the words that sites have in them, in one table.

WordPress has ``/category/``, ``/tag/``, ``/author/``, dates, ``/page/2/`` and ``?s=``
(https://wordpress.org/documentation/article/using-permalinks/); Indonesian newspapers translate the words.
Each pattern takes the words it needs. Where two differ, the reason stands here: a page that is refused or not
listed is a lost article, while a link that is not recognized costs a tag.
"""

from __future__ import annotations

import re

CATEGORY = "category|kategori|rubrik"
CHANNEL = "kanal"
"""A category, too, but some newspapers have their articles below it: ``/kanal/nasional/judul``."""
TAG = "tags?|topik|topics?"
AUTHOR = "authors?|penulis"
WRITER = "reporter|jurnalis|wartawan"
"""Said of authors, but an article may be about one."""
PROFILE = "profil"
"""An author's page; in a byline's link it may be anybody's."""
INDEX = "indeks|index"
SEARCH = "search|cari|pencarian"
FEED = "feed"

_NUMBERED = r"/page/\d+/?$"
_DATE = r"/(?:19|20)\d\d(?:/\d{1,2}){0,2}/?$"

LISTING_PATH = re.compile(
    rf"/(?:{CATEGORY}|{TAG}|{AUTHOR}|{SEARCH}|{FEED})/[^/]+(?:/page/\d+)?/?$|{_NUMBERED}", re.IGNORECASE
)
"""A canonical URL with such a path does not name an article."""

REFUSED_PATH = re.compile(
    rf"/(?:{CATEGORY}|{CHANNEL}|{TAG}|{INDEX})(?:/[^/]+)?/?$|{_NUMBERED}", re.IGNORECASE
)
"""A page with such a path lists articles, if nothing says that it is one. No deeper folder counts."""
REFUSED_AUTHOR_PATH = re.compile(rf"/(?:{AUTHOR}|{PROFILE})/[^/]+/?(?:page/\d+/?)?$", re.IGNORECASE)
REFUSED_DATE_PATH = re.compile(rf"^(?:/\w+)?{_DATE}")
"""Below one folder at most: a number at the end of a longer path may be the ID of an article."""
SEARCH_PATH = re.compile(rf"/(?:{SEARCH})/?$", re.IGNORECASE)
"""The page of a search, if it has parameters."""

NOT_AN_ARTICLE_PATH = re.compile(
    rf"/(?:{CATEGORY}|{TAG}|{AUTHOR}|{SEARCH}|{FEED}|page|wp-content|wp-admin|wp-login\.php)(?:/|$)"
    rf"|/comment-page-\d+|{_DATE}",
    re.IGNORECASE,
)
"""A link that an archive page lists with such a path is not taken for an article. Without :data:`CHANNEL`."""

CATEGORY_PATH = re.compile(rf"/(?:{CATEGORY})/", re.IGNORECASE)
"""A link in a menu that leads to a section. Without :data:`CHANNEL`, below which articles may stand."""
CATEGORY_LINK = re.compile(rf"/(?:{CATEGORY}|{CHANNEL})/|[?&]cat=")
"""A link beside an article that names its section."""
TAG_LINK = re.compile(rf"/(?:{TAG})/[^/]+(?:/amp)?$|[?&]tag=")
"""A link beside an article that names one of its tags."""
TERM_LINK = re.compile(rf"/(?:{CATEGORY}|{TAG})/[^/]|[?&](?:tag|cat)=")
"""A link to the archive of a section or a tag, in the text of an article."""
AUTHOR_LINK = re.compile(rf"/(?:{AUTHOR}|{WRITER})/.|[?&]author=")
"""A link in the byline of an article."""
