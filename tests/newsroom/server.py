"""The newspaper on a free port of loopback, over real HTTP.

>>> from tests.newsroom.server import serve
>>> with serve(generated=3, fixtures=None) as site:
...     site.url.startswith("http://127.0.0.1:"), site.requests
(True, [])

The pytest fixture ``newsroom`` is ``serve()``: the saved pages, nothing hidden. What a test may rely on:

- ``serve(**options)``: how it behaves, see :class:`tests.newsroom.options.Options`
- ``site.url``, ``site.requests`` (the access log), ``site.asked(pattern)``, ``site.stories``
- what editors do while it runs: ``publish``, ``edit``, ``trash``, ``restore``, ``rename``
- what goes wrong: ``trouble(path, status, times=, delay=, headers=, body=, cut=)`` until ``calm()``
- what a crawl should get: :func:`tests.newsroom.expected.expected_articles`

``python -m tests.newsroom --port 8000`` serves it, to look at it in a browser.
"""

from __future__ import annotations

import gzip
import re
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import TCPServer
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlsplit

from tests.newsroom.answer import GZIP, HOST, Answer, Request, redirect
from tests.newsroom.feeds import answer_feed
from tests.newsroom.lists import answer_page, not_found
from tests.newsroom.newspaper import Newspaper, Trouble
from tests.newsroom.options import Options
from tests.newsroom.permalinks import rewriter
from tests.newsroom.rest import answer_rest
from tests.newsroom.sitemaps import answer_robots, answer_sitemap

JSON_FEED_LINK = f'<link rel="alternate" type="application/feed+json" href="{HOST}/feed/json/">'.encode()
REST_LINKS = re.compile(
    rb'<link rel=[\'"](?:https://api\.w\.org/|alternate[\'"] [^>]*type=[\'"]application/json)[^>]*>'
)
TEXT = re.compile(rf"text/|json|xml|{GZIP}")


class Logged(NamedTuple):
    """One line of the access log."""

    method: str
    path: str
    """With the query, as requested."""
    status: int
    agent: str
    """Its User-Agent."""
    at: float
    """When it arrived, by :func:`time.monotonic`, which all processes of a machine share."""


class RunningNewspaper(Newspaper):
    """The newspaper while it is served."""

    def __init__(self, options: Options) -> None:
        super().__init__(options)
        self.requests: list[Logged] = []
        """The access log, in the order in which the responses were sent."""
        self.origin = ""
        """Scheme, host and port."""
        self.spoil: Callable[[str, Answer], Answer] = lambda path, answer: answer
        """Changes each response on its way; gets the requested path with the query."""
        self.wall: str | None = None
        """URLs (a regular expression) that redirect to themselves until the cookie they set comes back."""

    @property
    def url(self) -> str:
        """Its front page, without the final slash."""
        return self.origin + self.options.prefix

    def asked(self, pattern: str = "") -> list[str]:
        """Return the requested paths that match a regular expression."""
        return [logged.path for logged in list(self.requests) if re.search(pattern, logged.path)]

    def answer(self, path: str, headers: Mapping[str, str]) -> Answer:
        """Respond to a request; ``path`` is as in the request line."""
        parts = urlsplit(path)
        query = dict(parse_qsl(parts.query, keep_blank_values=True))
        if parts.path == "/robots.txt":
            return answer_robots(self)
        if not f"{parts.path}/".startswith(f"{self.options.prefix}/"):
            return not_found(self)
        request = Request(parts.path.removeprefix(self.options.prefix) or "/", query, headers)
        if request.path in ("/", "/index.php") and (pretty := self.path(query)):
            if self.options.permalinks == "pretty" and "p" in query:
                return redirect(HOST + pretty)
            request = Request(pretty, {}, headers)
        found = answer_rest(self, request) or answer_sitemap(self, request) or answer_feed(self, request)
        return found or answer_page(self, request) or not_found(self)

    def printed(self, answer: Answer) -> Answer:
        """Replace telegraf.test of the fixtures by the newspaper's origin and its form of permalinks."""
        html = answer.content_type.startswith("text/html")
        body, headers, hidden = answer.body, list(answer.headers), self.options.rest == "hidden"
        if html and hidden:
            body = REST_LINKS.sub(b"", body)
            headers = [(name, value) for name, value in headers if "application/json" not in value]
        elif html:
            headers.append(("Link", f'<{HOST}/wp-json/>; rel="https://api.w.org/"'))
        if html and self.options.json_feed:
            body = body.replace(b"</head>", JSON_FEED_LINK + b"</head>", 1)
        if TEXT.search(answer.content_type):
            ampersand = "&" if "json" in answer.content_type else "&amp;"
            rewrite = rewriter(HOST, self.url, self.address, ampersand)
            body = rewrite(body.decode("latin-1")).encode("latin-1")
        if answer.content_type == GZIP:
            body = gzip.compress(body, mtime=0)
        rewrite = rewriter(HOST, self.url, self.address, "&")
        headers = [(name, rewrite(value)) for name, value in headers]
        return Answer(body, answer.status, answer.content_type, tuple(headers))


class Handler(BaseHTTPRequestHandler):
    """Reads a request, writes the newspaper's response."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    timeout = 30
    site: RunningNewspaper
    arrived_at = 0.0

    def parse_request(self) -> bool:
        self.arrived_at = time.monotonic()
        return super().parse_request()

    def do_GET(self) -> None:
        answer, cut = self.before_the_wall(), False
        for trouble in self.site.strikes(self.path.removeprefix(self.site.options.prefix)):
            time.sleep(trouble.delay)
            cut = cut or trouble.cut
            answer = answer or self.trouble_answer(trouble)
        answer = answer or self.site.printed(self.site.answer(self.path, dict(self.headers.items())))
        self.send(self.site.spoil(self.path, answer), cut)

    do_HEAD = do_GET

    def before_the_wall(self) -> Answer | None:
        wall, cookie = self.site.wall, self.headers.get("Cookie", "")
        if wall is None or not re.search(wall, self.path) or "setuju=1" in cookie:
            return None
        headers = (("Location", self.path), ("Set-Cookie", "setuju=1; Path=/; HttpOnly"))
        return Answer(b"", 302, headers=headers)

    @staticmethod
    def trouble_answer(trouble: Trouble) -> Answer | None:
        if trouble.status is None:
            return None
        return Answer(trouble.body, trouble.status, headers=trouble.headers)

    def send(self, answer: Answer, cut: bool) -> None:
        # The log first: a client that has its response finds the request in it.
        agent = self.headers["User-Agent"]
        self.site.requests.append(Logged(self.command, self.path, answer.status, agent, self.arrived_at))
        self.send_response(answer.status)
        if answer.status != 304:
            self.send_header("Content-Type", answer.content_type)
            self.send_header("Content-Length", str(len(answer.body)))
        for name, value in answer.headers:
            self.send_header(name, value)
        self.end_headers()
        if self.command == "GET" and answer.status != 304:
            self.wfile.write(answer.body[: len(answer.body) // 2] if cut else answer.body)
        if cut:
            self.close_connection = True

    def log_message(self, format: str, *args: Any) -> None:
        """Print nothing: the access log is :attr:`RunningNewspaper.requests`."""


class Server(ThreadingHTTPServer):
    """A server that stops at once: it closes the connections that its clients keep open."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, handler: type[Handler], host: str, port: int) -> None:
        super().__init__((host, port), handler)
        self.open: set[socket.socket] = set()

    def server_bind(self) -> None:
        """Bind without a DNS lookup of the machine's name."""
        TCPServer.server_bind(self)

    def process_request(self, request: Any, client_address: Any) -> None:
        self.open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        self.open.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Ignore clients that went away (a test killed them)."""

    def stop(self) -> None:
        self.shutdown()
        for connection in list(self.open):
            self.shutdown_request(connection)
        self.server_close()


@contextmanager
def serve(
    options: Options | None = None,
    *,
    host: str = "127.0.0.1",
    port: int = 0,
    tls: ssl.SSLContext | None = None,
    **changes: Any,
) -> Iterator[RunningNewspaper]:
    """Serve a newspaper; ``serve(generated=30, rest=404)`` is short for ``serve(Options(...))``.

    ``host``: any loopback address; ``tls``: over https. Raises OSError if host or port is not available.
    """
    site = RunningNewspaper(options or Options(**changes))
    server = Server(type("SiteHandler", (Handler,), {"site": site}), host, port)
    site.origin = f"{'https' if tls else 'http'}://{host}:{server.server_address[1]}"
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.stop()
        thread.join()


def refusing_url() -> str:
    """Return a URL on loopback where nothing listens."""
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{unused.getsockname()[1]}"
