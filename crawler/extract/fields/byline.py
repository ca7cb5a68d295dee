"""Who wrote the story, as the page says between its headline and its text.

What stands there belongs to the article, whatever its boxes are called. A name needs a word or a mark: "Oleh"
before it, ``rel="author"``, microdata, a vCard, or a link to an author's page.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from itertools import chain, islice, takewhile, tee

from crawler.byline import is_person
from crawler.byline.authors_line import (
    Piece,
    Reading,
    begins_byline,
    is_label,
    is_led_sentence,
    person_before,
)
from crawler.byline.stamps import without_stamps
from crawler.extract.body.blocks import has_many, text_of
from crawler.extract.body.names import is_called
from crawler.extract.fields.byline_lines import is_author, lines_after, lines_in
from crawler.extract.fields.surroundings import Surroundings
from crawler.extract.parse.xpath import Element, upward
from crawler.text import LINE_ENDS, folded, normalize, words

_MOST_NAMES = 8
"""More names than a byline has: a list of people."""
_LONGEST_LINE = 100
"""Longest text of a byline besides marked names, in characters."""
_MOST_PARAGRAPHS = 2
"""Most paragraphs between a headline and a byline below the standfirst."""
_SHORTEST_SENTENCE = 40
_LONGEST_ROLE = 60
_MOST_LINKS = 1_000
_LEVELS = 4
"""How many enclosing elements of a name are checked for being called after the author."""
_MARKING = ("a", "span", "div", "p", "address", "li", "td", "strong", "b")
_ABOVE = 40
"""Elements above the headline that may mark its author."""
_NAMING = words("p div span h2 h3 h4 h5 h6 strong b a em td li")
_INTRODUCES = re.compile(r"\s(?:is|was|adalah|ialah|merupakan|ist|est|es|è|has|lahir)\s")
_NEWSROOM = re.compile(
    r"\b(?:reporter|editor|correspondent|journalist|writer|columnist|producer|contributor|kontributor|jurnalis"
    r"|wartawan|penulis|redaktur|koresponden|redakteur(?:in)?|autor(?:in)?|journaliste|periodista|pewarta|kolumnis"
    r"|author)\b",
    re.IGNORECASE,
)
"""Roles of those who write; a professor beside a name may be whom the story is about."""
_AUTHOR_WORDS = words(
    "avatar author authors bio biography penulis writer autor autorin auteur contributor kontributor"
)


class Byline:
    """The lines between a headline and its story as a byline; walked through when first used, once."""

    def __init__(
        self, heading: Element | None, opening: Element | None, root: Element, around: Surroundings
    ) -> None:
        self._heading = heading
        self._root = root
        self._around = around
        self._lines: Iterator[tuple[list[Piece], bool]] = (
            iter(()) if heading is None else lines_after(heading, opening, root)
        )

    def names(self) -> list[str]:
        """Return the writers whom the page names between headline and story, else right above the headline.

        Empty: it names none there.
        """
        if self._heading is None:
            return []
        reading = Reading()
        was_below, paragraphs = False, 0
        for line, is_below in self._again():
            if _is_running(line, is_below=is_below) or (is_below and reading.names and not was_below):
                reading.end()
                paragraphs += is_below
                if reading.names or paragraphs > _MOST_PARAGRAPHS:
                    break
            else:
                reading.line(line)
            was_below = is_below
        names = reading.names or _above(self._heading, self._root, self._around)
        return names if len(names) <= _MOST_NAMES else []

    def lone_name(self) -> list[str]:
        """Return the person's name that is a line above the story, if the page says that it is an author's.

        It says so by a role beside the name, by a portrait of that name, or by a biography: a name alone may
        also be a section, a place, or whom the story is about.
        """
        if self._heading is None:
            return []
        above = takewhile(lambda each: not each[1], self._again())
        lines = [line for line, _ in above if not _is_running(line, is_below=False)]
        found = ((number, name) for number, line in enumerate(lines) if (name := person_before(line)))
        for number, name in islice(found, _MOST_NAMES):
            beside = (piece.text for line in lines[number : number + 2] for piece in line)
            if (
                any(len(text) <= _LONGEST_ROLE and _NEWSROOM.search(text) for text in beside)
                or _has_biography(name, self._root)
                or _is_dated_name(lines[number], name, self._heading, self._root)
            ):
                return [name]
        return []

    def _again(self) -> Iterator[tuple[list[Piece], bool]]:
        """Go through the lines from the first one on; what was walked through is kept."""
        self._lines, again = tee(self._lines)
        return again


def _is_dated_name(line: list[Piece], name: str, heading: Element, root: Element) -> bool:
    """Say whether a line is a person's name and the date, and the name neither a section's nor the site's.

    Sections and the site are linked from the page, or stand in its ``<title>``.
    """
    text = normalize(" ".join(piece.text for piece in line))
    if len(text) > _LONGEST_LINE or without_stamps(text) == text or not text.startswith(name):
        return False
    told = folded(name)
    if " " not in name or told in folded(text_of(heading)):
        return False
    titles = (element.text or "" for element in root.getroottree().iter("title"))
    if any(told in folded(title) for title in islice(titles, 3)):
        return False
    return all(folded(link.text or "") != told for link in islice(root.iter("a", "img"), _MOST_LINKS))


def _has_biography(name: str, root: Element) -> bool:
    """Say whether a box that is called after the author begins with a name, or shows its portrait."""
    portraits = (each for each in root.iter("img") if (each.get("alt") or "").strip() == name)
    begun = (
        each
        for each in root.iter(*_NAMING)
        if (text := each.text) and name in text and _begins_with(name, text.strip())
    )
    return any(
        is_called(node, _AUTHOR_WORDS) for each in chain(portraits, begun) for node in upward(each, _LEVELS)
    )


def _begins_with(name: str, text: str) -> bool:
    """Say whether a text is a name, or begins with one that it introduces."""
    return text == name or (text.startswith(name) and _INTRODUCES.match(text[len(name) :]) is not None)


def _above(heading: Element, root: Element, around: Surroundings) -> list[str]:
    """Return the names that microdata or ``rel`` marks right above the headline."""
    above: deque[Element] = deque(maxlen=_ABOVE)
    for element in root.iter(*_MARKING, str(heading.tag)):
        if element is heading:
            break
        above.append(element)
    marked = [element for element in above if is_author(element) and around.belongs(element)]
    return list(dict.fromkeys(name for element in marked for name in names_inside(element)))


def names_inside(element: Element) -> list[str]:
    """Return the names in an element that is called or marked as the author's."""
    listed = _listed(element)
    if listed:
        return listed
    reading = Reading(is_led=True)
    is_broken = next(element.iter("br"), None) is not None
    for line in lines_in(element):
        if not reading.line(line) and is_broken and reading.names and (name := person_before(line)):
            reading.names.append(name)
    return list(dict.fromkeys(reading.names))


def _listed(element: Element) -> list[str]:
    """Return the names of persons that an element holds in children made alike, and nothing else."""
    children = list(islice(element, _MOST_NAMES + 1))
    if not 2 <= len(children) <= _MOST_NAMES or len({(each.tag, each.get("class")) for each in children}) > 1:
        return []
    if children[0].get("class") is None or any(map(has_many, children)):
        return []
    names = [text_of(each) for each in children]
    return list(dict.fromkeys(names)) if all(is_person(name) and not is_label(name) for name in names) else []


def _is_running(line: list[Piece], *, is_below: bool) -> bool:
    """Say whether a line is running text, perhaps with a link to somebody's page."""
    length = sum(len(piece.text) for piece in line if not piece.is_marked)
    is_ended = is_below and line[-1].text.rstrip().endswith(LINE_ENDS)
    if begins_byline(line[0].text):
        return is_ended and is_led_sentence(" ".join(piece.text for piece in line))
    return length > _LONGEST_LINE or (is_ended and length > _SHORTEST_SENTENCE)
