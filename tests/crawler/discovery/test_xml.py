"""Compressed XML is read to the end of its last member, or up to where it was cut."""

from __future__ import annotations

import gzip
import zlib

import pytest

from crawler.content_encoding import LARGEST_BODY
from crawler.discovery.listing import NotAListing
from crawler.discovery.xml import gunzip

PLACES = b"".join(
    b"<url><loc>https://telegraf.test/berita-%d/</loc></url>" % number for number in range(20_000)
)


def test_what_is_not_gzip_stays() -> None:
    assert gunzip(b"<urlset/>") == b"<urlset/>"


def test_several_members_are_one_document() -> None:
    middle = len(PLACES) // 2
    assert gunzip(gzip.compress(PLACES[:middle]) + gzip.compress(PLACES[middle:]) + bytes(100)) == PLACES


def test_a_document_that_was_cut_off_is_read_up_to_the_cut() -> None:
    packed = gzip.compress(PLACES)
    read = gunzip(gzip.compress(b"<urlset>") + packed[: len(packed) // 2])
    assert len(read) > len(PLACES) // 3
    assert (b"<urlset>" + PLACES).startswith(read)


def test_what_unpacks_to_more_than_a_sitemap_may_have_is_named() -> None:
    packing = zlib.compressobj(9, zlib.DEFLATED, 31)
    packed = (
        b"".join(packing.compress(bytes(1 << 20)) for _ in range((LARGEST_BODY >> 20) + 1)) + packing.flush()
    )
    with pytest.raises(NotAListing) as none:
        gunzip(packed)
    assert none.value.reason == "too_large"
