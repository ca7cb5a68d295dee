"""What reading a page costs beside its bare parse: ``python -m benchmarks.reading [FOLDER]``.

A WordPress page names the place of its story; elsewhere it is where the running text stands, for which the
whole page is read. Both are measured in turn with lxml's parse of the same bytes, in one run.
"""

from __future__ import annotations

import argparse
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import lxml.html

from crawler.extract import NotAnArticle
from crawler.extract.page import examine_page
from crawler.page import Page

ROOT = Path(__file__).parents[1]
ROUNDS = 5
"""Each page is timed this often, and its fastest round counts: the others hold the machine's noise."""


class Cost(NamedTuple):
    """What one page costs: how its story was found, its size in bytes, and seconds of CPU."""

    how: str
    size: int
    parse: float
    read: float


def main() -> None:
    """Parse the options, measure, print the table."""
    options = argparse.ArgumentParser(
        prog="python -m benchmarks.reading", description=(__doc__ or "").splitlines()[0]
    )
    options.add_argument(
        "folder",
        type=Path,
        nargs="?",
        default=ROOT / "fixtures",
        help="HTML files, also in folders inside of it",
    )
    given = options.parse_args()
    costs = [_measure(path) for path in _pages(given.folder)]
    if not costs:
        options.error(f"{given.folder}: no HTML file")
    groups = defaultdict(list)
    for cost in costs:
        groups[cost.how].append(cost)
    print("| the story was found by | pages | KB a page | parse, ms | read, ms | × parse |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    for how, group in sorted(groups.items(), key=lambda each: -len(each[1])):
        print(_line(how, group))
    print(_line("all pages", costs))


def _pages(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.suffix in (".html", ".htm"))


def _measure(path: Path) -> Cost:
    page = Page(url="https://news.example/2026/03/08/story/", body=path.read_bytes())
    parses, reads, how = [], [], ""
    for _ in range(ROUNDS):
        start = time.process_time()
        lxml.html.document_fromstring(page.body)
        parses.append(time.process_time() - start)
        start = time.process_time()
        try:
            how = examine_page(page).how
        except NotAnArticle:
            how = "nothing: refused"
        reads.append(time.process_time() - start)
    return Cost(how, len(page.body), min(parses), min(reads))


def _line(how: str, costs: list[Cost]) -> str:
    parse, read = sum(cost.parse for cost in costs), sum(cost.read for cost in costs)
    size = sum(cost.size for cost in costs) / len(costs) / 1000
    figures = f"{1000 * parse / len(costs):.2f} | {1000 * read / len(costs):.2f} | {read / parse:.1f}"
    return f"| {how} | {len(costs)} | {size:.0f} | {figures} |"


if __name__ == "__main__":
    main()
