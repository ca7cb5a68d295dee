"""What all ways of sending a notice have in common, and why one is not taken."""

from __future__ import annotations

import socket
import ssl
from typing import Protocol

from crawler.notification.notice import Notice, one_line
from crawler.text import counted


class Way(Protocol):
    """One way to tell somebody. It blocks while it sends, so it runs in a thread of its own."""

    @property
    def key(self) -> str:
        """A name under which it is remembered, without secrets."""

    @property
    def name(self) -> str:
        """What it is called in a sentence, without secrets: ``The webhook https://hooks.example/***``."""

    def send(self, notice: Notice, timeout: float) -> None:
        """Send a notice within some seconds. Raises NotTaken; OSError and others are explained as well."""


class NotTaken(Exception):
    """A notice did not arrive. The message is what the way did, to be put behind its name."""

    def __init__(self, why: str, *, is_partly_taken: bool = False) -> None:
        super().__init__(one_line(why, 400))
        self.is_partly_taken = is_partly_taken
        """Whether somebody has got it all the same, so that it need not be sent again."""


def explained(error: BaseException, timeout: float) -> str:
    """Return what an error of the network means, to be put behind the name of a way."""
    match error:
        case NotTaken():
            return str(error)
        case TimeoutError():
            return late(timeout)
        case ssl.SSLCertVerificationError():
            return (
                f"has a certificate that is not accepted ({error.verify_message.rstrip('.')}); if you trust"
                " who issued it, name that authority by CA_FILE"
            )
        case ssl.SSLError():
            return f"does not speak TLS as it should ({_reason(error)})"
        case socket.gaierror():
            return f"has a host that cannot be found ({_reason(error)})"
        case ConnectionError():
            return f"cannot be reached ({_reason(error)})"
        case OSError():
            return f"failed ({_reason(error)})"
    return f"failed ({type(error).__name__}: {one_line(str(error), 200)})"


def late(timeout: float) -> str:
    """Return what is said of a way that has not ended in time."""
    return f"has not answered within {counted(int(timeout), 'second')}"


def _reason(error: OSError) -> str:
    return one_line(error.strerror or str(error) or type(error).__name__, 200)
