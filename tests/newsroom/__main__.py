"""``python -m tests.newsroom --port 8000 --set generated=50``: serves the newspaper for a look."""

from __future__ import annotations

import argparse
import contextlib
import json
import time
from typing import Any

from tests.newsroom.options import Options
from tests.newsroom.server import serve


def value(text: str) -> Any:
    """Read the value of an option: as JSON if it is JSON, else as text."""
    try:
        return json.loads(text)
    except ValueError:
        return text


def main() -> None:
    """Serve until interrupted, and print the requests."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.newsroom", description="serve a small newspaper on loopback"
    )
    parser.add_argument("--port", type=int, default=0, help="default: a free port")
    parser.add_argument(
        "--set", action="append", default=[], metavar="NAME=VALUE", help="see tests/newsroom/options.py"
    )
    arguments = parser.parse_args()
    pairs = [pair.partition("=") for pair in arguments.set]
    options = Options(**{name: value(text) for name, _, text in pairs})
    with serve(options, port=arguments.port) as site, contextlib.suppress(KeyboardInterrupt):
        print(site.url, flush=True)
        shown = 0
        while True:
            time.sleep(0.2)
            for logged in site.requests[shown:]:
                print(logged.method, logged.path, logged.status, flush=True)
            shown = len(site.requests)


if __name__ == "__main__":
    main()
