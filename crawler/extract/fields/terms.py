"""The section and the tags of a post, as its page prints them.

WordPress guarantees some of it in every theme: ``post_class()`` names the slugs of the post's categories
and tags, ``the_category()`` prints ``rel="category"``, ``the_tags()`` ``rel="tag"``; their archives are
``/category/...`` and ``/tag/...`` (https://developer.wordpress.org/themes/).
"""

from __future__ import annotations

from functools import cached_property
from itertools import islice

from crawler.extract.body.blocks import text_of
from crawler.extract.body.names import is_called, names_of
from crawler.extract.fields.breadcrumbs import PATH_WORDS, section_in_path
from crawler.extract.fields.surroundings import Surroundings
from crawler.extract.parse.xpath import Element
from crawler.text import folded, slug
from crawler.urls.listings import CATEGORY_LINK, TAG_LINK

_MOST_TERMS = 500
"""Most terms of a post that are looked for."""
_LEVELS = 4
"""How many enclosing elements of a link are checked for being called breadcrumbs."""
_LONGEST_PATH = 3
"""Most categories in a path above a headline, each inside the previous one."""
_LONGEST_LINE = 120
"""Longest line that shows such a path, in characters."""


class Terms:
    """The section and the tags of a WordPress post, or of a page that marks them the same way."""

    def __init__(self, around: Surroundings, post: Element | None, *, is_wordpress: bool) -> None:
        self._around = around
        self._is_wordpress = is_wordpress
        classes = (post.get("class") or "").split()[:_MOST_TERMS] if post is not None else []
        self._categories = [
            name.removeprefix("category-") for name in classes if name.startswith("category-")
        ]
        self._tags = [name.removeprefix("tag-") for name in classes if name.startswith("tag-")]

    def section(self) -> str | None:
        """Return the first category.

        If the post itself prints none, its classes give the slugs in the site's order, and any link on the
        page to that archive, for example in its menu, gives the name.
        """
        found = self._around.related(_is_section)
        if not found and self._categories:
            found = self._around.links_to(self._categories)
        name = next((name for element in found if (name := _term_name(element))), None)
        if name is None and self._categories:
            link = self._around.anywhere(self._categories[0])
            name = _term_name(link) or None if link is not None else None
        return name

    def section_above(self) -> str | None:
        """Return the last category of the path near the headline, in breadcrumbs or a line."""
        crumbs = [link for link in self._around.near if link.tag == "a" and _is_crumb(link)]
        if crumbs:
            return _term_name(crumbs[-1]) or None
        heading = self._around.heading if self._around.has_heading else None
        headline = folded(text_of(heading)) if heading is not None else ""
        told = section_in_path(self._around.near, self._around.own, headline)
        if told is not None:
            return told
        found = self._around.links(CATEGORY_LINK)
        if not 0 < len(found) <= _LONGEST_PATH or not self._around.is_near(found[0]):
            return None  # a path with this many links is a menu
        line = found[0].getparent()
        if line is None or len(text_of(line)) > _LONGEST_LINE:
            return None
        return _term_name([link for link in found if link.getparent() is line][-1]) or None

    def tags(self) -> list[str]:
        """Return the tags, if all of them are certainly printed."""
        found = self._linked or self._around.related(_is_tag)
        names = _term_names(found)
        return names if len(names) >= len(self._tags) else []

    @cached_property
    def _linked(self) -> list[Element]:
        """The links to the tags that the post's classes name."""
        return self._around.links_to(self._tags) if self._tags else []

    def are_tags(self, names: list[str]) -> bool:
        """Say whether the post's classes name exactly these tags."""
        return bool(self._tags) and {slug(name) for name in names} == set(self._tags)

    def linked_tags(self) -> list[str]:
        """Return the tags that are printed, or else links near the headline that are marked as tags."""
        found = self._linked
        if not found and not self._tags:
            found = self._around.links(TAG_LINK)
        return _term_names(found)

    def section_among(self, told: list[str]) -> str | None:
        """Return the first category among names that a plugin gives.

        All in One SEO joins the names of all categories and tags in one string, Rank Math and some themes
        those of the categories: the slugs in the post's classes tell them apart. On other software, and if
        a link to a category has the whole string as text, it is one name.
        """
        first = next(iter(told), None)
        if first is None or "," not in first or not self._is_wordpress or slug(first) in self._categories:
            return first
        parts = [part.strip() for part in first.split(",")]
        printed = set(_term_names(self._around.related(_is_section)))
        if first in printed:
            return first
        own = (part for part in parts if slug(part) in self._categories or part in printed)
        return next(own, parts[0])

    def tags_among(self, told: list[str]) -> list[str]:
        """Return the tags among such names."""
        parts = (part.strip() for name in told if self._tags for part in name.split(","))
        return [part for part in parts if slug(part) in self._tags]


def _is_crumb(link: Element) -> bool:
    """Say whether a link leads to a category and is in breadcrumbs."""
    if not CATEGORY_LINK.search(link.get("href", "")):
        return False
    return any(is_called(node, PATH_WORDS) for node in islice(link.iterancestors(), _LEVELS))


def _term_names(found: list[Element]) -> list[str]:
    return list(dict.fromkeys(name for element in found if (name := _term_name(element))))


def _is_section(element: Element) -> bool:
    relation = element.get("rel", "").split()
    if "category" in relation or element.get("itemprop") == "articleSection":
        return True
    return "tag" in relation and _is_category(element)


def _is_tag(element: Element) -> bool:
    relation = element.get("rel", "").split()
    return "tag" in relation and "category" not in relation and not _is_category(element)


def _is_category(link: Element) -> bool:
    """Say whether a link with ``rel="tag"`` leads to a category, as the post terms block marks it."""
    box = link.getparent()
    names = names_of(box) if box is not None else ""
    if "taxonomy-" in names:
        return "taxonomy-category" in names
    return CATEGORY_LINK.search(link.get("href", "")) is not None


def _term_name(element: Element) -> str:
    return (element.get("content") or text_of(element)).strip(" #,;|/")
