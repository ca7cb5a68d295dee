"""Links to other stories inside a paragraph of the story."""

from __future__ import annotations

import re

from crawler.rules.evidence import is_title

_LABEL = r"(?:baca|lihat|simak|tonton|read|see)(?:\s(?:juga|selengkapnya|lainnya|also|more))?\s?[:：]"
_IN_BRACKETS = re.compile(
    rf" ?[(\[] ?{_LABEL}[^()\[\]]{{1,200}}(?:\([^()\[\]]{{1,60}}\)[^()\[\]]{{0,100}})?[)\]]"
    r"(?=$|[\s.,;:!?)”\"])",
    re.IGNORECASE,
)
_OPENING = re.compile(r"[(\[]")
_AT_END = re.compile(rf"(?<=[.!?”\"]) (?=(?:{_LABEL})(?P<title>.+)$)", re.IGNORECASE)
_LONGEST_END = 260
"""A label and its headline at the end of a paragraph are shorter, in characters."""


def cut_asides(text: str) -> tuple[str, list[str]]:
    """Cut related links out of a paragraph, in brackets or behind its last sentence; return rest and cuts.

    >>> cut_asides("Sidang ditunda (Baca juga: Hakim Sakit, Sidang Ditunda). Jaksa keberatan.")
    ('Sidang ditunda. Jaksa keberatan.', ['(Baca juga: Hakim Sakit, Sidang Ditunda)'])
    >>> cut_asides("Jaksa keberatan. Baca juga: Hakim Sakit, Sidang Ditunda")
    ('Jaksa keberatan.', ['Baca juga: Hakim Sakit, Sidang Ditunda'])
    """
    if ":" not in text and "：" not in text:
        return text, []
    cut = [match[0].strip() for match in _IN_BRACKETS.finditer(text)] if _OPENING.search(text) else []
    rest = _IN_BRACKETS.sub("", text).strip() if cut else text
    # Brackets in brackets are no editor's work; cutting them in turns would take time without end.
    if cut and _IN_BRACKETS.search(rest):
        return text, []
    end = len(rest)
    while match := _AT_END.search(rest, max(0, end - _LONGEST_END), end):
        if not is_title(match["title"], least_words=3):
            break
        cut.append(rest[match.end() : end])
        end = match.start()
    return rest[:end], cut
