"""What comes in place of a page: logins, questions for consent, errors; and stories that look like them."""

from __future__ import annotations

import pytest

from tests.crawler.extract.pages import STORY, meta, paragraphs, refusal
from tests.crawler.extract.refusing.texts import DATED, LONG, ROOT, SHORT, headed

_NOINDEX = '<meta name="robots" content="NOINDEX, nofollow">'
_PASSWORD = '<form><input type="email"><input type="password"></form>'

IN_PLACE: dict[str, tuple[str, str, str]] = {
    "a login": (
        "login_wall",
        headed(
            f"<form><input type=email></form><p>{LONG[0]}</p><p>{LONG[1]}</p>",
            "Masuk ke Akun Anda",
            title="Masuk",
        ),
        "/masuk",
    ),
    "a page that asks for consent": (
        "challenge",
        headed(
            "<p>Kami dan 120 mitra memakai kuki untuk menyimpan data tentang perangkat Anda.</p>" + SHORT,
            title="Kami menghargai privasi Anda",
        ),
        "/garam",
    ),
    "an error in words": (
        "error_page",
        headed(
            "<p>Silakan coba lagi beberapa saat lagi, tim kami sedang bekerja.</p>",
            "Terjadi kesalahan",
            title="Pantura",
        ),
        "/garam",
    ),
    "an error by its phrase": (
        "error_page",
        "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>",
        "/garam",
    ),
    "maintenance": (
        "error_page",
        headed(f"<p>{LONG[0]}</p>", "Situs sedang dalam pemeliharaan", title="Pantura"),
        "/garam",
    ),
    "a page that is gone": (
        "not_found",
        headed(f"<p>{LONG[0]}</p>", "Halaman yang Anda cari tidak ditemukan", title="Pantura"),
        "/garam",
    ),
    "one that was removed": (
        "not_found",
        headed(f"<p>{LONG[0]}</p>", "This article has been removed", title="Pantura"),
        "/garam",
    ),
}


@pytest.mark.parametrize(("reason", "html", "path"), IN_PLACE.values(), ids=IN_PLACE)
def test_what_comes_in_place_of_a_page_is_refused(reason: str, html: str, path: str) -> None:
    assert refusal(html, url=f"{ROOT}{path}") == reason


def door(head: str, *, form: str = "", text: str = paragraphs(*STORY[:2])) -> str:
    return (
        f"<html><head><title>Sebelum Anda lanjut</title>{head}</head>"
        f"<body><main><h1>Sebelum Anda lanjut</h1>{form}{text}</main></body></html>"
    )


def test_a_page_without_date_or_mark_that_is_not_to_be_found_is_no_article() -> None:
    assert refusal(door(_NOINDEX)) == "listing"


def test_one_that_asks_for_a_password_is_a_login() -> None:
    assert refusal(door("", form=_PASSWORD)) == "login_wall"


@pytest.mark.parametrize(
    "html",
    [
        pytest.param(door(""), id="a short story"),
        pytest.param(door(_NOINDEX + DATED), id="dated"),
        pytest.param(door(_NOINDEX + meta(og__type="article")), id="marked"),
        pytest.param(door('<meta name="robots" content="max-image-preview:none">'), id="without a preview"),
        pytest.param(door("", form=_PASSWORD, text=paragraphs(*STORY * 3)), id="a long one"),
    ],
)
def test_a_story_stays(html: str) -> None:
    assert refusal(html) is None
