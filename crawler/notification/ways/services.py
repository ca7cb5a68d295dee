"""``NOTIFY_APPRISE``: the services that the library apprise knows, each by a URL."""

from __future__ import annotations

import logging
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

from crawler.notification.notice import Notice
from crawler.notification.secrets import shown, without_secrets
from crawler.notification.ways.way import NotTaken

_LOGGER = "apprise"


class Missing(Exception):
    """The library is not installed."""


class Unknown(Exception):
    """A URL that the library does not know; the message is the URL without its secrets."""


@dataclass(frozen=True, slots=True)
class Service:
    """One service."""

    url: str
    key: str
    service: Any
    """What apprise made of the URL."""

    @property
    def name(self) -> str:
        """What it is called: by its place in the setting, and the kind of its URL."""
        return f"The service {shown(self.url)} ({self.key})"

    def send(self, notice: Notice, timeout: float) -> None:
        """Send it; apprise says in its log why it could not. Raises NotTaken."""
        from apprise import NotifyFormat  # noqa: PLC0415

        with _heard() as said:
            is_sent = self.service.notify(
                body=notice.text,
                title=notice.subject,
                body_format=NotifyFormat.TEXT,
                notify_type=_type(notice),
            )
        if not is_sent:
            why = without_secrets(" ".join(said), self.url)
            raise NotTaken(f"did not take it{f': {why}' if why else ''}")


def services(given: str) -> list[Service]:
    """Return the services of a setting. Raises Missing, Unknown."""
    if find_spec("apprise") is None:
        raise Missing
    from apprise import Apprise  # noqa: PLC0415  # it takes 0.1 s to import
    from apprise.utils.parse import parse_urls  # noqa: PLC0415

    logging.getLogger(_LOGGER).propagate = False  # its warnings may hold secrets, and say what we say
    urls: list[str] = parse_urls(given)  # type: ignore[no-untyped-call]
    found = []
    for number, url in enumerate(urls, start=1):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # some of its plugins import what Python deprecates
            service = Apprise.instantiate(url)
        if service is None:
            raise Unknown(shown(url))
        found.append(Service(url, f"apprise {number}", service))
    return found


def _type(notice: Notice) -> Any:
    from apprise import NotifyType  # noqa: PLC0415

    return {"recovery": NotifyType.SUCCESS, "test": NotifyType.INFO}.get(notice.kind, NotifyType.FAILURE)


@contextmanager
def _heard() -> Iterator[list[str]]:
    """Yield what apprise warns of in this thread."""
    said: list[str] = []
    own = threading.get_ident()

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if record.thread == own:
                said.append(record.getMessage())

    listener, logger = Listener(logging.WARNING), logging.getLogger(_LOGGER)
    logger.addHandler(listener)
    try:
        yield said
    finally:
        logger.removeHandler(listener)
