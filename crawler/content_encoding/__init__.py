"""A body without its content encodings, up to a limit.

One decoder for what is fetched, for what was archived, and for compressed sitemaps. A few hundred bytes may
say that they are gigabytes: nothing here ever holds more than the limit.
"""

from __future__ import annotations

from crawler.content_encoding.streams import (
    GZIP,
    GZIP_MAGIC,
    RAW,
    Broken,
    CutOff,
    Inflater,
    NotEncoded,
    TooLarge,
    Unzstd,
)
from crawler.content_encoding.unpacking import LARGEST_BODY, unpack

__all__ = [
    "GZIP",
    "GZIP_MAGIC",
    "LARGEST_BODY",
    "RAW",
    "Broken",
    "CutOff",
    "Inflater",
    "NotEncoded",
    "TooLarge",
    "Unzstd",
    "unpack",
]
