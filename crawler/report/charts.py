"""Bar charts as static SVG.

Of our own, since no library does it whole: pygal leaves a script and a title that cannot follow a dark
scheme, matplotlib weighs 173 MB and altair 104 MB, and all draw letters that are too small on a phone. All
that a report needs is a bar: here every colour is a class that the page's style sheet gives one for light and
one for dark, and the drawing is as narrow as a phone, so that its letters are never shrunk.

What a chart shows is said in its ``<title>`` and ``<desc>``; its numbers stand in a table beside it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

WIDTH, HEIGHT = 360, 150
"""In the units of the drawing, which are the pixels of a phone."""
_LEFT, _RIGHT, _TOP, _BOTTOM = 46, 4, 8, 20
_FLOOR = HEIGHT - _BOTTOM
_LABELS = 3
"""Labels on the horizontal axis: a day has 11 letters, of which a phone shows three beside each other."""
_GAP = 0.2
"""The part of its place that a bar leaves free."""


@dataclass(frozen=True, slots=True)
class Series:
    """One number for each place on the axis; several series are stacked."""

    name: str
    colour: str
    """A class of the style sheet: ``c1``, ``c2``, ``good``, ``bad``, ``dim``."""
    values: Sequence[float]


def bar_chart(
    name: str, title: str, told: str, *, labels: Sequence[str], series: Sequence[Series], unit: str = ""
) -> Markup:
    """Draw stacked bars. ``name``: an ID for it alone; ``told``: what one would see."""
    sums = [sum(values) for values in zip(*(each.values for each in series), strict=True)]
    top = nice_top(max(sums, default=0))
    inside = [*_grid(top, unit), *_bars(labels, series, top, unit), *_axis(labels)]
    return Markup(
        '<svg viewBox="0 0 {} {}" role="img" aria-labelledby="{}-t {}-d"><title id="{}-t">{}</title>'
        '<desc id="{}-d">{}</desc>{}</svg>'
    ).format(WIDTH, HEIGHT, name, name, name, title, name, told, Markup("").join(inside))


def nice_top(largest: float) -> float:
    """Return the end of an axis on which a number fits: a round one, whose half is round; 1 for nothing.

    >>> nice_top(0), nice_top(7), nice_top(130), nice_top(0.3)
    (1.0, 8.0, 200.0, 0.3)
    """
    if largest <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(largest))
    return round(
        next(power * step for step in (1, 2, 3, 4, 5, 6, 8, 10) if power * step >= largest * (1 - 1e-9)), 9
    )


def short(number: float) -> str:
    """Return a number for an axis or a tooltip.

    >>> short(0), short(0.25), short(12), short(1500), short(20000000)
    ('0', '0.25', '12', '1.5k', '20M')
    """
    for scale, letter in ((1e6, "M"), (1e3, "k")):
        if number >= scale:
            return f"{number / scale:.3g}{letter}"
    return f"{number:.3g}"


def _grid(top: float, unit: str) -> Iterator[Markup]:
    for value in (0.0, top / 2, top):
        if not unit and value % 1:
            continue  # no article is half a one
        y = _height(value, top)
        yield Markup(
            '<path class="grid" d="M{} {}H{}"/><text x="{}" y="{}" text-anchor="end">{}</text>'
        ).format(_LEFT, _n(y), WIDTH - _RIGHT, _LEFT - 4, _n(y + 4), short(value) + unit)


def _bars(labels: Sequence[str], series: Sequence[Series], top: float, unit: str) -> Iterator[Markup]:
    place = (WIDTH - _LEFT - _RIGHT) / max(len(labels), 1)
    width = place * (1 - _GAP)
    for number, label in enumerate(labels):
        shown = [(each, each.values[number]) for each in series if each.values[number]]
        if not shown:
            continue
        x, below, parts = _LEFT + place * (number + _GAP / 2), 0.0, []
        for each, value in shown:
            y = _height(below + value, top)
            parts.append(
                Markup('<rect class="{}" x="{}" y="{}" width="{}" height="{}"/>').format(
                    each.colour, _n(x), _n(y), _n(width), _n(max(_height(below, top) - y, 0.7))
                )
            )
            below += value
        told = ", ".join(f"{_exact(value)}{unit} {each.name}".rstrip() for each, value in shown)
        yield Markup("<g><title>{}: {}</title>{}</g>").format(label, told, Markup("").join(parts))


def _axis(labels: Sequence[str]) -> Iterator[Markup]:
    if not labels:
        return
    place = (WIDTH - _LEFT - _RIGHT) / len(labels)
    last = len(labels) - 1
    for number in sorted({last * step // (_LABELS - 1) for step in range(_LABELS)}) if last else [0]:
        anchor, shift = ("middle", 0.5)
        if number == 0 and last:
            anchor, shift = ("start", 0.0)
        elif number == last:
            anchor, shift = ("end", 1.0)
        yield Markup('<text x="{}" y="{}" text-anchor="{}">{}</text>').format(
            _n(_LEFT + place * (number + shift)), HEIGHT - 5, anchor, escape(labels[number])
        )


def _height(value: float, top: float) -> float:
    return _FLOOR - (_FLOOR - _TOP) * value / top


def _exact(value: float) -> str:
    return f"{value:,}" if isinstance(value, int) else f"{value:.2f}"


def _n(number: float) -> str:
    """Return a coordinate with as many digits as an eye can see."""
    return f"{number:.1f}".removesuffix(".0")
