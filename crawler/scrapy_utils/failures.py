"""Why a request gave no response that can be read: one word for statistics, a sentence for people."""

from __future__ import annotations

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)


class NotAsked(IgnoreRequest):
    """A request that is not sent, in this run or a later one; ``reason`` is the word for statistics."""

    def __init__(self, reason: str, sentence: str) -> None:
        super().__init__(sentence)
        self.reason = reason


class Unusable(Exception):
    """A response that came, and that cannot be used; ``reason`` is the word for statistics."""

    reason: str


class CutOff(Unusable):
    """A response that is only a part of what was requested."""

    reason = "cut_off"


class TooLarge(Unusable):
    """A response that is larger than what is read of any."""

    reason = "too_large"


class TooManyRedirects(Unusable):
    """A response that leads back to where the request came from."""

    reason = "redirects"


class BadCertificate(Exception):
    """A host that could not prove who it is."""

    reason = "certificate"


class RobotsUnreachable(IgnoreRequest):
    """A request that is not sent because its host's robots.txt cannot be had; a later run tries again."""

    def __init__(self, reason: str, sentence: str, said: str) -> None:
        super().__init__(sentence)
        self.reason = reason
        """``robots_unreachable``, or why nothing at all can be had of its host."""
        self.said = said
        """The same in words, behind the URL of the request."""


ROBOTS = "robots"

_NO_TLS = "it does not speak TLS there; its http:// URL may work"

_WHY = {
    CannotResolveHostError: ("unknown_host", "its host is unknown"),
    DownloadConnectionRefusedError: ("refused_connection", "it refuses the connection"),
    DownloadTimeoutError: ("timeout", "it did not respond in time"),
    ResponseDataLossError: (CutOff.reason, "its response was cut off"),
    DownloadCancelledError: (TooLarge.reason, "its response is larger than DOWNLOAD_MAXSIZE"),
}


def reason_of(error: BaseException) -> str:
    """Return the word that statistics use for an error of the network."""
    if isinstance(error, NotAsked | RobotsUnreachable | Unusable | BadCertificate):
        return error.reason
    if isinstance(error, IgnoreRequest):
        return ROBOTS if _is_robots(error) else TooManyRedirects.reason if _is_redirects(error) else "ignored"
    return next((word for kind, (word, _) in _WHY.items() if isinstance(error, kind)), "network")


def said_of(error: BaseException) -> str:
    """Return what an error of the network means, in words."""
    if isinstance(error, RobotsUnreachable):
        return error.said
    said = next((said for kind, (_, said) in _WHY.items() if isinstance(error, kind)), None)
    if isinstance(error, TooManyRedirects) or (isinstance(error, IgnoreRequest) and _is_redirects(error)):
        said = "it redirects in a circle, or too often"
    if said is None and isinstance(error, DownloadFailedError):
        is_tls = "SSL" in str(error)
        said = _NO_TLS if is_tls else "the connection was closed before a whole response came"
    return said or str(error).rstrip(".")


def is_final(error: BaseException) -> bool:
    """Say whether a request would be refused again: by robots.txt, or by a rule of the project."""
    return isinstance(error, NotAsked) or (isinstance(error, IgnoreRequest) and _is_robots(error))


def is_silence(error: BaseException) -> bool:
    """Say whether nothing was heard of the site, though it was asked."""
    return not isinstance(error, IgnoreRequest | Unusable | ResponseDataLossError | DownloadCancelledError)


def _is_robots(error: IgnoreRequest) -> bool:
    return str(error) == "Forbidden by robots.txt"  # of RobotsTxtMiddleware


def _is_redirects(error: IgnoreRequest) -> bool:
    return str(error) == "max redirections reached"  # of RedirectMiddleware
