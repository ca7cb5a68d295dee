"""What kind of box an element is: comments, related stories, a menu, an author's."""

from __future__ import annotations

from crawler.extract.body.names import names_of, verdict
from crawler.extract.parse.xpath import Element


def kind_of(element: Element) -> str | None:
    """Return what kind of box an element is by its tag and its names; None: it is none."""
    if element.tag in ("nav", "aside"):
        return str(element.tag)
    names = names_of(element)
    found = verdict(names) if names else None
    return found.cause.rule if found is not None else None
