"""What is behind a release: the crawls, the archive files, who the crawler said it was, what robots.txt said.

1. ``facts.py``: what is told of each; the files ``runs``, ``archive_files``, ``robots``, ``corpus`` read it,
   and ``logins`` takes names and passwords out of it.
2. ``reading.py`` puts it together; ``as_json.py`` writes it for programs.

All of it comes from the store and the archive: the same ones give the same provenance.
"""

from __future__ import annotations

from crawler.release.provenance.as_json import as_json
from crawler.release.provenance.facts import ArchiveFile, NearDuplicates, Provenance, Robots, RunFacts
from crawler.release.provenance.reading import UNKNOWN_TIME, read_provenance

__all__ = [
    "UNKNOWN_TIME",
    "ArchiveFile",
    "NearDuplicates",
    "Provenance",
    "Robots",
    "RunFacts",
    "as_json",
    "read_provenance",
]
