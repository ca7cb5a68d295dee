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
_NAMED = (
    "nbsp|amp|quot|apos|lt|gt|[lr][sd]quo|sbquo|bdquo|[lr]aquo|[nm]dash|hellip|bull|middot|euro|copy|reg|trade|deg"
    "|[lr]arr|shy|ensp|emsp|thinsp|zwn?j|ordm|times|frac\\d\\d|[a-zA-Z](?:acute|grave|circ|uml|tilde|cedil|ring)"
)
_REFERENCES = re.compile(
    # HTML, also twice ("&amp;quot;"), with a space, or without the semicolon before a letter that ends it.
    rf"&\s?(?:#\s?\d{{2,6}}|#[xX][0-9a-fA-F]{{2,5}}|{_NAMED});|&(?:#\d{{3,5}}|#x20[0-9a-f]{{2}}|nbsp|[lr][sd]quo|[nm]dash|hellip|quot)(?![\w=])"
    # JSON, JavaScript and Python; "\n" where a line ended; the same without the backslash.
    r"|\\u\{?[0-9a-fA-F]{4}|\\x[89a-fA-F][0-9a-fA-F]|\\U000[01][0-9a-fA-F]{4}|\\[nrt](?=[A-Z\s“\\]|$)|\\[\"'](?!\w:)"
    r"|(?<=[\s,.!?])u20(?:1[3489cd]|26)(?=[A-Z\s]|$)|(?<=[a-z,.!?])u20(?:1[3489cd]|26)|\bu00[ae][0-9a-f](?=\W|$)|(?<=[a-z])u00[ef][0-9a-f]"
    # Quoted-printable and headers of mail, UTF-7.
    r"|(?:=[C-F][0-9A-F]=[89AB][0-9A-F])|(?<=\w)=3D(?=[\w\"])|=20$|=\?(?i:utf-8|iso-8859-\d{1,2}|windows-125\d)\?[BQbq]\?"
    r"|\+(?:IB[gkoqwh-m0-9-]|AO[ag-z]|AKA)-?(?=[\s\w])"
    # Tags that a reader sees.
    r"|</?(?i:p|br|b|i|u|em|strong|div|span|li|ul|ol|h[1-6]|blockquote|figure|table|tr|td)\s?/?>"
    r"|<(?i:a|img|div|span|p|iframe|script|style|font|strong)\s[^<>\n]{0,300}=|<!--|\]\]>|<!\[CDATA\[",
    re.MULTILINE,
)
"""What stands for a sign in HTML, JSON, mail and addresses, as a reader sees it who should not."""
_PERCENT = re.compile(r"(?:%[C-Fc-f][0-9A-Fa-f](?:%[89ABab][0-9A-Fa-f])+|(?<=[^\W\d_])%20(?=[^\W\d_]))")
_OF_ADDRESS = re.compile(r"[^\s“”\"<>()]*[/?=@\\][^\s“”\"<>()]*$|(?:www|index)\.\S*$")
"""What stands before percent-encoding in an address, where it is right."""
_MAY_REFER = re.compile(r"[&\\<]|=[0-9A-F?]|%[0-9A-F]|u20|u00|\+[AI]|\]\]>")
_LOST = re.compile(
    "[\ufffd\ufffc\x80-\x84\x86-\x9f\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff\U000f0000-\U0010ffff]"
    "|(?<=\\w)[\ufeff□▯▢](?=\\w)"
)
"""What stands for a byte that is no letter; quotation marks of Windows, read as controls; signs of Word and
of fonts of icons, which no standard gives a meaning; places of no character."""
_REPLACED = re.compile(
    # Letters of DOS and of the Macintosh for quotation marks: no word has such a capital inside.
    "(?<=[a-z])[ÆÕÔÒÓ](?=[a-z])|(?<![\\w’'])[ÒÓôö](?=[A-Z][a-z])|(?<=[a-z][,.!?])[ÓÔö](?=\\s|$)"
    # A question begins with none, and a name has none inside.
    "|(?:^|(?<=[\\s(]))\\?(?=[A-Z][a-z])|(?:^|(?<=\\s))¿(?=[A-Z][a-z]+(?:[\\s\\w,]+)[.,]¿)|(?<=[a-z])¿(?=[a-z])"
    "|(?<![\\w/?=&])(?!(?:Apa|Ini|Itu|Kan|Kok|Iya|Ya|Loh?|Lho|Hah|Nah|Wah|Oh|Oke|Siap|Mau|Bisa|Why|What|Who|How|Yes|Huh)\\?)"
    "[A-Z][a-z]{1,3}\\?[a-z]{2,}\\b(?![=/])",
    re.MULTILINE,
)
"""One sign for each that an encoding did not have."""
_MAY_BE_REPLACED = re.compile("[ÆÕÔÒÓôö¿?]")


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
_SUSPECT = re.compile(
    f"[{_FIRST}\u00ce-\u00d9\u00e0-\u00f0ÂÃ□▯▢\ufeff\ufdd0-\ufdef\ufffc-\uffff\x80-\x9f\ue000-\uf8ff\U000f0000-\U0010ffff]"
)
_CONTROLS = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f]")
"""What a wrong spelling begins with: most texts have none of these, and a search for one sign is quick."""


def find_mojibake(text: str) -> str | None:
    """Return a passage with signs that came out wrong; None: there is none.

    >>> find_mojibake("Ia berkata, â€œKami siap,â€ lalu pergi.")
    'Ia berkata, â€œKami siap,â€ lalu pergi.'
    >>> find_mojibake("Café Zürich, “São Paulo”, §°±—…"), find_mojibake("Bâle, Âge, NÃO")
    (None, None)
    """
    found = _REFERENCES.search(text) if _MAY_REFER.search(text) else None
    if found is None and not text.isascii() and _SUSPECT.search(text):
        found = _LOST.search(text) or _SPELLED.search(text) or _TWICE_READ.search(text) or _ALONE.search(text)
    found = found or _encoded(text) or _CONTROLS.search(text)
    if found is None and _MAY_BE_REPLACED.search(text):
        found = _REPLACED.search(text)
    return around(text, found.start(), found.end()) if found else None


def _encoded(text: str) -> re.Match[str] | None:
    """Return percent-encoding outside of an address."""
    if "%" not in text:
        return None
    found = _PERCENT.finditer(text)
    return next(
        (each for each in found if not _OF_ADDRESS.search(text, max(0, each.start() - 300), each.start())),
        None,
    )
