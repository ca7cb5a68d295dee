"""What was fetched, raw, as WARC 1.1: written beside the crawl, read by anybody."""

from __future__ import annotations

from crawler.archive.reader import Damage, read_file, read_record
from crawler.archive.records import BadRecord, Record, RecordPlace
from crawler.archive.writer import ArchiveLost, ArchiveWriter, EarlierCapture, Exchange, WrittenRecord

__all__ = [
    "ArchiveLost",
    "ArchiveWriter",
    "BadRecord",
    "Damage",
    "EarlierCapture",
    "Exchange",
    "Record",
    "RecordPlace",
    "WrittenRecord",
    "read_file",
    "read_record",
]
