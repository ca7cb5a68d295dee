"""The dates that a page prints around its headline, with or without mark-up.

What stands between headline and story comes first: it is the byline, whatever its box is called. Then what
stands above the headline, in what encloses it and the story; then what themes mark as dates nearest to it;
then the last lines below the story. A card of another story, and a sentence, have dates of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from itertools import islice

from crawler.dates import day_of, has_time, plain
from crawler.extract.body.names import is_called
from crawler.extract.fields.clocks import LONGEST, date_of, machine_of, shown_line
from crawler.extract.fields.date_marks import (
    DATE_WORDS,
    META_WORDS,
    is_change,
    is_changed,
    is_property,
    is_publication,
    is_time,
)
from crawler.extract.fields.date_reader import DateReader
from crawler.extract.fields.date_wording import (
    is_byline,
    tells_of_event,
    tells_of_release,
    with_roles,
)
from crawler.extract.fields.dated_lines import LineReader, Printed, local_date
from crawler.extract.fields.headline_lines import (
    Line,
    lines_above,
    lines_at_the_end,
    lines_below,
    lines_between,
    stands_in_box,
)
from crawler.extract.fields.line_walk import line_around
from crawler.extract.fields.other_stories import in_card
from crawler.extract.fields.surroundings import Surroundings
from crawler.extract.parse.xpath import Element

_FURNITURE = frozenset(("header", "footer", "aside", "nav"))


class PrintedDates:
    """The dates around a headline; found when first used."""

    def __init__(self, around: Surroundings, reader: DateReader) -> None:
        self._around = around
        self._reader = reader
        self._lines = LineReader(around, reader)

    @cached_property
    def published(self) -> str | None:
        """The date of publication; None: the page prints none.

        A page that shows nothing but "Updated 5 March 2024" prints none: schema.org, Atom and hAtom keep the
        two apart, and guides and lists are updated for years. Where the publication of such pages is known,
        it is years older on every second one.
        """
        for printed in (self._between, self._above, self._below):
            value = _chosen(printed)
            if value is not None:
                return value
        if any(each.role == "updated" and not each.is_hatom for each in self._between):
            return self._marked or _chosen(self._at_the_end)
        return self._marked or self._named or _chosen(self._at_the_end)

    @cached_property
    def beside(self) -> str | None:
        """The date between headline and story; None: there is none."""
        return _chosen(self._between)

    @cached_property
    def only_beside(self) -> str | None:
        """The date between headline and story, if it is the only one that is not called that of a change.

        None as well where a line there tells when a film, a song or a device came out.
        """
        if any(tells_of_release(line.text) for line in self._lines_between):
            return None
        return _agreed(each.value for each in self._between if each.role != "updated")

    @cached_property
    def marked(self) -> str | None:
        """The date that schema.org's microdata or RDFa marks as that of publication beside the headline."""
        return next(self._dates_of(is_property), None)

    @cached_property
    def modified(self) -> str | None:
        """The date of the last change; None: there is none.

        hAtom's ``updated`` means nothing if the page shows no other date.
        """
        around, reader = self._around, self._reader
        changes = [each for each in around.times(is_change) if not self._is_of_another(each)]
        marked = changes and is_changed(changes[0])
        if changes and (marked or around.times(is_publication)):
            return local_date(machine_of(changes[0]), None, around, reader) or date_of(changes[0], reader)
        printed = (*self._between, *self._above, *self._below)
        return next((each.value for each in printed if each.role == "updated" and not each.is_hatom), None)

    @property
    def instants(self) -> list[str]:
        """All instants of the byline."""
        return [each.value for each in (*self._between, *self._above) if has_time(each.value)]

    @property
    def clocks(self) -> list[str]:
        """The local times of the byline, but those of a change, where the zone is not known; as if in UTC."""
        found = (*self._between, *self._above)
        return [each.clock for each in found if each.clock is not None and each.role != "updated"]

    @cached_property
    def _between(self) -> list[Printed]:
        if not self._around.has_heading:
            return []
        told = [line for line in self._lines_between if not tells_of_event(line.text)]
        return list(self._lines.read(told))

    @cached_property
    def _lines_between(self) -> list[Line]:
        around = self._around
        return (
            [] if around.heading is None else list(lines_between(around.heading, around.opening, around.page))
        )

    @cached_property
    def _above(self) -> list[Printed]:
        heading, opening = self._around.heading, self._around.opening
        if heading is None:
            return []
        return list(self._lines.read(lines_above(heading, opening, self._around.page)))[::-1]

    @cached_property
    def _below(self) -> list[Printed]:
        """Dates below the story's first line, if it is a summary: called so, or in a box of their own."""
        heading, opening = self._around.heading, self._around.opening
        if heading is None or (opening is None and self._around.has_heading):
            return []
        lines = list(lines_below(heading, heading if opening is None else opening, self._around.page))
        if opening is None:
            return [each for each in self._lines.read(lines) if each.role != "plain"]
        found = [each for each in self._lines.read(lines) if each.role != "plain" or each.is_marked]
        return found or list(self._lines.read(line for line in lines if stands_in_box(line, opening)))

    @cached_property
    def _at_the_end(self) -> list[Printed]:
        heading, opening = self._around.heading, self._around.opening
        if heading is None:
            return []
        found = list(self._lines.read(lines_at_the_end(heading, opening, self._around.page)))
        marked = [each for each in found if each.role == "plain" and each.is_marked]
        agreed = marked if _agreed(each.value for each in marked) else []
        return [each for each in found if each.role == "published"] or agreed

    @cached_property
    def _marked(self) -> str | None:
        """The date of the nearest elements that are marked as dates; if they disagree, none is certain."""
        for is_meant in (is_publication, is_time):
            value = _agreed(self._dates_of(is_meant))
            if value is not None:
                return value
        return None

    def _dates_of(self, is_meant: Callable[[Element], bool]) -> Iterator[str]:
        for element in self._around.times(is_meant):
            if self._is_of_another(element):
                continue
            machine = machine_of(element)
            value = local_date(machine, machine, self._around, self._reader) or date_of(element, self._reader)
            if value is not None and (is_property(element) or day_of(value) not in self._changes):
                yield value

    @cached_property
    def _changes(self) -> frozenset[str]:
        """The days that the byline calls those of a change, and no others."""
        printed = [each for each in (*self._between, *self._above, *self._below) if not each.is_hatom]
        others = {day_of(each.value) for each in printed if each.role != "updated"}
        return frozenset(day_of(each.value) for each in printed if each.role == "updated") - others

    @cached_property
    def _named(self) -> str | None:
        """The date of the nearest element with the name of one; without a headline, also of a mere line."""
        around = self._around
        values = [
            (value, around.is_below_opening(element))
            for element in around.named(DATE_WORDS)
            if (value := self._date_of_named(element, self._reader.date)) is not None
        ]
        above = next((value for value, is_below in values if not is_below), None)
        if above is not None or around.has_heading:
            return above or _agreed(value for value, _ in values)
        lines = (self._date_of_named(element, self._reader.line) for element in around.named(None))
        return next((value for value in lines if value is not None), None)

    def _date_of_named(self, element: Element, read: Callable[[str], str | None]) -> str | None:
        text = shown_line(element)
        value = read(text) if text else None
        return None if value is None or self._is_of_another(element) else value

    def _is_of_another(self, element: Element) -> bool:
        """Say whether a date is not that of this story's publication: of a card, an event, a change."""
        enclosing = self._around.enclosing
        if in_card(element, enclosing, self._around.own) and not (
            is_property(element) and self._lines.is_of_article(element)
        ):
            return True
        ancestors = frozenset(element.iterancestors())
        if any(part not in ancestors for part in self._around.parts):
            return True
        far = not self._around.is_near(element)
        parents = list(islice(element.iterancestors(), 10))
        if far and any(each.tag in _FURNITURE and each not in enclosing for each in parents):
            return True
        if is_property(element):
            return False
        text = plain(line_around(element))
        if not text:
            return False
        dates = with_roles(text, [(each.value, each.start, each.end) for each in self._reader.find(text)])
        called_so = any(is_called(each, DATE_WORDS | META_WORDS) for each in (element, *parents[:1]))
        if len(text) > LONGEST or not is_byline(text, dates, is_called_so=called_so, is_marked=True):
            return True
        own = [each for each in dates if day_of(each.value) == day_of(date_of(element, self._reader) or "")]
        return bool(own) and all(each.role == "updated" for each in own)


def _chosen(printed: list[Printed]) -> str | None:
    """Return the date of publication among those of a byline: an instant rather than the same day."""
    for role in ("published", "plain"):
        values = [each.value for each in printed if each.role == role]
        if values:
            first = values[0]
            instants = (each.value for each in printed if each.role != "updated" and has_time(each.value))
            return next((value for value in instants if value.startswith(first)), first)
    explicit = any(not each.is_hatom for each in printed)
    return None if explicit else next((each.value for each in printed), None)


def _agreed(values: Iterable[str]) -> str | None:
    """Return the first of some dates, if all are of one day."""
    found = list(values)
    return found[0] if len({day_of(value) for value in found}) == 1 else None
