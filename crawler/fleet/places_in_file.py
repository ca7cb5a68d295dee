"""In which line of a TOML file a site stands: the reader of TOML tells values, but not where they are."""

from __future__ import annotations

import re

_HEADER = re.compile(r"""\s*\[\[\s*["']?site["']?\s*\]\]\s*(?:#.*)?""")
_KEY = re.compile(r"""\s*(?:\[\s*["']?site["']?\s*\.\s*)?["']?([\w-]+)["']?\s*[=.\]]""")
_ANY_KEY = r"""(?<![\w-])["']?{}["']?\s*="""


class Places:
    """The lines of the ``[[site]]`` tables of a file."""

    def __init__(self, text: str, tables: int) -> None:
        """``tables``: how many there are; lines of which another number is found are not trusted."""
        self._lines = text.splitlines()
        starts = [number for number, line in enumerate(self._lines) if _HEADER.fullmatch(line)]
        self._starts = [*starts, len(self._lines)] if len(starts) == tables else []

    def line(self, number: int, key: str = "") -> int | None:
        """Return the line of a table's key, from 1, or that in which the table begins; None: nobody knows."""
        if not self._starts:
            return None
        start, end = self._starts[number : number + 2]
        lines = range(start + 1, end)
        if key:
            for found in (_KEY, re.compile(_ANY_KEY.format(re.escape(key)))):
                for each in lines:
                    match = (
                        found.match(self._lines[each]) if found is _KEY else found.search(self._lines[each])
                    )
                    if match and (found is not _KEY or match[1] == key):
                        return each + 1
        return start + 1
