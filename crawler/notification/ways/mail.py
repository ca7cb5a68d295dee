"""``NOTIFY_EMAIL``: a plain mail, by Python's own SMTP client; Scrapy's MailSender is deprecated."""

from __future__ import annotations

import contextlib
import smtplib
import socket
import ssl
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formataddr, formatdate, make_msgid, parseaddr

from crawler.notification.notice import Notice
from crawler.notification.secrets import without_secrets
from crawler.notification.ways.way import NotTaken

_ASCII = SMTP.clone(cte_type="7bit")
"""What is not ASCII is encoded: not every server takes 8 bits (RFC 6152)."""
_A_MOMENT = 0.5
"""Seconds that a server has to say good-bye, once it has the mail."""


@dataclass(frozen=True, slots=True)
class Mail:
    """Some addresses, and the SMTP server (RFC 5321) that brings them a mail."""

    to: tuple[str, ...]
    """Addresses, each perhaps with a name: ``Sri <sri@koran.example>``."""
    host: str
    port: int
    sender: str
    """Address; empty: ``telegraf-corpus`` on this machine."""
    user: str = ""
    """Empty: the server asks for none."""
    password: str = ""
    has_starttls: bool = False
    """Whether the connection is encrypted once it is open (RFC 3207); a server that cannot is refused."""
    is_tls: bool = False
    """Whether it is encrypted from the start (RFC 8314)."""
    ca_file: str | None = None
    """File of certificate authorities that are trusted beside those of the system."""
    key: str = "email"

    @property
    def name(self) -> str:
        """What it is called: by its server."""
        return f"The mail server {self.host}:{self.port}"

    def send(self, notice: Notice, timeout: float) -> None:
        """Send one mail to all. Raises NotTaken, OSError."""
        try:
            refused = self._deliver(self.message(notice), timeout)
        except smtplib.SMTPRecipientsRefused as error:
            raise NotTaken(f"refuses {self._refused(error.recipients)}") from None
        except smtplib.SMTPAuthenticationError as error:
            raise NotTaken(f"does not accept MAIL_USER and MAIL_PASS ({self._said(error)})") from None
        except smtplib.SMTPResponseException as error:
            raise NotTaken(f"refuses the mail ({self._said(error)})") from None
        except smtplib.SMTPServerDisconnected as error:
            if isinstance(error.__context__, TimeoutError):  # smtplib takes it for a closed connection
                raise error.__context__ from None
            raise NotTaken("has closed the connection") from None
        except smtplib.SMTPException as error:
            raise NotTaken(f"failed ({without_secrets(str(error), self.password)})") from None
        if refused:
            raise NotTaken(f"refuses {self._refused(refused)}; the others got it", is_partly_taken=True)

    def message(self, notice: Notice) -> EmailMessage:
        """Return the mail: plain text, marked as sent by a machine (RFC 3834), so that nobody answers it."""
        message = EmailMessage(policy=_ASCII)
        message["Subject"] = notice.subject
        message["From"] = self.sender or f"telegraf-corpus@{socket.getfqdn()}"
        message["To"] = ", ".join(formataddr(parseaddr(each)) for each in self.to)
        message["Date"] = formatdate()
        message["Message-ID"] = make_msgid(domain=notice.host or "localhost")
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(f"{notice.text}\n")
        return message

    def _deliver(self, message: EmailMessage, timeout: float) -> dict[str, tuple[int, bytes]]:
        server = self._connected(timeout)
        try:
            if self.has_starttls:
                server.starttls(context=self._context())
            if self.user:
                server.login(self.user, self.password)
            refused = server.send_message(message)
            if server.sock is not None:
                server.sock.settimeout(_A_MOMENT)
            with contextlib.suppress(OSError):  # it has the mail, however it says good-bye
                server.quit()
            return refused
        finally:
            server.close()

    def _connected(self, timeout: float) -> smtplib.SMTP:
        if self.is_tls:
            return smtplib.SMTP_SSL(self.host, self.port, timeout=timeout, context=self._context())
        return smtplib.SMTP(self.host, self.port, timeout=timeout)

    def _context(self) -> ssl.SSLContext:
        context = ssl.create_default_context()
        if self.ca_file is not None:
            context.load_verify_locations(self.ca_file)
        return context

    def _said(self, error: smtplib.SMTPResponseException) -> str:
        said = error.smtp_error
        text = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
        return without_secrets(f"{error.smtp_code} {text}", self.password)

    @staticmethod
    def _refused(recipients: dict[str, tuple[int, bytes]]) -> str:
        return ", ".join(
            f"{address} ({code} {said.decode('utf-8', 'replace')})"
            for address, (code, said) in recipients.items()
        )
