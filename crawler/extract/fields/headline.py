"""The headline as a page shows it, and as its metadata gives it."""

from __future__ import annotations

import re
from itertools import islice

from crawler.extract.body.blocks import text_of
from crawler.extract.body.density import plain
from crawler.extract.fields.context import Context
from crawler.extract.fields.heading import without_name, without_site
from crawler.text import normalize, unescape

_MARKUP = re.compile(
    r"</?(?:a|abbr|b|br|em|font|i|mark|q|s|small|span|strong|sub|sup|u)(?:\s[^<>]{0,200})?/?>", re.IGNORECASE
)
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
        for part in (heading, *islice(heading.iterdescendants(), _MOST_PARTS)):
            if len(part):
                bare = " ".join(" ".join([part.text or "", *(inside.tail or "" for inside in part)]).split())
                parts.setdefault(plain(bare), bare)
        told_titles = (context.document.meta("og:title"), context.schema.text("headline"))
        titles = [title for title in told_titles if title]
        titles += [bare for title in titles if (bare := without_site(title, context.site_names)) != title]
        titles = titles or [without_site(context.document.title, context.site_names)]
        told = [plain(title) for title in titles]
        if plain(shown) not in told:
            told += [plain(title.partition(": ")[2]) for title in titles]
        shown = next((parts[title] for title in told if title and title in parts), shown)
        # Elements inside a heading may add spaces between its words that no reader sees.
        shown = next((title for title in titles if "".join(title.split()) == "".join(shown.split())), shown)
    return heading.get("content") or without_name(shown, context.site_names) or None


def told_title(context: Context, title: str | None) -> str | None:
    """Return a title without the name of the site."""
    if not title:
        return None
    bare = without_site(_without_markup(normalize(title)), context.site_names)
    return without_name(bare, context.site_names) or None


def _without_markup(title: str) -> str:
    """Return a title in metadata without tags and references, which some software escapes twice.

    >>> _without_markup("Jembatan <i>gantung</i> &amp; sungai"), _without_markup("Nilai 3 < 5 > 2")
    ('Jembatan gantung & sungai', 'Nilai 3 < 5 > 2')
    """
    if "&" in title:
        title = normalize(unescape(title))
    return normalize(_MARKUP.sub("", title)) if "<" in title else title


def declared_headline(context: Context) -> str | None:
    """Return the headline on which JSON-LD and OpenGraph agree.

    On WordPress None: themes show the post's title, and SEO plugins may set a different one in both.
    """
    if context.document.is_wordpress:
        return None
    told = told_title(context, context.schema.text("headline"))
    title = told_title(context, context.document.meta("og:title"))
    return told if told and title and plain(told) == plain(title) else None
