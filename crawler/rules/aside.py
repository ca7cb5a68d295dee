"""Links to other stories inside a paragraph of the story."""

from __future__ import annotations

import re

from crawler.rules.cause import Cause
from crawler.rules.evidence import is_title

ASIDE = Cause("wording.aside", "related_link")

_VERB = r"(?:baca|lihat|simak|tonton|read|see)"
_MORE = r"\s(?:juga|pula|selengkapnya|lainnya|also|more)"
_LABEL = rf"{_VERB}(?:{_MORE})?\s?[:：]"
_IN_BRACKETS = re.compile(
    rf" ?[(\[] ?{_VERB}(?P<more>{_MORE})?\s?[:：]"
    r"(?P<title>[^()\[\]]{1,200}(?:\([^()\[\]]{1,60}\)[^()\[\]]{0,100})?)[)\]]"
    r"(?=$|[\s.,;:!?)”\"])",
    re.IGNORECASE,
)
_AT_END = re.compile(rf"(?<=[.!?”\"]) (?=(?:{_LABEL})(?P<title>.+)$)", re.IGNORECASE)
_LONGEST_END = 260
"""A label and its headline at the end of a paragraph are shorter, in characters."""


def cut_asides(text: str) -> tuple[str, list[str]]:
    """Cut related links out of a paragraph, in brackets or behind its last sentence; return rest and cuts.

    >>> cut_asides("Sidang ditunda (Baca juga: Hakim Sakit, Sidang Ditunda). Jaksa keberatan.")
    ('Sidang ditunda. Jaksa keberatan.', ['(Baca juga: Hakim Sakit, Sidang Ditunda)'])
    >>> cut_asides("Jaksa keberatan. Baca juga: Hakim Sakit, Sidang Ditunda")
    ('Jaksa keberatan.', ['Baca juga: Hakim Sakit, Sidang Ditunda'])
    >>> cut_asides("Warga diminta maklum (baca: sabar).")
    ('Warga diminta maklum (baca: sabar).', [])
    """
    if ":" not in text and "：" not in text:
        return text, []
    cut, rest = _without_brackets(text) if "(" in text or "[" in text else ([], text)
    # No editor writes brackets in brackets; cutting them one by one would take quadratic time.
    if cut and any(map(_links, _IN_BRACKETS.finditer(rest))):
        return text, []
    end = len(rest)
    while match := _AT_END.search(rest, max(0, end - _LONGEST_END), end):
        if not is_title(match["title"], least_words=3):
            break
        cut.append(rest[match.end() : end])
        end = match.start()
    return rest[:end], cut


def _without_brackets(text: str) -> tuple[list[str], str]:
    """Return the related links in brackets, and the text without them."""
    cut = [match[0] for match in _IN_BRACKETS.finditer(text) if _links(match)]
    if not cut:
        return [], text
    rest = _IN_BRACKETS.sub(lambda match: "" if _links(match) else match[0], text)
    return [aside.strip() for aside in cut], rest.strip()


def _links(match: re.Match[str]) -> bool:
    """Say whether brackets point to a story: "(baca: X)" in a sentence means that X is to be understood."""
    return match["more"] is not None or is_title(match["title"], least_words=4)
