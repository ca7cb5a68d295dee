"""What was fetched, raw, as WARC 1.1: written beside the crawl, read by anybody."""

from __future__ import annotations

from crawler.archive.reader import Damage, read_file, read_record
from crawler.archive.records import BadRecord, Record, RecordLocation
from crawler.archive.writer import ArchiveLost, ArchiveWriter, EarlierCapture, Exchange, IndexEntry

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
    "read_file",
    "read_record",
]
