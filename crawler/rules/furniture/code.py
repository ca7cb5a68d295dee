"""Code that was to be used, and is printed instead: shortcodes, comments, scripts, URLs to be embedded."""

from __future__ import annotations

import re

from crawler.rules.evidence import is_a_paragraph
from crawler.rules.line import Line
from crawler.rules.rule import Rule, literal_pattern


def is_url_on(line: Line, domain: str) -> bool:
    """Say whether a paragraph is the URL of a page of this site, and nothing else.

    WordPress embeds stories of the same site by their URLs.
    """
    _, _, rest = line.text.partition("://")
    return line.kind == "p" and " " not in rest and rest.removeprefix("www.").startswith(f"{domain}/")


_NAME = r"[a-z][a-z0-9]+(?:[_-][a-z0-9]+){0,6}"
_ATTRIBUTES = r"\s+[a-z][\w-]{0,40}=[^\[\]]{0,400}"
_SHORTCODE = (
    rf"\[(?:/{_NAME}\s?|{_NAME}{_ATTRIBUTES}|[a-z0-9]+_[a-z0-9_-]+\s?/?|gallery|playlist|embed|contact-form-7"
    rf"|{_NAME}\s+https?://[^\s\[\]]{{1,300}})\]"
)
"""A shortcode that no plugin replaced; https://codex.wordpress.org/Shortcode_API has the syntax.

Its name is in lower case, and it has what a word in brackets does not have: an underscore, attributes or a
slash.
"""
_CONTENT = r"(?:https?://[^\s\[\]]{1,300}\s?)?"
"""What an embedding shortcode holds."""
_EMBEDDED = (
    r"youtube\.com|youtu\.be|vimeo\.com|dailymotion\.com|dai\.ly|twitter\.com|x\.com|facebook\.com|fb\.watch"
    r"|instagram\.com|tiktok\.com|vt\.tiktok\.com|soundcloud\.com|spotify\.com|flickr\.com|flic\.kr|pinterest\.com"
    r"|reddit\.com|bsky\.app|scribd\.com|imgur\.com|issuu\.com|mixcloud\.com|ted\.com|tumblr\.com|wordpress\.tv"
    r"|speakerdeck\.com"
)
"""Hosts whose URL, alone in a paragraph, WordPress replaces by what it leads to, or once did.

See https://wordpress.org/documentation/article/embeds/. URLs of other hosts are an author's sources.
"""


EMBEDDED_URL = Rule(
    id="wording.furniture.embedded_url",
    name="embed_mark",
    pattern=literal_pattern(rf"https?://(?:(?:www|m|open|web)\.)?(?:{_EMBEDDED})/\S{{2,}}$"),
    evidence=is_a_paragraph,
    but_announced=True,
    longest=400,
    drops=(
        Line("https://www.youtube.com/watch?v=abc"),
        Line("https://x.com/telegraf/status/1"),
    ),
    keeps=(Line("https://arsip.test/2013/02/peta-desa.html"),),
)
"""A URL that should have been embedded. A URL of the site itself is one as well, see :func:`is_url_on`."""


CODE = (
    Rule(
        id="wording.furniture.shortcode",
        name="shortcode",
        pattern=literal_pattern(rf"(?:{_SHORTCODE}\s?{_CONTENT}){{1,20}}$"),
        longest=2_000,
        drops=(
            Line("[/et_pb_text][/et_pb_column] [vc_row css=”.vc_custom_1{padding: 0}”]"),
            Line('[irp posts="12" name="Harga Beras"]'),
            Line("[embed]https://youtu.be/x[/embed]"),
            Line("[youtube https://www.youtube.com/watch?v=abc]"),
        ),
        keeps=(Line("[tertawa-tawa]"),),
    ),
    Rule(
        id="wording.furniture.html_comment",
        name="shortcode",
        pattern=literal_pattern(r"<!(?:--|[–—])[^<>]{0,300}(?:--|[–—])>\s*$"),
        longest=400,
        drops=(Line("<!--more-->"), Line("<!–more–>")),
        keeps=(Line("<3"),),
    ),
    Rule(
        id="wording.furniture.caption_shortcode",
        name="caption",
        pattern=literal_pattern(
            rf"\[(?:wp_)?caption{_ATTRIBUTES}\][^\[\]]{{0,300}}(?:\[/(?:wp_)?caption\]\s?)?$"
        ),
        longest=800,
        drops=(Line('[caption id="attachment_1" width="300"] Warga di dapur umum[/caption]'),),
        keeps=(Line("[caption] adalah kode untuk teks di bawah gambar."),),
    ),
    EMBEDDED_URL,
    Rule(
        id="wording.furniture.gambas_mark",
        name="embed_mark",
        pattern=literal_pattern(
            r"\[\s*gambas\s*:[^\]]{0,80}\]",
            r"\[\s*(?:video|foto|gambar|galeri|infografis|infografik|embed|iframe|tweet|audio)\s*\]",
            end=r"\s*$",
            flags=re.IGNORECASE,
        ),
        drops=(Line("[Gambas:Video 20detik]"), Line("[Video]")),
        keeps=(Line("[Gambar itu diambil dari udara.]"),),
    ),
    Rule(
        id="wording.furniture.script",
        name="script",
        pattern=literal_pattern(
            r"\(\s*adsbygoogle\s*=",
            r"googletag\.",
            r"window\.\w+\s*=",
            r"var\s+\w+\s*=",
            r"document\.\w+",
            r"\(function\s*\(",
            r"!function\s*\(",
            r"\.[a-z][\w-]*\s*\{[^}]{0,200}\}",
        ),
        longest=100_000,
        drops=(
            Line("(adsbygoogle = window.adsbygoogle || []).push({});"),
            Line("googletag.cmd.push(function() { googletag.display('iklan-1'); });"),
            Line("window.dataLayer = window.dataLayer || [];"),
            Line("var halaman = 'berita';"),
            Line("document.write('<p>');"),
            Line("(function(d, s) { d.write(s); })(document, 'x');"),
            Line("!function(d) { d.write('x'); }(document);"),
            Line(".kotak-iklan { width: 300px; }"),
        ),
        keeps=(Line("var adalah singkatan dari video assistant referee."),),
    ),
)
"""Shortcodes, comments, marks and addresses of what is embedded, scripts."""
