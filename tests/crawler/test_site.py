"""A declaration that cannot be right is refused with its field and value."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from crawler.site import DeclarationError, Selectors, Site, SiteRule

NEW, OLD = Selectors(since=date(2018, 7, 1), body=".a"), Selectors(until=date(2018, 6, 30), body=".b")


def refused(declare: Callable[..., object], **fields: Any) -> DeclarationError:
    with pytest.raises(DeclarationError) as error:
        declare(**fields)
    assert "\n" not in str(error.value)
    return error.value


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("name", None, "text in quotes, not None"),
        ("name", "ko/ran", "slash"),
        ("name", " koran", "space"),
        ("name", "ko\u200bran", "no invisible sign"),
        ("name", "ko\nran", "slash"),
        ("domain", "https://www.koran.test", "write 'www.koran.test'"),
        ("domain", "http://www.koran.test/", "write 'www.koran.test'"),
        ("domain", "www.koran.test/nasional", "-a site=URL"),
        ("domain", "", "host alone"),
        ("domain", "koran test", "host alone"),
        ("domain", ("koran.test",), "of type tuple"),
        ("timezone", "Asia/Jakrta", "'Asia/Jakarta'"),
        ("timezone", "wita", "'Asia/Makassar'"),
        ("timezone", "Asia", "no such IANA"),
        ("timezone", "../etc", "no such IANA"),
        ("timezone", "", "no such IANA"),
        ("timezone", 7, "of type int"),
        ("publishers", "ANTARA", "write publishers=('ANTARA',)"),
        ("publishers", None, "tuple of texts, not None"),
        ("publishers", {"ANTARA"}, "of type set"),
        ("publishers", ("ANTARA", " "), "empty"),
        ("language", "Indonesian", "BCP 47"),
        ("language", "id_ID", "BCP 47"),
        ("language", "", "BCP 47"),
        ("layouts", NEW, "write layouts=(Selectors(...),)"),
        ("layouts", (OLD, NEW), "newest first"),
        ("layouts", (Selectors(body=".a"), OLD), "never used"),
        ("layouts", (NEW, OLD, Selectors(body=".c")), "layout 3"),
        ("rules", SiteRule("learned_a", re.compile("a")), "a comma is missing"),
    ],
)
def test_a_wrong_field_of_a_site_is_named_with_its_value(field: str, value: object, says: str) -> None:
    error = refused(Site, **({"name": "koran"} | {field: value}))
    assert error.field == field and str(error).startswith(f"{field}=") and says in str(error)


def test_a_wrong_thing_in_a_tuple_is_the_value_that_is_named() -> None:
    assert refused(Site, name="koran", publishers=("ANTARA", None)).value is None
    assert refused(Site, name="koran", layouts=(".story",)).value == ".story"


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("body", "div[[", "no CSS selector"),
        ("body", "", "no CSS selector"),
        ("headline", "h1:tidak-ada", "no CSS selector"),
        ("tags", "ns|a", "no CSS selector"),
        ("authors", "a::attr(href)", "no CSS selector"),
        ("caption", (".a",), "of type tuple"),
        ("drop", ".a", "write drop=('.a',)"),
        ("drop", (".a", "["), "no CSS selector"),
        ("since", "2018-07-01", "date(2018, 7, 1)"),
        ("since", datetime(2018, 7, 1), "not a date"),
    ],
)
def test_a_wrong_field_of_a_layout_is_named_with_its_value(field: str, value: object, says: str) -> None:
    error = refused(Selectors, **{field: value})
    assert error.field == field and says in str(error)


def test_a_layout_cannot_end_before_it_begins() -> None:
    assert refused(Selectors, since=date(2018, 7, 1), until=date(2018, 6, 30)).field == "until"


def test_what_can_be_right_is_accepted() -> None:
    for domain in ("koran.test", "127.0.0.1:8000", "[::1]:8000", "surat_kabar.test", "köran.test", None):
        assert Site(name="koran", domain=domain).domain == domain
    for language in ("id", "jv", "min", "id-ID", "zh-Hant-TW"):
        assert Site(name="", language=language).language == language
    Selectors(body="article > .story:not(.x), [itemprop=articleBody]")
    overlapping = (Selectors(since=date(2018, 1, 1)), Selectors(until=date(2018, 6, 30)))
    assert Site(name="koran", layouts=overlapping).layouts == overlapping


def test_a_list_means_a_tuple() -> None:
    site = Site(name="koran", publishers=["ANTARA"], layouts=[NEW, OLD])  # type: ignore[arg-type]
    assert (site.publishers, site.layouts) == (("ANTARA",), (NEW, OLD))
    assert Selectors(drop=[".a"]).drop == (".a",)  # type: ignore[arg-type]
