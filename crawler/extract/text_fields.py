"""The fields of an Article that are read from its text: the same of a page and of a REST record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TypedDict

from crawler.byline import split_caption
from crawler.cleaning import Cleaned, Removal


class TextFields(TypedDict):
    """What :class:`crawler.article.Article` says of these fields."""

    dateline: str | None
    text: str
    signoff: str | None
    caption: str | None
    credit: str | None
    removed: dict[str, int]


def text_fields(story: Cleaned, removed: Iterable[Removal], printed_caption: str | None) -> TextFields:
    """Return the fields of a cleaned story.

    ``removed``: all that is no part of it, by structure or by a rule; ``printed_caption``: the line under
    the lead picture, caption and credit together.
    """
    caption, credit = split_caption(printed_caption) if printed_caption else (None, None)
    return TextFields(
        dateline=story.dateline,
        text="\n\n".join(story.paragraphs),
        signoff=story.signoff,
        caption=caption,
        credit=credit,
        removed=dict(Counter(removal.rule for removal in removed)),
    )
