"""A few pages on a free port of loopback."""

from __future__ import annotations

import threading
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Serving(ABC):
    """A site while it is served; a subclass says what its addresses answer."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        """The paths asked for, without robots.txt."""
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                if self.path != "/robots.txt":
                    site.asked.append(self.path)
                status, text = site.page(self.path)
                kind = "text/html" if text.startswith("<") else "text/plain"
                body = text.encode()
                self.send_response(status)
                self.send_header("Content-Type", f"{kind}; charset=utf-8")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: Any) -> None:
                """Print nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02})
        self._thread.start()

    @property
    def url(self) -> str:
        """The front page."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/"

    @abstractmethod
    def page(self, path: str) -> tuple[int, str]:
        """Return status and body of an address."""

    def stop(self) -> None:
        """Serve no longer."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


@contextmanager
def serve_pages(kind: type[Serving]) -> Iterator[Serving]:
    """Serve a site; stopping it earlier does no harm."""
    site = kind()
    try:
        yield site
    finally:
        site.stop()
