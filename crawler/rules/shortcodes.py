"""Shortcodes of builders and plugins that are no longer there, inside and around the paragraphs of a story.

WordPress replaces ``[name attributes]`` and ``[name]...[/name]`` by what a plugin makes of them
(https://developer.wordpress.org/plugins/shortcodes/; the grammar is in ``get_shortcode_regex``). Without the
plugin they are printed. An editor writes words in brackets as well: ``[sic]``, ``[...]``, ``[Catatan redaksi:
...]``. Proof of a shortcode is a closing tag, an attribute with its value, or an underscore in a name beside
another shortcode.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from crawler.rules.cause import Cause

SHORTCODE = Cause("wording.shortcode", "shortcode")

_QUOTES = "\"'“”„‘’″′«»"
_TAG = re.compile(r"\[(?P<close>/?)(?P<name>[a-z][a-z0-9_-]{0,40})(?P<attributes>\s[^\[\]]{0,600})?\s?/?\]")
_ATTRIBUTE = re.compile(rf"\s[a-z][\w-]{{0,40}}\s?=\s?(?:[{_QUOTES}]|[\d#])|\shttps?://")
_CLOSING = re.compile(r"\[/([a-z][a-z0-9_-]{0,40})\s?\]")
_URL = re.compile(r"\s?https?://\S+\s?")
_SILENT = re.compile(
    r"(?:wp_)?caption|embed|video|audio|playlist|gallery|youtube|vimeo|tweet|instagram|facebook"
)
"""Shortcodes whose content is no part of the paragraph around them: a caption, or what is embedded."""
_LONGEST_CONTENT = 600
_INITIAL = re.compile(r"\]\w\Z")
"""The first letter of a story in a shortcode of its own, which makes it large."""


def closed_names(texts: Iterable[str]) -> frozenset[str]:
    """Return the names of the shortcodes that any of these texts closes."""
    return frozenset(name for text in texts if "[/" in text for name in _CLOSING.findall(text))


def cut_shortcodes(text: str, closed: frozenset[str] = frozenset()) -> tuple[str, list[str]]:
    """Cut shortcodes out of a paragraph; return what is left, and what was cut.

    A text that is nothing but shortcodes stays as it is: a rule knows it. ``closed``: the names that the page
    closes somewhere; see :func:`closed_names`.

    >>> cut_shortcodes("[vc_row][vc_column_text]Air surut.[/vc_column_text]")
    ('Air surut.', ['[vc_row]', '[vc_column_text]', '[/vc_column_text]'])
    >>> cut_shortcodes("Air [sic] surut [...] dan [bantuan_desa] datang.")
    ('Air [sic] surut [...] dan [bantuan_desa] datang.', [])
    """
    if "[" not in text or "]" not in text:
        return text, []
    closed |= closed_names((text,))
    tags = list(_TAG.finditer(text))
    kept, cut, end = [], [], 0
    for number, tag in enumerate(tags):
        if tag.start() < end or not (_is_proven(tag, closed) or _is_beside(tags, number, closed)):
            continue
        kept.append(text[end : tag.start()])
        end = _end_of_silent(text, tag)
        cut.append(text[tag.start() : end])
        if _parts_words(text, tag, end):
            kept.append(" ")
    if not cut:
        return text, []
    kept.append(text[end:])
    rest = " ".join("".join(kept).split())
    return (rest, cut) if any(map(str.isalnum, rest)) else (text, [])


def _is_proven(tag: re.Match[str], closed: frozenset[str]) -> bool:
    """Say whether brackets are a shortcode whatever stands beside them."""
    if tag["close"]:
        return not tag["attributes"]
    if tag["attributes"]:
        return _ATTRIBUTE.match(tag["attributes"]) is not None
    return tag["name"] in closed


def _is_beside(tags: list[re.Match[str]], number: int, closed: frozenset[str]) -> bool:
    """Say whether brackets with a builder's name touch another shortcode."""
    tag = tags[number]
    if "_" not in tag["name"] or tag["attributes"]:
        return False
    before, after = tags[number - 1 : number], tags[number + 1 : number + 2]
    touching = [other for other in before if other.end() == tag.start()]
    touching += [other for other in after if other.start() == tag.end()]
    return any("_" in other["name"] or _is_proven(other, closed) for other in touching)


def _parts_words(text: str, tag: re.Match[str], end: int) -> bool:
    """Say whether a shortcode parts two words; the end of one around an initial does not."""
    before, behind = text[max(tag.start() - 2, 0) : tag.start()], text[end : end + 1]
    is_initial = bool(tag["close"]) and _INITIAL.search(before) is not None
    return before[-1:].isalnum() and behind.isalnum() and not is_initial


def _end_of_silent(text: str, tag: re.Match[str]) -> int:
    """Return where a shortcode ends, with its content if that is no part of the paragraph."""
    if tag["close"]:
        return tag.end()
    closing = text.find(f"[/{tag['name']}]", tag.end(), tag.end() + _LONGEST_CONTENT)
    if closing < 0:
        return tag.end()
    content = text[tag.end() : closing]
    if _SILENT.fullmatch(tag["name"]) or _URL.fullmatch(content):
        return closing + len(tag["name"]) + 3
    return tag.end()
