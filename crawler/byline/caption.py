"""The line under a picture: what the picture shows, and whose it is.

A credit is short and at one end of the line, so the patterns look only at that end.
"""

from __future__ import annotations

import re

from crawler.byline.names import NEWS_NAMES, is_news_name
from crawler.rules.evidence import is_name
from crawler.text import normalize

_LONGEST_CREDIT = 100
_TAIL = _LONGEST_CREDIT + 10

_PICTURE = r"(?:foto(?:grafer)?|photo(?:graph(?:er)?)?s?|pictures?|images?|gambar|bild|dok\sfoto)"
_LABELLED = re.compile(
    r"(?:^|(?<=[\s.|(–—-]))"
    rf"(?:(?:(?:sumber\s|{_PICTURE}\s)?(?:sumber|source|credits?|kredit)|sumber\s{_PICTURE}|{_PICTURE})\s?[:：]"
    rf"|image\ssource,|{_PICTURE}\s(?:credit\s?[:：]\s?|courtesy\s(?:of\s)?|by\s|oleh\s)"
    r"|courtesy\s(?:of\s|[:：])|©|\(c\)\s)\s?",
    re.IGNORECASE,
)
"""What comes before a credit, anywhere in the line."""

_CAPTION_LABEL = re.compile(
    rf"(?:image\scaption,|(?:{_PICTURE}|caption|keterangan(?:\s{_PICTURE})?)\s?[:：])\s?", re.IGNORECASE
)
_TEXT_LABEL = re.compile(rf"(?:ket(?:\.|erangan)?|teks)\s?{_PICTURE}\s?[:：]\s?", re.IGNORECASE)
"""A label that says that the caption follows, not the credit."""
_BRACKETS = re.compile(r"[(\[]([^()\[\]]{1,100})[)\]]\s?\.?$")
_SENTENCE_END = re.compile(r"(?<=[.!?”\"…)])(?<!\bdok\.)(?<!\bDok\.)(?<!\bDr\.)(?<!\bProf\.)\s(?=\S)")
_BEHIND_DASH = re.compile(r"\s[–—/-]\s(?=([^–—]{2,60})$)")

_OWNER = re.compile(
    r"(?:dok(?:umentasi|umen|umenter)?|doc|humas|ist(?:imewa)?|handout|courtesy|arsip|screenshot"
    r"|tangkap(?:an)?\slayar|screen\s?capture|biro\spers|setkab|setpres|instagram|facebook|twitter|youtube"
    r"|tiktok|pool|supplied|ho|file|freepik)\b",
    re.IGNORECASE,
)
"""Words that a credit starts with if it does not name an agency."""

_POSITION = re.compile(
    r"\b(?:kiri|kanan|tengah|depan|belakang|atas|bawah|baju|berbaju|bertopi|berkacamata|berdiri|duduk|left"
    r"|right|cent(?:er|re)|front|back|top|bottom|above|below|pictured|links|rechts|gauche|droite)\b",
    re.IGNORECASE,
)
"""Words in brackets that say which of the people in the picture is meant."""


def split_caption(printed: str) -> tuple[str | None, str | None]:
    """Split the printed line under a picture into its caption and its credit; None for a missing one.

    The caption loses its final full stop, the credit its brackets and "Foto:".

    >>> split_caption("Presiden Rusia Vladimir Putin | Reuters")
    ('Presiden Rusia Vladimir Putin', 'Reuters')
    >>> split_caption("Laeli Fitriani (kiri) mengarahkan pemain. (Dok. Pribadi)")
    ('Laeli Fitriani (kiri) mengarahkan pemain', 'Dok. Pribadi')
    """
    text = normalize(printed)
    label = _TEXT_LABEL.match(text)
    text = text[label.end() :] if label else text
    for split in (_at_bar, _at_brackets, _at_label, _at_sentence, _at_dash):
        parts = split(text)
        if parts:
            return _caption(parts[0]), _credit(parts[1])
    return _caption(text), None


def is_captioned(text: str) -> bool:
    """Say whether a line of a plain text belongs under a picture: it is short and clearly has a credit."""
    if len(text) > 300:
        return False
    caption, credit = split_caption(text)
    return caption is not None and credit is not None and ("|" in text or _is_credit(credit))


def _at_bar(text: str) -> tuple[str, str] | None:
    caption, bar, credit = text.rpartition("|")
    return (caption, credit) if bar and credit.strip() and len(credit) <= _LONGEST_CREDIT else None


def _at_brackets(text: str) -> tuple[str, str] | None:
    match = _BRACKETS.search(text, max(0, len(text) - _TAIL))
    if match is None:
        return None
    before = text[: match.start()].rstrip()
    stands_apart = not before or before.endswith((".", "!", "?", "…", "”", '"'))
    if _is_credit(match[1]) or (stands_apart and _may_be_credit(match[1])):
        return before, match[1]
    return None


def _at_label(text: str) -> tuple[str, str] | None:
    labels = list(_LABELLED.finditer(text))
    if not labels:
        return None
    match = labels[-1]  # a caption may also start with "Foto:"
    if not match.end() < len(text) <= match.end() + _LONGEST_CREDIT:
        return None
    before, after = text[: match.start()].rstrip(" |/–—-("), text[match.end() :]
    if before or _is_credit(after) or is_name(after, most_words=4):
        return before, after.rstrip(")")
    return None


def _at_sentence(text: str) -> tuple[str, str] | None:
    """Take the last sentence for the credit if it is nothing but a name."""
    if is_news_name(text) and ("/" in text or len(text.split()) <= 2) and _is_credit(text):
        return "", text
    for match in reversed(list(_SENTENCE_END.finditer(text, max(0, len(text) - _TAIL)))):
        if _is_credit(text[match.end() :]):
            return text[: match.start()], text[match.end() :]
    return None


def _at_dash(text: str) -> tuple[str, str] | None:
    match = _BEHIND_DASH.search(text, max(0, len(text) - _TAIL))
    if match and is_news_name(match[1]) and _is_credit(match[1]):
        return text[: match.start()], match[1]
    return None


def _is_credit(text: str) -> bool:
    """Say whether a text says whose a picture is, and cannot be anything else."""
    text = text.strip()
    if not _may_be_credit(text):
        return False
    if _LABELLED.match(text) or _OWNER.match(text):
        return True
    return _is_named(text) and (is_news_name(text) or "/" in text)


def _is_named(text: str) -> bool:
    """Say whether a text is a name, or several with slashes: a desk's or agency's may be lower case."""
    first, *others = text.split("/")
    return is_name(first) and all(
        is_name(other) or other.strip(" .").casefold() in NEWS_NAMES or len(other.strip(" .")) <= 4
        for other in others
    )


def _may_be_credit(text: str) -> bool:
    """Say whether a text in brackets is short and not a position, a date or a number."""
    return (
        len(text) <= _LONGEST_CREDIT
        and len(text.split()) <= 9
        and any(map(str.isalpha, text))
        and not any(map(str.isdigit, text[:2]))
        and not _POSITION.search(text)
    )


def _caption(text: str) -> str | None:
    text = text.strip(" |–—-")
    label = _CAPTION_LABEL.match(text)
    text = text[label.end() :] if label else text
    if text.endswith(".") and not text.endswith(".."):
        text = text[:-1]
    return text.rstrip(" ,;") or None


def _credit(text: str) -> str | None:
    text = text.strip(" |–—-()[]")
    label = _LABELLED.match(text)
    if label and label.end() < len(text):
        text = text[label.end() :]
    return text.removesuffix(".").strip() or None
