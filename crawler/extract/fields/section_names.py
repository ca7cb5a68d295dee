"""The section that stands where a byline is expected: a box called after the author may hold it."""

from __future__ import annotations

import re

from crawler.extract.body.blocks import text_of
from crawler.extract.fields.context import Context
from crawler.text import folded

_OF_A_WRITER = re.compile(r"/(?:authors?|penulis|users?|profile?|kolumnis|columnists?|by)/", re.IGNORECASE)


def without_sections(names: list[str], context: Context) -> list[str]:
    """Leave out printed names that metadata, or the folders of the URL, tell to be the section's.

    A columnist may have a section of his own: his name stays if "Oleh" stands before it, or if a link says
    that it leads to an author.
    """
    if not names:
        return names
    told = [*context.schema.texts("articleSection"), context.document.meta("article:section") or ""]
    told.append(context.schema.section_in_breadcrumb() or "")
    folders = (context.document.url or "").partition("?")[0].split("/")[3:-1]
    told += [folder.replace("-", " ") for folder in folders]
    sections = {folded(section) for section in told if section}
    return [name for name in names if folded(name) not in sections or _is_a_writer(name, context)]


def _is_a_writer(name: str, context: Context) -> bool:
    """Say whether the page marks a name as that of a person who writes."""
    root = context.document.root
    led = re.compile(
        rf"\b(?:oleh|by|penulis|reporter|pewarta|wartawan)\W{{1,3}}{re.escape(name)}\b", re.IGNORECASE
    )
    if led.search(text_of(root)):
        return True
    return any(
        folded(text_of(link)) == folded(name)
        and ("author" in (link.get("rel") or "") or _OF_A_WRITER.search(link.get("href") or ""))
        for link in root.iter("a")
    )
