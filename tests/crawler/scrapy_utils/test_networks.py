"""Which addresses are the public web's."""

from __future__ import annotations

from ipaddress import ip_address, ip_network

import pytest
from scrapy.exceptions import UsageError

from crawler.scrapy_utils.networks import is_public, parse_networks


@pytest.mark.parametrize("address", ["8.8.8.8", "103.10.200.1", "2001:4860:4860::8888", "64:ff9b::808:808"])
def test_addresses_of_the_web_are_public(address: str) -> None:
    assert is_public(ip_address(address))


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0",
        "10.1.2.3",
        "100.64.0.1",
        "127.0.0.1",
        "127.255.255.254",
        "169.254.169.254",
        "172.16.0.1",
        "192.168.1.1",
        "198.18.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::127.0.0.1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "fc00::1",
        "fe80::1",
        "fec0::1",
        "ff02::1",
    ],
)
def test_addresses_behind_a_door_are_not(address: str) -> None:
    assert not is_public(ip_address(address))


def test_a_setting_lists_hosts_and_networks() -> None:
    hosts, networks = parse_networks([" Intranet.example ", "10.0.0.0/8", "192.168.1.7", "fd00::/8", ""])
    assert hosts == {"intranet.example"}
    assert networks == tuple(map(ip_network, ("10.0.0.0/8", "192.168.1.7/32", "fd00::/8")))


@pytest.mark.parametrize(
    "name",
    ["10.0.0.0/99", "http://intranet.example/", "fd00::/x", "300.1.1.1", "*.intranet.example", "a b", "a:80"],
)
def test_what_is_neither_is_named(name: str) -> None:
    with pytest.raises(UsageError, match="PRIVATE_NETWORKS"):
        parse_networks([name])
