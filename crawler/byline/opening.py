"""The first lines of a text: the headline again, a summary or a caption, and the dateline below them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from crawler.byline.dateline import Trust, split_dateline
from crawler.rules.line import Line
from crawler.site import Site
from crawler.text import folded, normalize

LINES_ABOVE = 3
"""How many first lines may hold the dateline, or the lead picture's caption."""

_LONGEST_SHORT = 120
_LONGEST_SUMMARY = 240
"""Of a line above the story, in characters."""
_LEAST_REPEATED = 0.7
"""Which share of the words of a summary the headline holds."""
_TELLING = re.compile(r"\w{4,}")
_SENTENCE_ENDS = (".", "!", "?", "…", ":", "”", '"', ",", ";")


class Opening:
    """How the first lines of one text are read."""

    def __init__(self, site: Site, headline: str | None, names: tuple[str, ...]) -> None:
        self._site = site
        self._names = names
        """What the page says of its publisher, where the site's declaration says nothing."""
        self._printed = headline or ""
        self._headline = folded(normalize(self._printed))

    def is_headline(self, text: str) -> bool:
        """Say whether a line is the headline again, whatever its case and its marks."""
        # Most first lines are paragraphs: their length alone tells that.
        return (
            bool(self._headline)
            and len(text) <= 2 * len(self._headline) + 40
            and folded(normalize(text)) == self._headline
        )

    def find_dateline(
        self, lines: Sequence[Line], *, found: bool
    ) -> tuple[int, tuple[str | None, str]] | None:
        """Return the number of the line with the dateline, its place and what it leaves; no dateline: null.

        ``found``: whether the text had one already. Any name makes a dateline in the first paragraph; below
        what is surely none it takes a known name, and below what may be one, the publisher's.
        """
        for number, trust in self._candidates(lines, found=found):
            text = lines[number].text
            place, rest = split_dateline(text, self._site, self._names, trust=trust)
            if rest == text:
                continue
            # Further below it has to have a place, and the first sentence behind it.
            if trust != "any" and (not place or place[0].islower() or rest[:1].islower()):
                continue
            return number, (place, rest)
        return None

    def _candidates(self, lines: Sequence[Line], *, found: bool) -> Iterator[tuple[int, Trust]]:
        """Return the lines that may hold the dateline, the first paragraph first."""
        first = int(len(lines) > 1 and _is_set_apart(lines[0]))
        yield first, "any"
        is_declared = bool(self._site.publishers) and not found
        is_named = is_declared or (bool(self._names) and not found)
        framed = True
        for number, line in enumerate(lines):
            if number != first:
                yield number, "known" if framed else "named"
            framed = framed and (is_declared or self._is_above(line))  # a declared name is trusted anywhere
            if not framed and not is_named:
                return

    def _is_above(self, line: Line) -> bool:
        """Say whether a line is surely no first paragraph: set apart, a phrase, or the headline again."""
        if _is_set_apart(line):
            return True
        if len(line.text) <= _LONGEST_SHORT and not line.text.endswith(_SENTENCE_ENDS):
            return True
        return len(line.text) <= _LONGEST_SUMMARY and self._repeats_headline(line.text)

    def _repeats_headline(self, text: str) -> bool:
        headline = frozenset(_telling(self._printed))
        words = _telling(text)
        repeated = sum(word in headline for word in words)
        return bool(words) and repeated >= _LEAST_REPEATED * len(words)


def _is_set_apart(line: Line) -> bool:
    return line.kind == "heading" or line.emphasized


def _telling(text: str) -> list[str]:
    """Return the words of a text that tell what it is about: the longer ones."""
    return _TELLING.findall(normalize(text).casefold())
