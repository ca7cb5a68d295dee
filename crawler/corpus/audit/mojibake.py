"""Signs that came out wrong: bytes of one encoding read as another, and references that nobody resolved.

The wrong spellings are not listed, they are computed: the UTF-8 bytes of each sign that newspapers print
beside plain letters, read in each encoding that pages are taken for by mistake.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from crawler.corpus.audit.finding import around

_PUNCTUATION = "‘’‚“”„–—…•·‹›€™−→←✓★\ufffd\ufeff"
_LETTERS = "éèêëáàâäãåíìîïóòôöõøúùûüñçßæÉÈÁÀÂÄÃÅÍÓÖÜÇÑ£¥§©®°±²³½«»¡¿´ğĞışŞİćčđĐšŠžŽłŁńśźżęąőűāīōūățșÂÊÎÔÛ"
_WRONG = ("latin-1", "cp1252", "cp1250", "cp1254", "mac_roman", "cp437", "cp850", "cp1251", "cp866", "koi8-r")
_CYRILLIC = frozenset(("cp1251", "cp866", "koi8-r"))
"""Where a letter's two bytes are ordinary letters, only signs of three bytes are told."""
_BEHIND_WORDS = "‘’‚“”„–—…•‹›«» "
_HIDDEN = re.compile("[\x7f-\x9f\u00ad]")
"""What the cleaning of texts takes away, also from the middle of a wrong spelling."""
_TWICE_READ = re.compile(
    # Two bytes of UTF-8 as Windows has them, several times: Cyrillic, Greek, Arabic, Hebrew.
    "(?:[\u00ce-\u00d9][\u0080-\u00bf‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œŽžŸ]){3,}"
    # Three bytes, twice: Chinese, Japanese, Korean, Thai, Javanese; four: emoji.
    "|(?:[\u00e0-\u00ef][\u0080-\u00bf‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œŽžŸ]{2}){2,}"
    "|\u00f0[Ÿ\u009f][\u0080-\u00bf‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œŽžŸ]{1,2}"
)
_ALONE = re.compile(
    # The first byte alone, where the others were taken away or became spaces: no word ends with "â", and none
    # begins with it before a capital; "Â" and "Ã" stand for a no-break space and "à".
    "(?<![A-ZÀ-Þ])[ÂÃ](?=[\\s.,;:!?%)\"'”’]|\\d|$)|(?<=[a-z.,!?0-9])â(?![\\w])|(?<!\\w)â(?=[A-Z])|aâ|âa"
)
_REFERENCES = re.compile(
    r"&(?:#\d{2,6}|#[xX][0-9a-fA-F]{2,5}|nbsp|amp|quot|apos|lt|gt|[lr][sd]quo|[nm]dash|hellip|bull|middot|euro"
    r"|copy|reg|trade|deg|[a-zA-Z](?:acute|grave|circ|uml|tilde|cedil|ring));|\\u(?:00[89a-fA-F]|20)[0-9a-fA-F]"
)
"""Character references of HTML and JSON, as a reader sees them who should not."""
_LOST = re.compile("[\ufffd\x80-\x84\x86-\x9f\uf000-\uf0ff]")
"""What stands for a byte that is no letter; quotation marks of Windows, read as controls; signs of Word."""


def _wrong_spellings() -> Iterator[str]:
    for sign in _PUNCTUATION + _LETTERS:
        read = sign.encode("utf-8")
        for encoding in _WRONG:
            if len(read) < 3 and encoding in _CYRILLIC:
                continue
            wrong = read.decode(encoding, errors="ignore")
            if len(wrong) > 1:
                yield wrong
                if len(visible := _HIDDEN.sub("", wrong)) > 1:
                    yield visible


_SPELLINGS = {each for each in _wrong_spellings() if not each.isascii()}
_SPELLED = re.compile(
    # Behind a capital, a letter before a quotation mark or a dash ends a word in capitals: "MAÇÃ”", "ABBÄ“".
    "|".join(
        ("(?<![A-ZÀ-Þ])" if len(each) == 2 and each[1] in _BEHIND_WORDS else "") + re.escape(each)
        for each in sorted(_SPELLINGS, key=len, reverse=True)
    )
)
_FIRST = re.escape("".join(sorted({each[0] for each in _SPELLINGS})))
_SUSPECT = re.compile(f"[{_FIRST}\u00ce-\u00d9\u00e0-\u00f0ÂÃ\ufffd\x80-\x9f\uf000-\uf0ff]")
"""What a wrong spelling begins with: most texts have none of these, and a search for one sign is quick."""


def find_mojibake(text: str) -> str | None:
    """Return a passage with signs that came out wrong; None: there is none.

    >>> find_mojibake("Ia berkata, â€œKami siap,â€ lalu pergi.")
    'Ia berkata, â€œKami siap,â€ lalu pergi.'
    >>> find_mojibake("Café Zürich, “São Paulo”, §°±—…"), find_mojibake("Bâle, Âge, NÃO")
    (None, None)
    """
    found = _REFERENCES.search(text) if "&" in text or "\\u" in text else None
    if found is None and not text.isascii() and _SUSPECT.search(text):
        found = _LOST.search(text) or _SPELLED.search(text) or _TWICE_READ.search(text) or _ALONE.search(text)
    return around(text, found.start(), found.end()) if found else None
