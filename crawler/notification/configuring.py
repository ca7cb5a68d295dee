"""The ways that the settings name, checked before a crawl begins."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from email.utils import parseaddr
from ipaddress import ip_address
from typing import ClassVar
from urllib.parse import urlsplit

from crawler.errors import Trouble
from crawler.notification.ways.command import Command
from crawler.notification.ways.services import Missing, Unknown, services
from crawler.notification.ways.way import Way
from crawler.notification.ways.webhook import Webhook

WAYS = ("NOTIFY_COMMAND", "NOTIFY_EMAIL", "NOTIFY_WEBHOOK", "NOTIFY_APPRISE")
"""The settings that each name a way; all empty: nobody is told."""
_MAIL = ("HOST", "PORT", "FROM", "USER", "PASS", "TLS", "SSL")
SETTINGS = (*WAYS, "NOTIFY_AGAIN_HOURS", "NOTIFY_TIMEOUT", *(f"MAIL_{name}" for name in _MAIL))
"""All settings that are read here."""

_YES, _NO = ("1", "true"), ("", "0", "false", "none")


class BadSetting(Trouble):
    """A setting that cannot be used: one sentence, without passwords."""

    is_mistake: ClassVar[bool] = True


@dataclass(frozen=True, slots=True)
class Configuration:
    """Who is told, and how."""

    ways: tuple[Way, ...]
    """Empty: nobody."""
    again: timedelta
    """After this time the same failure is told again."""
    timeout: int
    """Seconds that each way has."""


def configured(settings: Mapping[str, str], ca_file: str | None, user_agent: str) -> Configuration:
    """Return what the settings say. Raises BadSetting; without a way nothing else is read.

    ``ca_file``: certificate authorities that are trusted beside those of the system.
    """
    values = {name: settings.get(name, "").strip() for name in SETTINGS}
    if not any(values[name] for name in WAYS):
        return Configuration((), timedelta(), 1)
    ways: list[Way] = []
    if line := values["NOTIFY_COMMAND"]:
        if "\0" in line:
            raise BadSetting("the setting NOTIFY_COMMAND holds a character that no command may hold (NUL)")
        ways.append(Command(line))
    if values["NOTIFY_EMAIL"]:
        ways.append(_mail(values, ca_file))
    if url := values["NOTIFY_WEBHOOK"]:
        ways.append(Webhook(_checked_url(url), ca_file, user_agent))
    if urls := values["NOTIFY_APPRISE"]:
        ways.extend(_services(urls))
    again = timedelta(hours=_number(values, "NOTIFY_AGAIN_HOURS", 0, 24 * 366))
    return Configuration(tuple(ways), again, _number(values, "NOTIFY_TIMEOUT", 1, 600))


def _mail(values: Mapping[str, str], ca_file: str | None) -> Way:
    from crawler.notification.ways.mail import Mail  # noqa: PLC0415  # few send mail, each crawl would wait

    to = tuple(each.strip() for each in values["NOTIFY_EMAIL"].split(",") if each.strip())
    for each in to or ("",):
        _check_address("NOTIFY_EMAIL", each)
    host, user, sender = values["MAIL_HOST"], values["MAIL_USER"], values["MAIL_FROM"]
    if not host or not host.isprintable() or " " in host:
        raise BadSetting(f"the setting MAIL_HOST={host} names no mail server, which NOTIFY_EMAIL needs")
    sender = sender or (user if "@" in user else "")
    if sender:
        _check_address("MAIL_FROM", sender)
    has_starttls, is_tls = _flag(values, "MAIL_TLS"), _flag(values, "MAIL_SSL")
    if has_starttls and is_tls:
        raise BadSetting(
            "MAIL_TLS=1 (encrypted once it is open) and MAIL_SSL=1 (from the start) exclude each other"
        )
    if user and not (has_starttls or is_tls or _is_loopback(host)):
        raise BadSetting(
            f"MAIL_PASS would be sent to {host} for everybody to read: set MAIL_TLS=1 (port 587)"
            " or MAIL_SSL=1 (port 465)"
        )
    usual = 465 if is_tls else 587 if has_starttls else 25
    port = _number({"MAIL_PORT": values["MAIL_PORT"] or str(usual)}, "MAIL_PORT", 1, 65535)
    return Mail(
        to, host, port, sender, user, values["MAIL_PASS"], has_starttls, is_tls=is_tls, ca_file=ca_file
    )


def _check_address(name: str, given: str) -> None:
    address = parseaddr(given)[1]
    user, _, domain = address.rpartition("@")
    if not (user and domain and given.isprintable()) or " " in address:
        raise BadSetting(f"the setting {name}: {given!r} is not an e-mail address")


def _checked_url(url: str) -> str:
    try:
        parts = urlsplit(url)
        is_url = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:  # brackets that are not an IPv6 address, an impossible port
        is_url = False
    if not is_url or not url.isascii() or not url.isprintable() or " " in url:
        # Its value is not shown: whoever has the URL of a webhook can use it.
        raise BadSetting("the setting NOTIFY_WEBHOOK is not an http(s) URL; write https://HOST/PATH")
    return url


def _services(urls: str) -> list[Way]:
    try:
        return list(services(urls))
    except Missing:
        raise BadSetting(
            "NOTIFY_APPRISE needs the library apprise, which is not installed:"
            " pip install 'telegraf-corpus[notify]'"
        ) from None
    except Unknown as error:
        raise BadSetting(f"the setting NOTIFY_APPRISE names no service that apprise knows: {error}") from None


def _number(values: Mapping[str, str], name: str, least: int, most: int) -> int:
    try:
        number = int(values[name])
    except ValueError:
        number = least - 1
    if not least <= number <= most:
        raise BadSetting(f"the setting {name}={values[name]} must be a whole number from {least} to {most}")
    return number


def _flag(values: Mapping[str, str], name: str) -> bool:
    value = values[name].lower()
    if value not in (*_YES, *_NO):
        raise BadSetting(f"the setting {name}={values[name]} is neither 1 nor 0")
    return value in _YES


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() == "localhost"
