"""Markup that every WordPress theme prints by core's functions: ``body_class()``, ``post_class()``."""

from __future__ import annotations

import re

from crawler.extract.parse.xpath import Element

_TAGS = ("div", "article", "section", "main", "td")
_POST_ID = re.compile(r"(?:^|\s)postid-(\d+)(?:\s|$)")
_WORDPRESS = re.compile(
    r"(?:^|\s)(?:postid-\d+|single-post|single-format-\w+|wp-[a-z-]+|post-template-default)(?:\s|$)"
)


def is_wordpress(body: Element) -> bool:
    """Say whether WordPress made the page: ``body_class()`` shows it in every theme."""
    return bool(_WORDPRESS.search(body.get("class", "")))


def find_post(body: Element) -> Element | None:
    """Return the element of the page's own post, by its ID; None if the theme prints none."""
    found = _POST_ID.search(body.get("class", ""))
    if found is None:
        return None
    own = f"post-{found[1]}"
    for element in body.iter(*_TAGS):
        if element.get("id") == own:
            return element
        classes = element.get("class", "")
        if own not in classes:
            continue
        names = classes.split()
        # Plugins may also use the post's ID in their elements; post_class() also gives type and status.
        if own in names and any(name.startswith(("type-", "status-")) for name in names):
            return element
    return None
