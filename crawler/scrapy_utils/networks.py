"""Which IP addresses are the public web's: all others may be something behind the operator's own door."""

from __future__ import annotations

import re
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_network
from typing import TypeAlias

from scrapy.exceptions import UsageError

IPAddress: TypeAlias = IPv4Address | IPv6Address
Network: TypeAlias = IPv4Network | IPv6Network

_HOST = re.compile(r"(?=[0-9.]*[a-z_])[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?")
_NAT64 = IPv6Network("64:ff9b::/96")
"""Addresses that stand for IPv4 addresses (RFC 6052)."""
_COMPATIBLE = IPv6Network("::/96")
"""The same, long deprecated (RFC 4291, 2.5.5.1)."""


def is_public(address: IPAddress) -> bool:
    """Say whether an address is globally reachable (IANA's special-purpose registries), and one host.

    An IPv6 address that stands for an IPv4 address is judged by that one.

    >>> is_public(ip_address("8.8.8.8")), is_public(ip_address("169.254.169.254"))
    (True, False)
    >>> is_public(ip_address("::ffff:127.0.0.1"))
    False
    """
    inner = _inner(address) if isinstance(address, IPv6Address) else None
    if inner is not None:
        return is_public(inner)
    if isinstance(address, IPv6Address) and (address.is_site_local or address in _COMPATIBLE):
        return False
    return address.is_global and not address.is_multicast


def _inner(address: IPv6Address) -> IPv4Address | None:
    """Return the IPv4 address for which an IPv6 address stands; None: it stands for itself."""
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address.sixtofour is not None:
        return address.sixtofour
    if address.teredo is not None:
        return address.teredo[1]
    return IPv4Address(int(address) & 0xFFFFFFFF) if address in _NAT64 else None


def parse_networks(names: list[str]) -> tuple[frozenset[str], tuple[Network, ...]]:
    """Return the host names and the networks that a setting lists. Raises UsageError.

    >>> parse_networks(["intranet.example", "10.0.0.0/8"])
    (frozenset({'intranet.example'}), (IPv4Network('10.0.0.0/8'),))
    """
    hosts, networks = set(), []
    for name in filter(None, (name.strip().lower() for name in names)):
        try:
            networks.append(ip_network(name, strict=False))
        except ValueError:
            if not _HOST.fullmatch(name):
                raise UsageError(
                    f"the setting PRIVATE_NETWORKS has {name!r}, which is neither a host nor a network;"
                    " write cms.example or 10.0.0.0/8, without wildcards, schemes and ports",
                    print_help=False,
                ) from None
            hosts.add(name)
    return frozenset(hosts), tuple(networks)
