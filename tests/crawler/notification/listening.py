"""Real servers on loopback that take notices: SMTP and HTTP, as they should be and as they should not."""

from __future__ import annotations

import json
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from crawler.notification.notice import Notice

NOTICE = Notice(
    kind="failure",
    site="telegraf",
    host="mesin-1",
    subject="telegraf: sick - Cabai tak ada lagi",
    text="The crawl of telegraf has failed.\n\nWhat is wrong:\n- “Cabai” tak ada lagi.",
    run=7,
    status=1,
    reason="finished",
    failed_checks=(("cabai", "“Cabai” tak ada lagi."),),
    failed_runs=1,
    numbers={"requests": 3},
)


class Mailbox:
    """Handler of aiosmtpd: keeps what comes."""

    def __init__(self, refused: tuple[str, ...]) -> None:
        self.mails: list[EmailMessage] = []
        self.envelopes: list[Envelope] = []
        self.port = 0
        self._refused = refused

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self._refused:
            return f"550 no mailbox {address}"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        content = envelope.content
        assert isinstance(content, bytes)
        message = message_from_bytes(content, policy=default)
        assert isinstance(message, EmailMessage)
        self.mails.append(message)
        self.envelopes.append(envelope)
        return "250 OK"


class _FreePort(Controller):
    """The server on a port that the system chooses."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]  # type: ignore[union-attr]
        super()._trigger_server()  # type: ignore[no-untyped-call]


@contextmanager
def mail_server(
    *,
    tls: ssl.SSLContext | None = None,
    starttls: ssl.SSLContext | None = None,
    login: tuple[str, str] | None = None,
    refused: tuple[str, ...] = (),
) -> Iterator[Mailbox]:
    """Serve SMTP; ``login``: the only user and password."""

    def check(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
        assert isinstance(data, LoginPassword)
        is_right = (data.login.decode(), data.password.decode()) == login
        return AuthResult(success=is_right, handled=False)

    options: dict[str, Any] = {"tls_context": starttls, "require_starttls": starttls is not None}
    if login is not None:
        options |= {"authenticator": check, "auth_required": True, "auth_require_tls": starttls is not None}
    box = Mailbox(refused)
    server = _FreePort(box, hostname="127.0.0.1", port=0, ssl_context=tls, **options)
    server.start()
    box.port = server.port
    try:
        yield box
    finally:
        server.stop()


@dataclass
class Hook:
    """What a web server was sent, and how it answers."""

    url: str = ""
    posts: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    status: int = 200
    location: str = ""
    body: bytes = b"ok"
    hangs: bool = False
    drips: bool = False
    """Whether it sends its answer byte by byte, never coming to an end."""
    over: threading.Event = field(default_factory=threading.Event)

    @property
    def kinds(self) -> list[str]:
        return [post["kind"] for post in self.posts]


class _Handler(BaseHTTPRequestHandler):
    hook: Hook

    def do_POST(self) -> None:
        hook = self.hook
        body = self.rfile.read(int(self.headers["Content-Length"]))
        hook.headers.append(dict(self.headers.items()))
        hook.posts.append(json.loads(body))
        if hook.hangs:
            hook.over.wait()
            return
        if hook.drips:
            self.wfile.write(b"HTTP/1.0 200 OK\r\nX: ")
            while not hook.over.wait(0.1):
                self.wfile.write(b"x")
            return
        self.send_response(hook.status)
        if hook.location:
            self.send_header("Location", hook.location)
        self.end_headers()
        self.wfile.write(hook.body)

    def do_GET(self) -> None:
        self.hook.posts.append({"kind": "GET"})

    def log_message(self, format: str, *args: Any) -> None:
        """Print nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Ignore clients that went away."""


@contextmanager
def web_server(tls: ssl.SSLContext | None = None, **how: Any) -> Iterator[Hook]:
    """Serve HTTP, or https."""
    hook = Hook(**how)
    server = _Server(("127.0.0.1", 0), type("Own", (_Handler,), {"hook": hook}))
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    hook.url = f"http{'s' if tls else ''}://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield hook
    finally:
        hook.over.set()
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def mute_port() -> Iterator[int]:
    """Yield a port whose connections are accepted by the system, and where nobody ever speaks."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        yield listening.getsockname()[1]


def closed_port() -> int:
    """Return a port where nothing listens."""
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port: int = unused.getsockname()[1]
        return port
