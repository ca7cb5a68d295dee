"""A cheap fingerprint of a page's layout: the theme that it loads, and its version."""

from __future__ import annotations

import re
from collections import Counter

UNKNOWN = "unknown"
"""The layout of a page of which nothing tells it, or that is not in the archive."""

_LOOKED_AT = 300_000
"""Bytes of a page in which its theme is looked for: themes load their styles in the head."""
_THEME = re.compile(rb"/wp-content/themes/([\w.-]{1,60})/")
_VERSION = re.compile(rb"style(?:\.min|-rtl)?\.css\?(?:[^\"'\s<>]*&(?:amp;|#0?38;))?ver=([\w.-]{1,20})")
_META = re.compile(rb"<meta\b[^<>]{0,300}\bname\s*=\s*[\"']?generator\b[^<>]{0,300}>", re.IGNORECASE)
_CONTENT = re.compile(rb"\bcontent\s*=\s*(?:\"([^\"<>]{1,60})|'([^'<>]{1,60}))", re.IGNORECASE)
_STYLE = re.compile(
    rb"<link\b[^<>]{0,300}\bhref\s*=\s*[\"']?[^\"'\s<>]{0,200}?([\w.-]{1,80})\.css", re.IGNORECASE
)
_BUILD = re.compile(r"(?:^|[.-])(?=\w*\d)\w{6,}$|\.min$")
"""What a build adds to the name of a file, other each time."""
_MOST_STYLES = 3


def layout_of(body: bytes) -> str:
    """Return the layout of a page: its theme, else its generator, else the names of its styles.

    >>> layout_of(b"<link href='/wp-content/themes/koran-2/assets/style.min.css?ver=1.4'>")
    'theme koran-2 1.4'
    >>> layout_of(b'<meta name="generator" content="Hugo 0.110">')
    'Hugo 0.110'
    >>> layout_of(b'<link rel="stylesheet" href="/static/main.4f2a91bc.css">')
    'styles main'
    """
    head = body[:_LOOKED_AT]
    themes = Counter(_THEME.findall(head))
    if themes:
        # A child theme loads that of its parent as well: the files of the page's own come last.
        theme = max(themes, key=lambda name: (themes[name], head.rfind(name)))
        version = _version(head, theme)
        return f"theme {_text(theme)} {version}".rstrip()
    for meta in _META.findall(head):
        if (content := _CONTENT.search(meta)) and (name := _text(content[1] or content[2])):
            return name
    names = (_BUILD.sub("", _text(name)) for name in _STYLE.findall(head))
    styles = sorted({name for name in names if name})[:_MOST_STYLES]
    return f"styles {', '.join(styles)}" if styles else UNKNOWN


def _version(head: bytes, theme: bytes) -> str:
    """Return the version with which a theme's own style is loaded; empty: it is not told."""
    for found in re.finditer(rb"/wp-content/themes/" + re.escape(theme) + rb"/[^\"'<>\s?]{0,200}", head):
        style = _VERSION.search(head, found.start(), found.end() + 100)
        if style and b"style" in found[0]:
            return _text(style[1])
    return ""


def _text(value: bytes) -> str:
    return " ".join(value.decode("utf-8", "replace").split())
