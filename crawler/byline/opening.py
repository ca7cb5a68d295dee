"""The first lines of a text: a repeated headline, a summary or a caption, and the dateline below them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from crawler.byline.authors import read_authors
from crawler.byline.bare import match_bare
from crawler.byline.dateline import Trust, split_dateline
from crawler.byline.names import starts_with_domain
from crawler.rules.line import Line
from crawler.site import NEWSPAPER, Site
from crawler.text import PHRASE_ENDS, folded, normalize

LINES_ABOVE = 3
"""How many of the first lines may contain the dateline or the lead picture's caption."""

_LONGEST_SHORT = 120
_LONGEST_SUMMARY = 240
"""Longest summary above the story, in characters."""
_LEAST_REPEATED = 0.7
"""Least share of a repeating summary's words that are also in the headline."""
_CORRESPONDENT = re.compile(
    r"laporan\s(?:wartawan|jurnalis|kontributor|koresponden|reporter)\b", re.IGNORECASE
)
_LEAST_SENTENCE = 60
"""The first sentence of a story below its summary is longer, in characters."""
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
            line = lines[number]
            bare = line.kind != "heading" and (trust != "named" or _is_below_summary(lines, number))
            place, rest = split_dateline(
                line.text, self._site, self._names, trust=trust, bare=bare, bold=line.bold
            )
            if rest == line.text:
                continue
            # Further down it must have a place or a domain, followed by the first sentence.
            if trust != "any" and (rest[:1].islower() or not _names_where(place, line.text, rest)):
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


def leads_in(text: str) -> bool:
    """Say whether a short line above the first paragraph is its dateline, or names the correspondent.

    >>> leads_in("Jakarta -"), leads_in("Laporan Wartawan Telegraf, Rina Puspitasari")
    (True, True)
    >>> leads_in("Harga cabai -")
    False
    """
    if len(text) > _LONGEST_SHORT:
        return False
    if text.endswith(("-", "–", "—")):
        return split_dateline(text, NEWSPAPER)[1] == ""
    return _CORRESPONDENT.match(text) is not None and bool(read_authors(text))


def _names_where(place: str | None, text: str, rest: str) -> bool:
    """Say whether a dateline has a place, or a domain before a sentence."""
    if place is None:
        return len(rest) >= _LEAST_SENTENCE and starts_with_domain(text)
    return not place[0].islower()


def _is_below_summary(lines: Sequence[Line], number: int) -> bool:
    """Say whether a line may begin a story below its summary, and is not one of several that begin alike."""
    if number != 1 or lines[0].kind != "p":
        return False
    if len(lines[0].text) > _LONGEST_SUMMARY or len(lines[1].text) < _LEAST_SENTENCE:
        return False
    return all(match_bare(line.text, bold=line.bold, named=False) is None for line in lines[2:3])


def _is_set_apart(line: Line) -> bool:
    return line.kind == "heading" or line.emphasized


def _telling(text: str) -> list[str]:
    """Return the significant words of a text: the longer ones."""
    return _TELLING.findall(normalize(text).casefold())
