"""One extractor over all pages, in a process of its own: ``python -m benchmarks.worker NAME FOLDER``."""

from __future__ import annotations

import json
import logging
import resource
import sys
import time
import warnings
from pathlib import Path

import lxml.html

from benchmarks.extractors import EXTRACTORS
from benchmarks.pages import saved_pages

ROUNDS = 3
"""Each page is timed this often, and its fastest round counts: the others hold the machine's noise."""


def main(name: str, folder: str) -> None:
    """Print what the extractor read, its time and the bare parse's time a page (ms), and its peak (MB)."""
    warnings.simplefilter("ignore")  # rivals warn of what they lack; the report shows what they do
    logging.disable(logging.CRITICAL)
    extract = EXTRACTORS[name][1]()
    texts: dict[str, str] = {}
    spent = parse = 0.0
    pages = list(saved_pages(Path(folder)))
    extract(pages[0].html, pages[0].url)  # tables and lazy imports are no part of a page's time
    for page in pages:
        rounds, parses = [], []
        for _ in range(ROUNDS):
            start = time.perf_counter()
            lxml.html.document_fromstring(page.html)
            parses.append(time.perf_counter() - start)
            start = time.perf_counter()
            texts[page.slug] = extract(page.html, page.url)
            rounds.append(time.perf_counter() - start)
        spent += min(rounds)
        parse += min(parses)
    json.dump(
        {
            "texts": texts,
            "ms": 1000 * spent / len(pages),
            "parse_ms": 1000 * parse / len(pages),
            "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        },
        sys.stdout,
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
