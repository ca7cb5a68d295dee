"""Newspapers on loopback addresses of their own, for :mod:`benchmarks.fleet`: a process that only serves.

It prints their URLs as JSON. For each line on stdin it prints, as JSON, when each of them was asked so far:
seconds of a clock that does not jump. It ends with its stdin.
"""

from __future__ import annotations

import json
import sys
import time
from contextlib import ExitStack

from tests.newsroom.answer import Answer
from tests.newsroom.server import RunningNewspaper, serve


def timed(site: RunningNewspaper) -> list[float]:
    """Return the list to which the time of each response is added."""
    times: list[float] = []

    def note(_path: str, answer: Answer) -> Answer:
        times.append(time.monotonic())
        return answer

    site.spoil = note
    return times


def main() -> None:
    count, pages, size = map(int, sys.argv[1:])
    with ExitStack() as stack:
        sites = [
            stack.enter_context(
                serve(fixtures=None, generated=pages, page_bytes=size, host=f"127.0.1.{number + 1}")
            )
            for number in range(count)
        ]
        asked = {site.url: timed(site) for site in sites}
        print(json.dumps(list(asked)), flush=True)
        for _ in sys.stdin:
            print(json.dumps(asked), flush=True)


if __name__ == "__main__":
    main()
