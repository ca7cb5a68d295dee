"""The layout of a page, by what it loads."""

from __future__ import annotations

import pytest

from crawler.drift.layout import UNKNOWN, layout_of

THEMES = "https://koran.test/wp-content/themes"


@pytest.mark.parametrize(
    ("head", "layout"),
    [
        (f"<link href='{THEMES}/koran/style.css?ver=2.1'>", "theme koran 2.1"),
        (f'<link href="{THEMES}/koran/assets/css/main.css?ver=9">', "theme koran"),
        (
            f"<link href='{THEMES}/induk/style.css?ver=3'><link href='{THEMES}/anak/style.css?ver=1.0.4'>",
            "theme anak 1.0.4",
        ),
        (
            f'<meta name="generator" content="WordPress 6.5"><link href="{THEMES}/koran/style.css?ver=2.1">',
            "theme koran 2.1",
        ),
        ("<meta content='Blogger' name='generator'>", "Blogger"),
        ('<link rel="stylesheet" href="/_next/static/css/4f2a91bc0d.css">', UNKNOWN),
        (
            '<link rel="stylesheet" href="/css/app.min.css"><link href="/css/baca-2.css">',
            "styles app, baca-2",
        ),
        ("<title>Berita</title>", UNKNOWN),
        ("", UNKNOWN),
    ],
)
def test_a_layout_is_named_by_theme_generator_or_styles(head: str, layout: str) -> None:
    assert layout_of(f"<html><head>{head}</head><body></body></html>".encode()) == layout
