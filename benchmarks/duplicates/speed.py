"""How many signatures a second each way makes, measured in turn."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence

ROUNDS = 5
"""The fastest counts: what else runs on the machine only ever slows down."""


def per_second(
    makers: Mapping[str, Callable[[str], object]], texts: Sequence[str], rounds: int = ROUNDS
) -> dict[str, float]:
    """Texts a second, in CPU time. In each round all take their turn, so that a slow moment hits all."""
    fastest = dict.fromkeys(makers, float("inf"))
    for make in makers.values():
        make(texts[0])  # what is imported and compiled once is no cost of a text
    for _ in range(rounds):
        for name, make in makers.items():
            start = time.process_time()
            for text in texts:
                make(text)
            fastest[name] = min(fastest[name], time.process_time() - start)
    return {name: len(texts) / seconds for name, seconds in fastest.items()}
