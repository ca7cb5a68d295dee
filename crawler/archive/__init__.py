"""What was fetched, raw, as WARC 1.1: written beside the crawl, read by anybody."""

from __future__ import annotations

from crawler.archive.exchange import EarlierCapture, Exchange, IndexEntry
from crawler.archive.reader import read_file, read_record
from crawler.archive.records import BadRecord, Damage, Record, RecordLocation
from crawler.archive.writer import ArchiveLost, ArchiveWriter, make_folder

__all__ = [
    "ArchiveLost",
    "ArchiveWriter",
    "BadRecord",
    "Damage",
    "EarlierCapture",
    "Exchange",
    "IndexEntry",
    "Record",
    "RecordLocation",
    "make_folder",
    "read_file",
    "read_record",
]
