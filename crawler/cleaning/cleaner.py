"""Takes out what is not part of the story: lines anywhere in it, and what frames its first and last line."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from operator import is_

from crawler.byline import LINES_ABOVE, Opening, publisher_names, read_makers, split_signoff
from crawler.cleaning.cleaned import Cleaned, Removal
from crawler.dates import parse_date_line
from crawler.rules import (
    ASIDE,
    FAR_ENOUGH,
    SHORTCODE,
    Above,
    Beside,
    Cause,
    Follows,
    Line,
    closed_names,
    cut_asides,
    cut_shortcodes,
    find_rule,
    opens_update_note,
)
from crawler.site import Site
from crawler.text import normalize, refuse_too_long


def clean(
    lines: Sequence[Line], site: Site, *, headline: str | None = None, publishers: Iterable[str] = ()
) -> Cleaned:
    """Tell the story from what the page printed around it.

    ``headline``: a line above the story that repeats it is not part of it. ``publishers``: what the page
    says of its publisher (``og:site_name``, its host); names in datelines where the site declares none.
    Raises TooLong.
    """
    refuse_too_long(sum(len(line.text) for line in lines))
    return Cleaner(site, headline, publishers).clean(lines)


@dataclass(frozen=True, slots=True)
class _Removing:
    """A rule that removes a line, and what it says of the lines below."""

    cause: Cause
    follows: Follows | None = None
    signed: bool = False
    """Whether the story above ends with the desk's initials."""


REPEATED_HEADLINE = Cause("cleaning.repeated_headline", "repeated_headline")
DATE_LINE = Cause("cleaning.date_line", "date_line")
ANNOUNCEMENT = Cause("cleaning.announcement", "related_link")
"""What the steps of :func:`clean` remove beside the rules."""

_HOUR = re.compile(r"\d[:.]\d\d\b")
_LONGEST_STAMP = 60
_LONGEST_LABEL = 80
_HEAD = max(FAR_ENOUGH, LINES_ABOVE) + 1
"""Lines at the start of a text on which it depends what is taken off its first line."""


class Cleaner:
    """The steps of cleaning one text. Each text has a cleaner of its own."""

    def __init__(self, site: Site, headline: str | None, publishers: Iterable[str] = ()) -> None:
        self.site = site
        self.opening = Opening(site, headline, () if site.publishers else publisher_names(publishers))
        self.cleaned = Cleaned()
        self.kept: deque[Line] = deque()
        self.bare: list[Line] = []
        self.number = 0
        self._settled: list[Line] = []
        """The first lines of which nothing more is to be taken off, as they stand."""

    def clean(self, lines: Sequence[Line]) -> Cleaned:
        """Take out what is not part of the story of these lines."""
        self._sift(lines)
        while self.kept and (self._peel_unsettled_head() or self._peel_tail()):
            pass
        self._take_signoffs_above_notes()
        self.cleaned.lines = list(self.kept)
        return self.cleaned

    def _remove(self, cause: Cause, line: Line) -> None:
        self.cleaned.removed.append(Removal(cause, line.text, line.place))
        if cause.rule == "maker_line":
            self.cleaned.authors += read_makers(line.text)

    def _sift(self, lines: Sequence[Line]) -> None:
        """Keep the lines that no rule removes wherever they stand."""
        with_links = any(line.linked for line in lines)
        label: _Removing | None = None
        followed = 0
        self.bare = list(self._without_insertions(lines))
        for number, line in enumerate(self.bare):
            self.number = number
            if label and label.follows and label.follows(line, Above(followed, with_links, label.signed)):
                self._remove(label.cause, line)
                followed += 1
                continue
            label, followed = self._rule_for(line, self._beside), 0
            if label is None:
                self.kept.append(line)
            else:
                self._remove(label.cause, line)

    def _rule_for(self, line: Line, beside: Beside, *, edge: bool = False) -> _Removing | None:
        """Return what removes this line, and with it lines below."""
        for site_rule in self.site.rules:
            if site_rule.pattern.fullmatch(line.text):
                cause = Cause(f"site.{site_rule.name}", site_rule.name)
                return _Removing(cause, _is_link if site_rule.with_links else None)
        found = find_rule(line, edge=edge, beside=beside, domain=self.site.domain)
        if found is None:
            return None
        rule, is_label = found
        if rule.follows is None or not is_label:
            return _Removing(rule.cause)
        return _Removing(rule.cause, rule.follows, self._is_signed())

    def _beside(self) -> tuple[Sequence[Line], Sequence[Line]]:
        """Return what was kept above the line in hand, and the lines below it, the nearest first."""
        below = self.bare[self.number + 1 : self.number + 1 + FAR_ENOUGH]
        return list(islice(reversed(self.kept), FAR_ENOUGH)), below

    def _below_first(self) -> tuple[Sequence[Line], Sequence[Line]]:
        return (), list(islice(self.kept, 1, FAR_ENOUGH + 1))

    def _above_last(self) -> tuple[Sequence[Line], Sequence[Line]]:
        return list(islice(reversed(self.kept), 1, FAR_ENOUGH + 1)), ()

    def _is_signed(self) -> bool:
        """Say whether the last line kept ends with the desk's initials, as a story does."""
        return bool(self.kept) and split_signoff(self.kept[-1].text)[0] is not None

    def _without_insertions(self, lines: Sequence[Line]) -> Iterator[Line]:
        """Yield the lines that hold more than shortcodes and related links, without these."""
        closed = closed_names(line.text for line in lines)
        for line in lines:
            text, shortcodes = cut_shortcodes(normalize(line.text), closed)
            text, asides = cut_asides(text)
            for cause, cuts in ((SHORTCODE, shortcodes), (ASIDE, asides)):
                self.cleaned.removed += [Removal(cause, cut, line.place) for cut in cuts]
            if text:
                yield line if text == line.text else line.with_text(text)

    def _peel_unsettled_head(self) -> bool:
        """Take something off the first line, unless the same first lines were looked at before.

        What is taken off the end of a long text changes nothing at its start.
        """
        head = list(islice(self.kept, _HEAD))
        if len(head) == len(self._settled) and all(map(is_, head, self._settled)):
            return False
        if self._peel_head():
            return True
        self._settled = head
        return False

    def _peel_head(self) -> bool:
        """Take off the first line what is not part of the story; say whether something was taken."""
        first = self.kept[0]
        found = self._rule_for(first, self._below_first, edge=True)
        if found:
            self._remove(found.cause, self.kept.popleft())
            return True
        if self.opening.is_headline(first.text):
            self._remove(REPEATED_HEADLINE, self.kept.popleft())
            return True
        return self._take_date() or self._take_dateline()

    def _take_date(self) -> bool:
        """Take a first paragraph that is a date with its hour: a chapter of the story has the day alone."""
        first = self.kept[0]
        if first.kind != "p" or len(self.kept) == 1 or len(first.text) > _LONGEST_STAMP:
            return False
        if not _HOUR.search(first.text) or parse_date_line(first.text, self.site.timezone) is None:
            return False
        self._remove(DATE_LINE, self.kept.popleft())
        return True

    def _take_dateline(self) -> bool:
        first = list(islice(self.kept, LINES_ABOVE))
        found = self.opening.find_dateline(first, found=self.cleaned.dateline is not None)
        if found is None:
            return False
        number, (place, rest) = found
        self.cleaned.dateline = self.cleaned.dateline or place
        if rest:
            self.kept[number] = self.kept[number].with_text(rest)
        else:
            del self.kept[number]
        return True

    def _peel_tail(self) -> bool:
        """Take off the last line what is not part of the story; say whether something was taken."""
        last = self.kept[-1]
        found = self._rule_for(last, self._above_last, edge=True)
        if found:
            self._remove(found.cause, self.kept.pop())
            return True
        signoff, rest = split_signoff(last.text)
        if rest == last.text:
            return self._take_label()
        self.cleaned.signoff = self.cleaned.signoff or signoff
        self.kept.pop()
        if rest:
            self.kept.append(last.with_text(rest))
        return True

    def _take_signoffs_above_notes(self) -> None:
        """Take the desk's initials, or a mark of the end, off the line above a note that was appended."""
        lines = list(self.kept)
        for above in range(len(lines) - 2, -1, -1):
            if not opens_update_note(lines[above + 1].text):
                continue
            signoff, rest = split_signoff(lines[above].text)
            if rest != lines[above].text:
                self.cleaned.signoff = self.cleaned.signoff or signoff
                lines[above : above + 1] = [lines[above].with_text(rest)] if rest else []
        self.kept = deque(lines)

    def _take_label(self) -> bool:
        """Take a last line that announces what is not there, below a signed story."""
        last = self.kept[-1].text
        if not last.endswith((":", "：")) or len(last) > _LONGEST_LABEL or len(self.kept) == 1:
            return False
        if split_signoff(self.kept[-2].text)[0] is None:
            return False
        self._remove(ANNOUNCEMENT, self.kept.pop())
        return True


def _is_link(line: Line, above: Above) -> bool:
    return line.linked >= 0.95
