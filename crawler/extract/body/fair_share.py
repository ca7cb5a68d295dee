"""A page read a second time, where a rule took most of its running text box by box."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

from crawler.cleaning import Line
from crawler.extract.body.block_filter import BlockFilter


class _Reading(Protocol):
    @property
    def lines(self) -> Sequence[Line]: ...


_R = TypeVar("_R", bound=_Reading)


def read_fairly(read: Callable[[BlockFilter], _R], block_filter: BlockFilter) -> _R:
    """Read a container; once more without the rules that took most of its text, if more of a story is found.

    A second reading that lost a line of the first one found another story: cards, or the like.
    """
    found = read(block_filter)
    fairer = block_filter.fairer()
    if fairer is None:
        return found
    second = read(fairer)
    lines = {line.text for line in second.lines}
    is_more = len(second.lines) > len(found.lines) and all(line.text in lines for line in found.lines)
    return second if is_more else found
