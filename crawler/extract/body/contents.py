"""What a walk through a piece of HTML finds: its paragraphs, its pictures, and what it leaves out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from crawler.cleaning import Kind
from crawler.extract.parse.xpath import Element
from crawler.rules import Cause


@dataclass(slots=True)
class Block:
    """A paragraph and where it stands."""

    text: str
    """White space collapsed."""
    kind: Kind
    linked: int
    """Characters inside links."""
    emphasized: int
    """Characters in bold or italic type."""
    owner: Element
    """The innermost block-level element around it."""
    article: Element | None
    """The innermost ``<article>`` around it."""
    href: str | None
    """Where its last link leads."""
    weight: float | None = field(default=None, compare=False, repr=False)
    is_prose: bool | None = field(default=None, compare=False, repr=False)
    """What :mod:`crawler.extract.body.density` found out of it; each is asked for many times."""

    @property
    def link_share(self) -> float:
        """Share of its characters that stand inside links."""
        if not self.linked:
            return 0.0
        size = len(self.text)
        return self.linked / size if self.linked < size else 1.0

    @property
    def is_emphasized(self) -> bool:
        """Whether (nearly) all of it is in bold or italic type."""
        return self.emphasized >= 0.9 * len(self.text)


class Image(NamedTuple):
    """A picture that stands between paragraphs or begins one, in no ``<figure>``."""

    element: Element
    before: int
    """How many blocks stand before it."""


class DroppedElement(NamedTuple):
    """An element that was left out."""

    cause: Cause
    element: Element
    before: int
    """How many blocks stand before it."""


@dataclass(slots=True)
class Contents:
    """What a walk through a container found, in the page's order."""

    blocks: list[Block] = field(default_factory=list)
    dropped: list[DroppedElement] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    spans: dict[Element, tuple[int, int]] = field(default_factory=dict)
    """The blocks inside each block-level element: the first, and the one after the last."""


def rows(positions: Iterable[int]) -> Iterator[range]:
    """Yield the rows in which positions of blocks follow each other.

    >>> list(rows({4, 7, 5}))
    [range(4, 6), range(7, 8)]
    """
    for _, row in groupby(enumerate(sorted(positions)), lambda each: each[1] - each[0]):
        found = [at for _, at in row]
        yield range(found[0], found[-1] + 1)


def place_of(element: Element) -> str:
    """Say where in the page an element stands, for people: tag, id or first class, source line.

    >>> place_of(etree.fromstring('<p class="lead big"/>'))
    'p.lead, line 1'
    """
    name, line = element.get("id"), element.sourceline
    if name:
        name = f"#{name}"
    else:
        classes = element.get("class", "").split(None, 1)
        name = f".{classes[0]}" if classes else ""
    return f"{element.tag}{name}, line {line}" if line else f"{element.tag}{name}"  # none: parsed again
