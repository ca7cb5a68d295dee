"""The tables of the scratch file in which both sides of a ledger stand."""

from __future__ import annotations

TABLES = (
    # month: "2024-03"; seen: the site names it
    "CREATE TABLE stored (id INTEGER PRIMARY KEY, month TEXT, is_sure INT, gone INT, seen INT DEFAULT 0)",
    # hash: of the key of its URL; id: of the stored article; ways: one bit each; at: ISO 8601, UTC
    "CREATE TABLE named"
    " (hash INTEGER PRIMARY KEY, id INT, elsewhere INT, month TEXT, at TEXT, ways INT, url TEXT)",
    # hash: of the key of an article that crawls have met, and that is neither stored nor named
    "CREATE TABLE met (hash INTEGER PRIMARY KEY)",
)
