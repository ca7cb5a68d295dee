"""What was fetched, raw, as WARC 1.1: written beside the crawl, read by anybody."""

from __future__ import annotations

from crawler.archive.reader import Damage, read_file, read_record
from crawler.archive.records import BadRecord, Place, Record
from crawler.archive.writer import ArchiveLost, ArchiveWriter, Earlier, Exchange, Written

__all__ = [
    "ArchiveLost",
    "ArchiveWriter",
    "BadRecord",
    "Damage",
    "Earlier",
    "Exchange",
    "Place",
    "Record",
    "Written",
    "read_file",
    "read_record",
]
