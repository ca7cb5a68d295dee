"""Measure each kind in three sizes: ``python -m benchmarks.growth [WORD]``."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from contextlib import suppress

import lxml.html

from benchmarks.growth.kinds import KINDS
from crawler.extract import NotAnArticle

SIZES = (1, 2, 4)
MOST_GROWTH = 2.6
"""A doubling of the size that takes more than this many times the time is not linear."""
LEAST_SECONDS = 0.1
"""With less, what a process does once, and chance, decide about the growth."""


def worker(name: str, size: int) -> None:
    """Print the seconds of reading and of the bare parse, and the peak of the process in MB."""
    kind = KINDS[name]
    kind_of_small = kind.make(1)[:1_000]
    with suppress(Exception):  # what is compiled and imported once is no cost of a page
        kind.read(kind_of_small)
    text = kind.make(size)
    page = text.encode()
    start = time.process_time()
    with suppress(lxml.etree.ParserError):
        lxml.html.document_fromstring(page)
    parsed = time.process_time() - start
    answer, spent = "", float("inf")
    for _ in range(2):
        start = time.process_time()
        try:
            answer = kind.read(text)
        except NotAnArticle as refusal:
            answer = refusal.reason
        spent = min(spent, time.process_time() - start)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    json.dump(
        {"mb": len(page) / 1e6, "seconds": spent, "parse": parsed, "peak": peak, "answer": answer}, sys.stdout
    )


def main(word: str = "") -> None:
    """Print a row for each kind and size."""
    print("| what is read | MB | seconds | grows by | linear | bare parse | peak MB | read as |")
    print("| --- | ---: | ---: | ---: | --- | ---: | ---: | --- |")
    for name in KINDS:
        if word not in name:
            continue
        before = 0.0
        for size in SIZES:
            command = [sys.executable, "-m", "benchmarks.growth", name, str(size)]
            got = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
            growth: float | None = got["seconds"] / before if before else None
            linear = growth is None or growth <= MOST_GROWTH or got["seconds"] < LEAST_SECONDS
            before = got["seconds"]
            print(
                f"| {name if size == 1 else ''} | {got['mb']:.1f} | {got['seconds']:.2f}"
                f" | {f'{growth:.1f}' if growth else ''} | {('yes' if linear else 'NO') if growth else ''}"
                f" | {got['parse']:.2f} | {got['peak']:.0f} | {got['answer']} |",
                flush=True,
            )


if __name__ == "__main__":
    if len(sys.argv) == 3:
        worker(sys.argv[1], int(sys.argv[2]))
    else:
        main(*sys.argv[1:])
