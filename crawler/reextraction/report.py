"""The report of a re-extraction: by field, by rule, and some differences side by side."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterator, Sequence

from crawler.reextraction.comparing import Change
from crawler.reextraction.visits import Tally
from crawler.store.differences import differences
from crawler.text import counted

WIDTH = 100
"""Columns of the terminal."""
_COLUMN = (WIDTH - 3) // 2
_NAMES = 22
"""Characters of the first column of a table; longer names widen it."""
_LINES = 6
"""Characters of a paragraph that are shown."""


class Report:
    """Counts changes, and keeps the first ones of each kind to be shown."""

    def __init__(self, samples: int) -> None:
        self._most = samples
        self._samples: dict[tuple[str, ...], list[Change]] = {}
        self._fields: Counter[str] = Counter()
        self._before: Counter[str] = Counter()
        self._after: Counter[str] = Counter()
        self.new = self.changed = self.revised = self.gone = 0

    def add(self, change: Change) -> None:
        """Count a change."""
        self.gone += change.gone_at is not None
        if change.before is None:
            self.new += 1
            return
        names = change.fields
        if not names:
            return
        self.changed += 1
        self.revised += bool(change.appended)
        self._fields.update(names)
        if change.before.removed != change.after.removed:
            self._before.update(change.before.removed)
            self._after.update(change.after.removed)
        kind = self._samples.setdefault(tuple(names), [])
        if len(kind) < self._most and _rows(change):
            kind.append(change)

    def lines(self, found: Tally, compared: int, *, is_dry: bool) -> Iterator[str]:
        """Yield the report."""
        yield (
            f"{counted(found.captures, 'capture')} read again, {counted(compared, 'article')} compared: "
            f"{self.new:,} new, {self.changed:,} changed ({self.revised:,} with a new revision), "
            f"{self.gone:,} gone."
        )
        if is_dry and (self.new or self.changed or self.gone):
            yield "Nothing was written (--dry-run)."
        yield from _table("field", "articles that differ", self._fields.most_common())
        rules = sorted(self._before.keys() | self._after.keys())
        before, after = (_digits(each) for each in (self._before, self._after))
        moved: list[tuple[str, int | str]] = [
            (rule, f"{self._before[rule]:>{before},} -> {self._after[rule]:>{after},}")
            for rule in rules
            if self._before[rule] != self._after[rule]
        ]
        yield from _table("rule", "lines removed, before -> after", moved)
        yield from _table("gives no article", "captures", (+found.refused).most_common())
        if found.lost_number:
            lost = counted(found.lost_number, "stored article")
            yield f"\n{lost} whose page is not an article for today's extraction:"
            yield from (f"  {url}  {reason}" for url, reason in found.lost.items())
        for change in self._chosen():
            yield from _shown(change)

    def _chosen(self) -> list[Change]:
        """Return the samples: first one of each kind, then more."""
        kinds = list(self._samples.values())
        chosen = [kind[place] for place in range(self._most) for kind in kinds if place < len(kind)]
        return chosen[: self._most]


def _digits(numbers: Counter[str]) -> int:
    return max((len(f"{each:,}") for each in numbers.values()), default=1)


def _table(name: str, what: str, rows: Sequence[tuple[str, int | str]]) -> Iterator[str]:
    """Yield a table of two columns; numbers end below each other, also behind long names."""
    if not rows:
        return
    values = [value if isinstance(value, str) else f"{value:,}" for _, value in rows]
    narrow = max(map(len, values))
    wide = max(_NAMES, len(name), *(len(each) for each, _ in rows))
    yield ""
    yield f"{name:<{wide}}  {what}"
    for (each, _), value in zip(rows, values, strict=True):
        yield f"{each:<{wide}}  {value:>{narrow}}"


def _shown(change: Change) -> Iterator[str]:
    """Yield the differences of an article, old and new side by side."""
    yield ""
    yield f"── {change.after.url} ".ljust(WIDTH, "─")
    for place, old, new in _rows(change):
        yield f"{place}:"
        left, right = _column(old), _column(new)
        for number in range(max(len(left), len(right))):
            first = left[number] if number < len(left) else ""
            second = right[number] if number < len(right) else ""
            yield f"{first:<{_COLUMN}} │ {second}".rstrip()


def _rows(change: Change) -> list[tuple[str, str | None, str | None]]:
    """Return what a person can judge about a change: place, old, new; empty if there is nothing."""
    before, after = change.before, change.after
    assert before is not None
    found = list(differences(before, after))
    places = {each.place for each in found}
    return [(each.place, each.before, each.after) for each in found] + [
        (name, _text(getattr(before, name)), _text(getattr(after, name)))
        for name in change.fields
        if name not in places and name not in ("text", "content_hash")
    ]


def _column(text: str | None) -> list[str]:
    if text is None:
        return ["(nothing)"]
    lines = textwrap.wrap(text, _COLUMN, break_long_words=True) or [""]
    return lines if len(lines) <= _LINES else [*lines[: _LINES - 1], "..."]


def _text(value: object) -> str | None:
    if not value:
        return None
    if isinstance(value, dict):
        return ", ".join(f"{name} {number}" for name, number in sorted(value.items()))
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
