"""The first lines of a text: a repeated headline, a summary or a caption, and the dateline below them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from crawler.byline.dateline import Trust, split_dateline
from crawler.rules.line import Line
from crawler.site import Site
from crawler.text import PHRASE_ENDS, folded, normalize

LINES_ABOVE = 3
"""How many of the first lines may contain the dateline or the lead picture's caption."""

_LONGEST_SHORT = 120
_LONGEST_SUMMARY = 240
"""Longest summary above the story, in characters."""
_LEAST_REPEATED = 0.7
"""Least share of a repeating summary's words that are also in the headline."""
_TELLING = re.compile(r"\w{4,}")


class Opening:
    """Reads the first lines of one text."""

    def __init__(self, site: Site, headline: str | None, names: tuple[str, ...]) -> None:
        self._site = site
        self._names = names
        """The publisher's names on the page, if the site's declaration has none."""
        self._printed = headline or ""
        self._headline = folded(normalize(self._printed))

    @cached_property
    def _headline_words(self) -> frozenset[str]:
        return frozenset(_telling(self._printed))

    def is_headline(self, text: str) -> bool:
        """Say whether a line repeats the headline, ignoring case and punctuation."""
        # Most first lines are paragraphs, which their length alone shows.
        return (
            bool(self._headline)
            and len(text) <= 2 * len(self._headline) + 40
            and folded(normalize(text)) == self._headline
        )

    def find_dateline(
        self, lines: Sequence[Line], *, found: bool
    ) -> tuple[int, tuple[str | None, str]] | None:
        """Return the index of the dateline's line, the place and the rest of the line; None: no dateline.

        ``found``: whether the text had one already. In the first paragraph any name makes a dateline. Below
        lines that are clearly not a paragraph it needs a known name, below a possible one the publisher's.
        """
        for number, trust in self._candidates(lines, found=found):
            text = lines[number].text
            place, rest = split_dateline(text, self._site, self._names, trust=trust)
            if rest == text:
                continue
            # Further down it must have a place, followed by the first sentence.
            if trust != "any" and (not place or place[0].islower() or rest[:1].islower()):
                continue
            return number, (place, rest)
        return None

    def _candidates(self, lines: Sequence[Line], *, found: bool) -> Iterator[tuple[int, Trust]]:
        """Yield the indexes of lines that may contain the dateline, the first paragraph first."""
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
        """Say whether a line is clearly not the first paragraph: set apart, a phrase, or the headline."""
        if _is_set_apart(line):
            return True
        if len(line.text) <= _LONGEST_SHORT and not line.text.endswith(PHRASE_ENDS):
            return True
        return len(line.text) <= _LONGEST_SUMMARY and self._repeats_headline(line.text)

    def _repeats_headline(self, text: str) -> bool:
        words = _telling(text)
        repeated = sum(word in self._headline_words for word in words)
        return bool(words) and repeated >= _LEAST_REPEATED * len(words)


def _is_set_apart(line: Line) -> bool:
    return line.kind == "heading" or line.emphasized


def _telling(text: str) -> list[str]:
    """Return the significant words of a text: the longer ones."""
    return _TELLING.findall(normalize(text).casefold())
