"""The lines around a headline -> their dates, each with what label, mark-up and names say of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from crawler.dates import Found, day_of, has_time
from crawler.extract.body.names import is_called
from crawler.extract.fields.clocks import LONGEST, date_of, machine_of, shows_clock, without_zone
from crawler.extract.fields.date_marks import (
    CHANGED_WORDS,
    DATE_WORDS,
    HATOM,
    META_WORDS,
    has_date,
    is_changed,
    is_property,
    is_publication,
    is_published,
)
from crawler.extract.fields.date_reader import DateReader
from crawler.extract.fields.date_wording import (
    Dated,
    Role,
    is_byline,
    is_label,
    role_of,
    tells_of_entry,
    with_roles,
)
from crawler.extract.fields.headline_lines import Line
from crawler.extract.fields.other_stories import in_card, in_link
from crawler.extract.fields.surroundings import Surroundings
from crawler.extract.parse.xpath import Element

_MOST_LEVELS = 3
_LONGEST_BADGE = 24
_DIGIT = re.compile(r"\d")


class Printed(NamedTuple):
    """A date that the page prints."""

    value: str
    role: Role
    is_hatom: bool
    """Whether only hAtom's ``updated`` says that it is a change: many themes call the publication so."""
    is_marked: bool = False
    """Whether mark-up, or the name of its element, says that it is a date."""
    clock: str | None = None
    """The local time of day that it is printed with, as if in UTC, where the zone is not known."""


class _Span(NamedTuple):
    """A date in a line, and the element that has it in mark-up."""

    value: str
    start: int
    end: int
    element: Element | None


class LineReader:
    """Reads the dates of lines around one headline."""

    def __init__(self, around: Surroundings, reader: DateReader) -> None:
        self._around = around
        self._reader = reader

    def read(self, lines: Iterable[Line]) -> Iterator[Printed]:
        """Yield the dates of lines, in order."""
        label, before = "", [Line(self._around.page)] * 2
        for line in lines:
            found = list(self._of_line(line, label))
            if not found and len(line.text) <= 4:
                badge = " ".join(each.text for each in (*before, line))
                value = self._reader.line(badge) if len(badge) <= _LONGEST_BADGE else None
                found = [Printed(value, "plain", is_hatom=False)] if value else []
            yield from found
            label = line.text if is_label(line.text) else ""
            before = [before[1], line]

    def _of_line(self, line: Line, label: str) -> Iterator[Printed]:
        """Yield the dates of a line, if it is not a sentence, nor one of another story."""
        if not line.stamps and _DIGIT.search(line.text) is None:
            return
        spans = self._spans(line)
        if not spans:
            return
        is_card = in_card(line.holder, self._around.enclosing, self._around.own)
        dates = with_roles(line.text, [span[:3] for span in spans], label)
        marked = any(span.element is not None for span in spans)
        scraps = is_byline(line.text, dates, is_called_so=self._is_called_so(line), is_marked=marked)
        for each, span in zip(dates, spans, strict=True):
            sure = span.element is not None and is_property(span.element)
            is_linked = span.element is not None and in_link(span.element, self._around.own)
            if (is_card or is_linked) and not (sure and self.is_of_article(span.element)):
                continue
            if sure or (scraps and (line.kind is None or self._shows_day(line, each))):
                judged = self._judged(each, span.element, line, alone=len(dates) == 1)
                yield judged._replace(clock=self._reader.clock(line.text[each.start : each.end]))

    def _shows_day(self, line: Line, dated: Dated) -> bool:
        """Say whether readers see a date in a line: with its year, or the day that mark-up gives a year."""
        if self._reader.find(line.text):
            return True
        shown = line.text[dated.start : dated.end]
        return re.search(rf"(?<!\d){int(dated.value[8:10])}(?!\d)", shown) is not None

    def _spans(self, line: Line) -> list[_Span]:
        """Return the dates of a line, those of mark-up and those of its text, in order."""
        marked = [
            _Span(value, stamp.start, stamp.end, stamp.element)
            for stamp in line.stamps
            if (value := date_of(stamp.element, self._reader)) is not None
        ]
        spans: list[_Span] = []
        text = line.text if len(line.text) <= LONGEST or tells_of_entry(line.text) else ""
        for found in self._reader.find(text):
            inside = next((each for each in marked if each.start <= found.start <= each.end), None)
            if inside is None or self._is_another(found, inside):
                spans.append(_Span(found.value, found.start, found.end, None))
                continue
            marked.remove(inside)
            is_its_instant = has_time(found.value) and found.value.startswith(inside.value)
            value = found.value if is_its_instant else inside.value
            spans.append(_Span(value, found.start, found.end, inside.element))
        for each in marked:  # what is printed inside is not a date, but may be a label
            labelled = role_of(line.text[each.start : each.end]) != "plain"
            spans.append(each._replace(start=each.end) if labelled else each)
        return sorted(spans, key=lambda span: span.start)

    @staticmethod
    def _is_another(found: Found, marked: _Span) -> bool:
        """Say whether a date in the text of a marked change is another: "1 Mei | Diperbarui 2 Mei"."""
        is_change = marked.element is not None and is_changed(marked.element)
        return is_change and day_of(found.value) < day_of(marked.value)

    def _judged(self, dated: Dated, element: Element | None, line: Line, *, alone: bool) -> Printed:
        """Return a date with what it is of: by its label, else by its mark-up, else by names around it."""
        value, role = dated.value, dated.role
        if element is not None:
            machine = machine_of(element)
            value = local_date(machine, machine, self._around, self._reader) or value
        if role == "updated":
            return Printed(value, role, is_hatom=False)
        named = [element] if element is not None else line.inner if alone else []
        if any(map(is_published, named)):
            return Printed(value, "published", is_hatom=False)
        if alone:
            named = [*named, *line.inner, *islice(line.holder.iterancestors(), _MOST_LEVELS)]
        named = [each for each in named if each not in self._around.enclosing]
        marked = element is not None or any(is_called(each, DATE_WORDS) for each in named)
        if any(is_called(each, CHANGED_WORDS) or is_changed(each) for each in named):
            return Printed(value, "updated", is_hatom=False)
        if role == "plain" and any(is_called(each, HATOM) for each in named):
            return Printed(value, "updated", is_hatom=True)
        return Printed(value, role, is_hatom=False, is_marked=marked)

    def _is_called_so(self, line: Line) -> bool:
        names = DATE_WORDS | META_WORDS
        around = islice(line.holder.iterancestors(), 2)
        near = (*line.inner, *(each for each in around if each not in self._around.enclosing))
        return any(is_called(each, names) for each in near)

    def is_of_article(self, element: Element | None) -> bool:
        """Say whether a property in microdata is one of the thing that the headline is in."""
        if element is None or element.get("itemprop") is None:
            return False
        scope = next((each for each in element.iterancestors() if each.get("itemscope") is not None), None)
        return scope is not None and scope in self._around.enclosing


def _machine_of_dated(element: Element) -> str | None:
    return machine_of(element) if has_date(element) else None


def local_date(machine: str, like: str | None, around: Surroundings, reader: DateReader) -> str | None:
    """Return a machine-readable date in the site's zone, if the page shows the time of ``like`` as local.

    Otherwise, and if the zone is unknown, None. ``like``: a date of the page that was made in the same way;
    None: the printed publication date.
    """
    if reader.timezone is None or without_zone(machine, reader) is None:
        return None
    if like is None:
        published = around.times(is_publication)
        like = machine_of(published[0]) if published else machine
    shown = around.times_like(_machine_of_dated, like)
    return without_zone(machine, reader) if any(shows_clock(each, like) for each in shown) else None
