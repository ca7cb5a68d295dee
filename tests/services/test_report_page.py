"""The report in a real browser: all of it fits a phone, and it asks for nothing but itself."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from crawler.store import Store
from tests.crawler.report.filling import EVIL, add_run, failed, page
from tests.crawler.storing import another, save

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
OPTIONS = (
    "--headless",
    "--no-sandbox",  # tests may run as root, where there is none
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    "--no-proxy-server",
)
WIDTHS = (390, 1280)

MEASURE = """<!DOCTYPE html><link rel="icon" href="data:,"><body>%s<pre id="told"></pre><script>
addEventListener("load", () => {
  const told = {};
  for (const frame of document.querySelectorAll("iframe")) {
    const page = frame.contentDocument, root = page.documentElement;
    const box = (selector) => page.querySelector(selector).getBoundingClientRect();
    told[frame.width] = {
      overflow: root.scrollWidth - root.clientWidth,
      headline: page.querySelector("h1").innerText,
      title: page.title,
      chart: Math.round(box("svg[role=img]").width),
      letters: Math.round(box("svg[role=img] text").height),
      bars: page.querySelectorAll("svg[role=img] rect").length,
      heat: frame.contentWindow.getComputedStyle(page.querySelector("td.h5")).backgroundColor,
    };
  }
  document.getElementById("told").textContent = JSON.stringify(told);
});
</script>"""


def browser() -> str:
    """Return a browser's program; skips the test where there is none, or fails it with REQUIRE_SERVICES=1."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        reason = f"no browser: none of {', '.join(BROWSERS)} is installed"
        if os.environ.get("REQUIRE_SERVICES") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    return found


@dataclass
class Site:
    """A server with a few pages, which remembers what it was asked for."""

    pages: dict[str, str]
    port: int = 0
    asked: list[str] = field(default_factory=list)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Yield an empty store on disk."""
    opened = Store.open(f"sqlite:///{tmp_path / 'articles.db'}")
    yield opened
    opened.close()


@pytest.fixture
def site(store: Store) -> Iterator[Site]:
    """Yield a server of a report, and of a page that measures it at each width."""
    add_run(store, 3, reason=EVIL, scope=EVIL)
    add_run(store, 2, **failed("coverage", f"{EVIL} {'panjang' * 40}"))
    add_run(store, stats={f"article/refused/{'alasan' * 20}": 123456, "downloader/request_count": 7_654_321})
    save(store, another("satu", published_at="2026-11-29", headline=f"{EVIL} {'judul' * 40}"))
    frames = "".join(f'<iframe src="/report" width="{width}" height="900"></iframe>' for width in WIDTHS)
    served = Site({"/report": page(store), "/": MEASURE % frames})

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            served.asked.append(self.path)
            body = served.pages.get(self.path, "").encode("utf-8")
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        served.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield served
        server.shutdown()
        thread.join()


def test_a_reader_sees_the_whole_report_on_a_phone_and_it_asks_for_nothing_else(
    site: Site, tmp_path: Path
) -> None:
    command = [browser(), *OPTIONS, f"--user-data-dir={tmp_path / 'profile'}", "--dump-dom"]
    done = subprocess.run(
        [*command, f"http://127.0.0.1:{site.port}/"],
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=True,
    )
    (told,) = re.findall(r'<pre id="told">(.+?)</pre>', done.stdout)
    measured = json.loads(unescape(told))
    assert sorted(site.asked) == ["/", "/report", "/report"]
    for width in WIDTHS:
        seen = measured[str(width)]
        assert seen["overflow"] <= 0, f"at {width} pixels one has to scroll sideways: {seen}"
        assert (seen["headline"], "hacked" in seen["title"]) == ("News crawl report", False)
        assert seen["letters"] >= 10, f"at {width} pixels the letters of a chart are too small: {seen}"
        assert seen["bars"] > 3
        assert seen["heat"] == "rgb(19, 90, 150)", "the style sheet is not applied"
    assert measured["390"]["chart"] > 300
