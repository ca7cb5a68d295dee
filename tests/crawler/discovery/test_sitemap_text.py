"""Plain-text sitemaps as sites really print them."""

from __future__ import annotations

import gzip

import pytest

from crawler.discovery import NotAListing
from crawler.discovery.sitemap_file import MOST_LINKS, read_sitemap
from tests.crawler.discovery.answers import SITE

URL = f"{SITE}sitemap.txt"
PAGES = [f"{SITE}kabar,{number}/" for number in range(4)]
LINES = "\n".join(PAGES)


@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "gzip"])
@pytest.mark.parametrize(
    "body",
    [
        "\ufeff" + LINES,
        LINES.encode("utf-16"),
        LINES.encode("utf-16-le"),
        LINES.replace("\n", "\r"),
        LINES.replace("\n", "\n\n \n") + "\n\n",
        "# peta situs\n" + LINES.replace("\n", "\n# lagi\n"),
        LINES.replace("\n", ",\n") + ",",
        LINES.replace("\n", "\t2024-01-02\n"),
        LINES.replace("\n", " 2024-01-02T00:00:00+07:00\n"),
        LINES.replace("\n", ",2024-01-02,daily,0.5\n"),
        "loc,lastmod\n" + "\n".join(f'"{page}","2024-01-02"' for page in PAGES),
        "Peta situs Telegraf\n\n" + LINES,
        LINES.replace("\n", " "),
        LINES.replace("\n", "\u00a0\n\u200b"),
    ],
    ids=[
        "mark", "utf-16", "utf-16 without mark", "carriage returns", "blank lines", "comments", "commas",
        "tab and date", "blank and date", "columns", "quoted columns", "title", "one line", "unseen blanks",
    ],
)  # fmt: skip
def test_each_line_is_an_address(body: str | bytes, pack: type[bytes]) -> None:
    sitemap = read_sitemap(pack(body if isinstance(body, bytes) else body.encode()), URL)
    assert [link.url for link in sitemap.pages] == PAGES
    assert sitemap.whole


def test_blanks_and_dates_in_an_address_stay() -> None:
    odd = [f"{SITE}kabar satu/", f"{SITE}kabar,2024-01-02-banjir/", f"{SITE}kabar daily/"]
    assert [link.url for link in read_sitemap("\n".join(odd).encode(), URL).pages] == odd


def test_a_line_that_is_no_address_is_named_as_it_stands_so_that_it_is_counted() -> None:
    sitemap = read_sitemap(f"{LINES}\nkabar lama".encode(), URL)
    assert [link.url for link in sitemap.pages] == [*PAGES, "kabar lama"]


def test_lines_beyond_those_that_are_read_are_counted() -> None:
    sitemap = read_sitemap(f"{PAGES[0]}\n".encode() * (MOST_LINKS + 7), URL)
    assert (len(sitemap.pages), sitemap.left_out) == (MOST_LINKS, 7)


@pytest.mark.parametrize(
    "body",
    [
        f"Halaman tidak ada.\nLihat\n{SITE}",
        f'{{"peta": "{SITE}"}}',
        f"User-agent: *\nDisallow:\nSitemap: {SITE}sitemap.xml",
    ],
    ids=["message", "json", "robots.txt"],
)
def test_a_text_that_only_names_an_address_is_no_list(body: str) -> None:
    with pytest.raises(NotAListing) as none:
        read_sitemap(body.encode(), URL)
    assert none.value.reason == "not_xml"
