"""What an address from outside must be."""

from __future__ import annotations

import pytest

from crawler.urls import fetchable, sitemap_address

ROBOTS = "https://telegraf.test/robots.txt"


@pytest.mark.parametrize(
    ("address", "url"),
    [
        ("https://telegraf.test/judul/?p=12&q=%C3%A9", "https://telegraf.test/judul/?p=12&q=%C3%A9"),
        (" http://telegraf.test/ju\ndul\t ", "http://telegraf.test/judul"),
        ("HTTP://Telegraf.test", "http://telegraf.test/"),
        ("http://telegraf.test/é b?q=ü#isi", "http://telegraf.test/%C3%A9%20b?q=%C3%BC"),
        ("http://telégraf.test/", "http://xn--telgraf-dya.test/"),
        ("http://nama:sandi@telegraf.test:8080/x", "http://telegraf.test:8080/x"),
        ("http://[::1]:8080/x", "http://[::1]:8080/x"),
        ("https://telegraf.test:443/./x/../judul/", "https://telegraf.test/judul/"),
        ("http://telegraf.test:80", "http://telegraf.test/"),
        ("http://telegraf.test:443/judul", "http://telegraf.test:443/judul"),
        ("http://telegraf.test./judul/%2e%2E/berita/.", "http://telegraf.test/berita/"),
        ("http://telegraf.test/../../judul", "http://telegraf.test/judul"),
        ("http://telegraf.test/a//../judul", "http://telegraf.test/a/judul"),
        ("http://telegraf.test/.judul/a..b/?u=/../x:80/", "http://telegraf.test/.judul/a..b/?u=/../x:80/"),
        ("http://telegraf.test/\x00judul", "http://telegraf.test/%00judul"),
        ("http://telegraf.test/\ud800", "http://telegraf.test/%3F"),
    ],
)
def test_an_address_is_requested_as_browsers_do(address: str, url: str) -> None:
    assert fetchable(address) == url
    assert fetchable(url) == url


@pytest.mark.parametrize(
    "address",
    [
        "",
        "/judul/",
        "//telegraf.test/",
        "telegraf.test/judul/",
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "ftp://telegraf.test/",
        "http://",
        "http:///judul/",
        "http:/judul/",
        "http://[bad",
        "http://[::1",
        "http://[telegraf.test]/",
        "http://telegraf.test:0/",
        "http://telegraf.test:99999/",
        "http://telegraf.test:²/",
        "http://telegraf.test:x/",
        "http://tele graf.test/",
        "http://telegraf..test/",
        "http://%00/",
        "http://telegraf.test\\@lain.test/",
        f"http://{'a' * 64}.test/",
        f"http://telegraf.test/{'a' * 2047}",
    ],
)
def test_what_cannot_be_requested_is_refused(address: str) -> None:
    assert fetchable(address) is None


def test_a_relative_address_is_read_where_it_stands() -> None:
    assert fetchable("../peta.xml", "https://telegraf.test/a/b/") == "https://telegraf.test/a/peta.xml"
    assert fetchable("//cdn.test/peta.xml", ROBOTS) == "https://cdn.test/peta.xml"
    assert fetchable("javascript:x", ROBOTS) is None


@pytest.mark.parametrize(
    ("named", "url"),
    [
        ("/sitemap.xml", "https://telegraf.test/sitemap.xml"),
        ("sitemap.xml", "https://telegraf.test/sitemap.xml"),
        ("berita/sitemap.xml", "https://telegraf.test/berita/sitemap.xml"),
        ("sitemap.php/berita", "https://telegraf.test/sitemap.php/berita"),
        ("?sitemap=index", "https://telegraf.test/robots.txt?sitemap=index"),
        ("telegraf.test/sitemap.xml", "https://telegraf.test/sitemap.xml"),
        ("www.telegraf.test/sitemap.xml", "https://www.telegraf.test/sitemap.xml"),
        ("cdn.lain.test:8080/sitemap.xml", "https://cdn.lain.test:8080/sitemap.xml"),
        ("//cdn.lain.test/sitemap.xml", "https://cdn.lain.test/sitemap.xml"),
        ("http://[bad", "http://[bad"),
    ],
)
def test_a_sitemap_line_of_robots_txt_may_be_relative_or_lack_its_scheme(named: str, url: str) -> None:
    assert sitemap_address(named, ROBOTS) == url
