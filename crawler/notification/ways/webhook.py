"""``NOTIFY_WEBHOOK``: a URL that gets the notice as JSON by POST."""

from __future__ import annotations

import base64
import ssl
from dataclasses import dataclass
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import unquote, urlsplit, urlunsplit
from urllib.request import HTTPRedirectHandler, HTTPSHandler, OpenerDirector, Request, build_opener

from crawler.notification.notice import Notice, one_line
from crawler.notification.secrets import shown, without_secrets
from crawler.notification.ways.way import NotTaken

_MOST_READ = 2000
"""Bytes of an answer that are read, to say why a notice was refused."""


@dataclass(frozen=True, slots=True)
class Webhook:
    """A URL (http or https) of which any answer but 2xx is a failure."""

    url: str
    ca_file: str | None = None
    """File of certificate authorities that are trusted beside those of the system."""
    user_agent: str = "telegraf-corpus"
    key: str = "webhook"

    @property
    def name(self) -> str:
        """What it is called: its host only, since its path is a password."""
        return f"The webhook {shown(self.url)}"

    def send(self, notice: Notice, timeout: float) -> None:
        """Post it. Raises NotTaken, OSError."""
        try:
            with self._opener().open(self._request(notice), timeout=timeout) as response:
                response.read(_MOST_READ)
        except HTTPError as error:
            with error:
                raise NotTaken(self._refusal(error)) from None
        except URLError as error:
            raise (
                error.reason
                if isinstance(error.reason, OSError)
                else NotTaken(f"failed ({without_secrets(str(error.reason), self.url)})")
            ) from None

    def _request(self, notice: Notice) -> Request:
        parts = urlsplit(self.url)
        user, at, place = parts.netloc.rpartition("@")
        headers = {"Content-Type": "application/json; charset=utf-8", "User-Agent": self.user_agent}
        if at:
            headers["Authorization"] = f"Basic {base64.b64encode(unquote(user).encode()).decode()}"
        url = urlunsplit(parts._replace(netloc=place, fragment=""))
        return Request(url, notice.as_bytes(), headers, method="POST")

    def _opener(self) -> OpenerDirector:
        """Return what asks: certificates are verified, proxies are those of the environment."""
        context = ssl.create_default_context()
        if self.ca_file is not None:
            context.load_verify_locations(self.ca_file)
        return build_opener(HTTPSHandler(context=context), _NoRedirects)

    def _refusal(self, error: HTTPError) -> str:
        if error.code in (301, 302, 303, 307, 308):
            where = shown(error.headers.get("Location") or "")
            return (
                f"redirects to {where} (status {error.code}); notices are not sent on: name that URL itself"
            )
        said = one_line(error.read(_MOST_READ).decode("utf-8", "replace"), 200)
        answer = f"answers with status {error.code}"
        return f"{answer}: {without_secrets(said, self.url)}" if said else answer


class _NoRedirects(HTTPRedirectHandler):
    """A redirect is an error: it would make a GET without the notice of the POST."""

    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        """Return nothing to ask."""
        return
