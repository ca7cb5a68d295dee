"""Certificates of https sites: verified, with an authority of the user's own if one is given."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Callable
from pathlib import Path
from typing import Any
from weakref import ref

from OpenSSL import SSL
from scrapy.core.downloader.contextfactory import _ScrapyClientContextFactory
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadFailedError, UsageError
from scrapy.settings import BaseSettings
from service_identity import CertificateError, VerificationError
from service_identity.hazmat import DNS_ID, IPAddress_ID, ServiceID, verify_service_identity
from service_identity.pyopenssl import extract_patterns
from twisted.internet._sslverify import IOpenSSLTrustRoot
from twisted.internet.abstract import isIPAddress, isIPv6Address
from twisted.internet.interfaces import IOpenSSLClientConnectionCreator
from twisted.internet.ssl import optionsForClientTLS
from twisted.python.failure import Failure
from twisted.web.client import ResponseFailed
from zope.interface import implementer  # type: ignore[import-untyped]

from crawler.scrapy_utils.project import project_folder
from crawler.scrapy_utils.resolving import resolve

_PATIENCE = 3.0
"""Seconds for the second look at a certificate that was refused."""
_FAILED = "certificate verify failed"
"""What OpenSSL says of every certificate that it does not accept."""


@implementer(IOpenSSLTrustRoot)
class _Authorities:
    """The authorities that the system trusts, and those of a file."""

    def __init__(self, ca_file: str | None) -> None:
        self._ca_file = ca_file

    def _addCACertsToContext(self, context: Any) -> None:
        context.set_default_verify_paths()
        if self._ca_file is not None:
            context.load_verify_locations(self._ca_file)


@implementer(IOpenSSLClientConnectionCreator)
class _Connections:
    """Makes the connections to a host, each of which verifies the host's name.

    Twisted's own verification lets a certificate pass that it cannot read: one without any alternative name.
    """

    def __init__(self, hostname: str, creator: Any) -> None:
        self._creator = creator
        is_address = isIPAddress(hostname) or isIPv6Address(hostname)
        self._identity: ServiceID = IPAddress_ID(hostname) if is_address else DNS_ID(hostname)

    def clientConnectionForTLS(self, tlsProtocol: Any) -> Any:
        """Return a connection."""
        connection = self._creator.clientConnectionForTLS(tlsProtocol)
        connection.set_verify(
            SSL.VERIFY_PEER | SSL.VERIFY_FAIL_IF_NO_PEER_CERT, self._verifying(ref(tlsProtocol))
        )
        return connection

    def _verifying(self, protocol: Callable[[], Any]) -> Callable[..., bool]:
        def verify(connection: Any, certificate: Any, error: int, depth: int, is_trusted: int) -> bool:
            if depth != 0:  # an authority: it has no name to compare
                return bool(is_trusted)
            try:
                verify_service_identity(extract_patterns(certificate), [self._identity], [])
            except (VerificationError, CertificateError):
                connected = protocol()
                if connected is not None:
                    connected.failVerification(Failure())  # type: ignore[no-untyped-call]
                return False
            return bool(is_trusted)

        return verify


class CertificatePolicy(_ScrapyClientContextFactory):
    """Scrapy's policy for https, but it knows the user's own authority, and loads authorities once a host."""

    def __init__(self, *args: Any, ca_file: str | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ca_file = ca_file
        self._creators: dict[bytes, Any] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> CertificatePolicy:
        """Build it. Raises UsageError."""
        policy = super().from_crawler(crawler, *args, ca_file=ca_file(crawler.settings), **kwargs)
        assert isinstance(policy, CertificatePolicy)
        return policy

    def creatorForNetloc(self, hostname: bytes, port: int) -> Any:
        """Return what makes the connections to a host."""
        if hostname not in self._creators:
            creator = optionsForClientTLS(
                hostname=hostname.decode("ascii"),
                trustRoot=_Authorities(self.ca_file),  # type: ignore[arg-type]  # zope's interfaces are no types
                extraCertificateOptions=self._get_cert_options_kwargs(),
            )
            self._creators[hostname] = _Connections(hostname.decode("ascii"), creator)
        return self._creators[hostname]


def ca_file(settings: BaseSettings) -> str | None:
    """Return the file of the user's own authorities (setting CA_FILE); None: none. Raises UsageError."""
    name = str(settings["CA_FILE"] or "").strip()
    if not name:
        return None
    path = project_folder() / Path(name)
    try:
        ssl.create_default_context().load_verify_locations(path)
    except OSError as error:  # ssl.SSLError is one
        is_read = isinstance(error, ssl.SSLError)
        reason = "it holds no certificate in PEM" if is_read else f"it cannot be read: {error.strerror}"
        raise UsageError(f"the setting CA_FILE={path}: {reason}", print_help=False) from None
    return str(path)


def is_about_certificates(error: DownloadFailedError) -> bool:
    """Say whether a download failed because the host's certificate was not accepted."""
    cause = error.__cause__
    reasons = cause.reasons if isinstance(cause, ResponseFailed) else []
    return any(
        reason.check(VerificationError, CertificateError) or _FAILED in str(reason.value)
        for reason in reasons
    )


async def explained(host: str, port: int, ca_file: str | None) -> str:
    """Return why the certificate of a host is not accepted, and what accepts it, as one sentence.

    OpenSSL tells Twisted that it failed, and nobody why. So it is asked again, by the standard library.
    """
    context = ssl.create_default_context()
    if ca_file is not None:
        context.load_verify_locations(ca_file)
    why = "it cannot be verified"
    try:
        # To the address that the gate has judged: the name may lead to another one by now.
        address = str(next(iter(await resolve(host)), host))
        connecting = asyncio.open_connection(address, port, ssl=context, server_hostname=host)
        _, writer = await asyncio.wait_for(connecting, _PATIENCE)
        writer.close()
    except ssl.SSLCertVerificationError as error:
        why = error.verify_message.rstrip(".")
    except (OSError, TimeoutError):
        pass  # it does not answer this time: then nobody says why
    is_unknown = "issuer" in why or "self-signed" in why or "self signed" in why
    also = f" beside those in {ca_file}" if ca_file is not None else ""
    trust = f"If you trust who issued it, name that authority{also}: -s CA_FILE=FILE. " if is_unknown else ""
    return (
        f"the certificate of {host} is not accepted ({why}). {trust}To accept any certificate:"
        " -s DOWNLOAD_VERIFY_CERTIFICATES=0 for this run,"
        ' custom_settings = {"DOWNLOAD_VERIFY_CERTIFICATES": False} in its declaration for one newspaper'
    )
