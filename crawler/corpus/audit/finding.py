"""What an audit names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

MOST_URLS = 1000
"""URLs that a finding lists; it counts all of them."""
LONGEST_EXAMPLE = 160
"""Characters of an example."""

MEANINGS: Mapping[str, str] = {
    "repeated_paragraph": "paragraphs that stand in many stories",
    "no_full_stop": "texts that end without a full stop",
    "begins_in_mid_sentence": "texts that begin in mid-sentence",
    "other_language": "texts in another language than the newspaper's",
    "very_short": "texts that are much shorter than the newspaper's others",
    "very_long": "texts that are much longer than the newspaper's others",
    "mojibake": "signs that were read in a wrong encoding",
    "date_outside": "dates outside the newspaper's life",
    "author_is_no_name": "authors that are no names",
    "headline_in_text": "headlines inside texts",
    "email_address": "e-mail addresses of persons",
    "telephone_number": "telephone numbers",
    "nik": "numbers of identity cards (NIK)",
}
"""Every kind of finding -> what it names, in words."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that looks wrong, and the articles in which it does."""

    finding: str
    """A key of :data:`MEANINGS`."""
    count: int
    """Number of articles."""
    urls: list[str] = field(default_factory=list)
    """The first :data:`MOST_URLS` of them."""
    example: str = ""
    """What was found, in the first of them."""
    examples: list[str] = field(default_factory=list)
    """What was found in each of ``urls``, in their order."""
    rule: str | None = None
    """The rule that would remove a repeated paragraph, as ``scrapy learn`` writes it into a file of rules."""
    language: str | None = None
    """The language of these texts, as a BCP 47 tag; ``und``: none that is known here."""


def shortened(text: str, *, end: bool = False) -> str:
    """Return at most :data:`LONGEST_EXAMPLE` characters of a text, from its beginning or its end."""
    if len(text) <= LONGEST_EXAMPLE:
        return text
    return f"…{text[1 - LONGEST_EXAMPLE :]}" if end else f"{text[: LONGEST_EXAMPLE - 1]}…"


def around(text: str, begin: int, end: int, margin: int = 40) -> str:
    """Return a passage of a text with what stands around it, as one line."""
    first = max(text.rfind("\n", 0, begin) + 1, begin - margin)
    last = min(len(text) if (newline := text.find("\n", end)) < 0 else newline, end + margin)
    passage = " ".join(text[first:last].split())
    is_begun, is_ended = text[:first].endswith("\n") or not first, text[last : last + 1] in ("", "\n")
    return shortened(f"{'' if is_begun else '…'}{passage}{'' if is_ended else '…'}")
