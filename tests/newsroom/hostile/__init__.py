"""Sites that err or mean harm, as data: what each does, and what a crawl of it must come to.

One good small newspaper (``paper``) underlies all of them; a case spoils one thing; the rest must be kept.

- ``case``: what a case says; the cases are in ``addresses``, ``numbers``, ``halves``, ``too_much``,
  ``private``, ``endless``, ``connection`` and ``subtle``
- ``wire``, ``replies``, ``rest``, ``spoiling``: the server on raw sockets, and what it sends
- ``running``: crawls a site as a user would, and measures; ``verdict``: compares; ``table``: docs/hostile.md
"""

from __future__ import annotations

from tests.newsroom.hostile import addresses, connection, endless, halves, numbers, private, subtle, too_much
from tests.newsroom.hostile.case import Case

KINDS: dict[str, tuple[Case, ...]] = {
    "Addresses": tuple(addresses.cases()),
    "Numbers and other values": tuple(numbers.cases()),
    "Half answers": tuple(halves.cases()),
    "Too much": tuple(too_much.cases()),
    "Private addresses": tuple(private.cases()),
    "Endless listings": tuple(endless.cases()),
    "Connections": tuple(connection.cases()),
    "Small things": tuple(subtle.cases()),
}
"""Heading -> its cases."""

CASES = tuple(case for cases in KINDS.values() for case in cases)
