"""The headline as a page shows it, and as its metadata gives it."""

from __future__ import annotations

from itertools import islice

from crawler.extract.body.blocks import text_of
from crawler.extract.body.density import plain
from crawler.extract.fields.context import Context
from crawler.extract.fields.heading import without_site
from crawler.text import normalize

_MOST_PARTS = 100
"""Most elements of a heading that may be the title in it."""


def shown_headline(context: Context) -> str | None:
    """Return the headline as shown, without a kicker: the title may be only a part of the heading."""
    heading = context.heading
    if heading is None:
        return None
    shown = text_of(heading)
    if len(heading):
        inner = islice(heading.iterdescendants(), _MOST_PARTS)
        parts = {plain(text): text for part in inner if (text := text_of(part))}
        bare = " ".join(" ".join([heading.text or "", *(part.tail or "" for part in heading)]).split())
        parts.setdefault(plain(bare), bare)
        titles = [
            title for title in (context.document.meta("og:title"), context.schema.text("headline")) if title
        ] or [without_site(context.document.title, context.site_names)]
        told = [plain(title) for title in titles]
        if plain(shown) not in told:
            told += [plain(title.partition(": ")[2]) for title in titles]
        shown = next((parts[title] for title in told if title and title in parts), shown)
        # Elements inside a heading may add spaces between its words that no reader sees.
        shown = next((title for title in titles if "".join(title.split()) == "".join(shown.split())), shown)
    return heading.get("content") or shown or None


def told_title(context: Context, title: str | None) -> str | None:
    """Return a title without the name of the site."""
    return without_site(normalize(title), context.site_names) or None if title else None


def declared_headline(context: Context) -> str | None:
    """Return the headline on which JSON-LD and OpenGraph agree.

    On WordPress None: themes show the post's title, and SEO plugins may set a different one in both.
    """
    if context.document.is_wordpress:
        return None
    told = told_title(context, context.schema.text("headline"))
    title = told_title(context, context.document.meta("og:title"))
    return told if told and title and plain(told) == plain(title) else None
