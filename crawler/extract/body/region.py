"""The part of a page around the sure paragraphs of a story, and the elements in it that hold none of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from functools import cached_property
from typing import NamedTuple

from crawler.extract.body.blocks import PARAGRAPH_TAGS
from crawler.extract.body.contents import Contents
from crawler.extract.body.density import is_prose
from crawler.extract.body.names import Make, make_of
from crawler.extract.parse.xpath import Element, upward

_LONGEST_CHAIN = 8
"""Elements, one inside of the other, by which sections are compared."""


class Component(NamedTuple):
    """The largest element around some lines that holds none of the sure paragraphs of a story."""

    element: Element
    start: int
    stop: int


class Region:
    """The smallest element around a headline and the sure paragraphs of its story."""

    def __init__(
        self, contents: Contents, places: Sequence[Element], sure: Sequence[int], title: int
    ) -> None:
        """``sure``: the positions of the sure paragraphs, at least one; ``title``: of the headline, or -1."""
        self.contents = contents
        self.blocks = contents.blocks
        self.places = places
        self.sure = sure
        self.title = title
        self.around = _ancestors(self.blocks[i].owner for i in sure)
        """The elements around sure paragraphs."""
        self._home = self._home_of()
        self._positions = frozenset(sure)

    def _home_of(self) -> Set[Element]:
        """Return the element around headline and story, with those around it."""
        owners = [self.blocks[i].owner for i in (self.title, self.sure[0], self.sure[-1]) if i >= 0]
        if self.title < 0:
            found = next(owners[0].iterancestors("article", "main", "body"), None)
        else:
            around = set(owners[0].iterancestors())
            found = next((node for node in owners[-1].iterancestors() if node in around), None)
        return {found, *found.iterancestors()} if found is not None else set()

    def begin(self) -> int:
        """Return the position from which on a line may be the story's: below a headline."""
        if self.title >= 0:
            return self.title + 1
        first = self.sure[0]
        near = (node for node in self.blocks[first].owner.iterancestors("article", "main"))
        home = next(near, self.places[first])
        return min(first, self.contents.spans.get(home, (first, first))[0])

    def end(self) -> int:
        """Return the position behind the last line of the element around headline and story."""
        last = self.sure[-1]
        node = None
        for node in self.blocks[last].owner.iterancestors():
            if node in self._home:
                break
        if node is None:
            return last + 1
        return self.contents.spans.get(node, (0, last + 1))[1]

    def components(self, start: int, stop: int) -> Iterator[Component]:
        """Yield what stands between two positions, element by element, without the sure paragraphs."""
        i = start
        while i < stop:
            if i in self._positions:
                i += 1
                continue
            each = self._component(self.blocks[i].owner, i)
            yield each
            i = max(i + 1, each.stop)

    def _component(self, owner: Element, i: int) -> Component:
        node = owner
        if node in self.around:
            return Component(node, i, i + 1)
        for parent in owner.iterancestors():
            if parent in self.around:
                break
            node = parent
        start, stop = self.contents.spans.get(node, (i, i + 1))
        return Component(node, max(i, start), max(i + 1, stop))

    def is_alike(self, each: Component) -> bool:
        """Say whether an element is made as one around the story's paragraphs, or all down to its text is."""
        element = each.element
        if element.get("class") and make_of(element) in self._made:
            return True
        block = next(filter(is_prose, self.blocks[each.start : each.stop]), self.blocks[each.start])
        if block.owner is element:
            return False
        chain: list[Make] = []
        for node in block.owner.iterancestors():
            chain.append(make_of(node))
            if node is element or len(chain) > _LONGEST_CHAIN:
                break
        return tuple(chain) in self._chains

    def is_sibling(self, each: Component) -> bool:
        """Say whether an element stands beside one that holds sure paragraphs, and is made as that one is."""
        element = each.element
        return (element.getparent(), make_of(element)) in self._siblings

    @cached_property
    def _siblings(self) -> Set[tuple[Element | None, Make]]:
        found: set[tuple[Element | None, Make]] = set()
        seen: set[Element] = set()
        for i in self.sure:
            for node in self.blocks[i].owner.iterancestors():
                if node in self._home or node in seen:
                    break
                seen.add(node)
                found.add((node.getparent(), make_of(node)))
        return found

    @cached_property
    def _chains(self) -> Set[tuple[Make, ...]]:
        """The elements around each sure paragraph, inside of the home, level by level, as they are made."""
        return {chain for chain in self._all_chains() if any(name for _, name in chain)}

    @cached_property
    def _made(self) -> Set[Make]:
        """The outermost of each of them, where it has a class."""
        return {chain[-1] for chain in self._chains if chain[-1][1] and chain[-1][0] not in PARAGRAPH_TAGS}

    def _all_chains(self) -> Iterator[tuple[Make, ...]]:
        seen: set[Element | None] = set()
        for i in self.sure:
            chain: list[Make] = []
            above = self.blocks[i].owner.getparent()
            if above in seen:
                continue
            seen.add(above)
            for node in self.blocks[i].owner.iterancestors():
                if node in self._home or len(chain) >= _LONGEST_CHAIN:
                    break
                chain.append(make_of(node))
                yield tuple(chain)


def _ancestors(owners: Iterator[Element]) -> set[Element]:
    found: set[Element] = set()
    for owner in owners:
        for node in upward(owner):
            if node in found:
                break
            found.add(node)
    return found
