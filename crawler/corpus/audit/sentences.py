"""Whether a text begins and ends where a sentence does.

Only the shape is looked at. A text that was cut where another sentence ends, or begins, cannot be told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from unicodedata import category

from crawler.corpus.audit.finding import shortened
from crawler.text import CLOSINGS, STOPS, words

_ENDS = frozenset(STOPS + CLOSINGS + "؟۔।॥။።՞։‼⁇⁈⁉﹒﹖﹗｡．]}>」』›`´″‟›❞")
_MARKS = "*#■□▪●◆♦~_^|†‡¶§ "
"""What newsrooms set under a story: "***"."""
_ITEM = re.compile(r"(?:\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)]\s|[-–—•*·▪●✓+]\s?)\S")
_ADDRESS = re.compile(
    r"(?:\S+@)?(?:https?://|www\.)?[\w-]+(?:\.[\w-]+)*\.[a-z]{2,24}(?:/\S*)?", re.IGNORECASE
)
UNFINISHED = words(
    "yang dan di ke dari untuk dengan pada oleh atau serta bahwa agar karena dalam sebagai tentang antara"
    " the of and to in for with from by that an"
)
"""Words after which no sentence ends: a text that ends with one of them and three dots was cut."""
_CUT = re.compile(r"\[\s?(?:…|\.{3,})\s?\]$|(?P<word>[^\W\d_]+)\s?(?:…|\.{3,})$")
"""``[…]`` is what WordPress prints behind an excerpt."""
_TITLE = re.compile(
    r"(?<![\w.])(?:(?:Drs|Dra|Ir|Prof|KH|Hj|Drg|Tgk|Ust)\.|(?:,|\b(?:Drs|Dra|Ir|Prof|[Dd]r)\.)\s?H\.)$"
)
"""A title before a name, in a text that was cut before the name."""
_OPEN_QUOTATION = re.compile("[,;:][\"'”’»“‘]$")
"""The end of a quotation behind which the sentence goes on: “Kami siap,” kata dia."""
_LONGEST_WORD, _LONGEST_ADDRESS = 80, 300
"""Characters behind which a text is not searched for the beginning of its last word, or address."""
_LONGEST_LINE = 12
"""Words: a longer last paragraph is no line of a poem or a table."""

_OPENINGS = "\"'“‘«‹„‚(［[「『¿¡`´"
_BEGINS_INSIDE = re.compile(r"[,;:.?!)\]}/%&’”»…|>\\]|\.\.|[-–—](?:\s|[a-z])")
_LEFT_OUT = re.compile(
    r"[“\"]?[\[({<]\s?(?:…|\.{2,}|\.\s\.\s\.|sambungan|lanjutan|bersambung|cont(?:inued)?)[^\])}>]{0,30}[\])}>]",
    re.IGNORECASE,
)
"""What stands for words that were left out, as brackets say; also before a capital."""
_ASIDE = re.compile(r"\([^()\n]{1,40}\)\s?[,;]")
"""What a sentence says in brackets, behind words that are lost: "(24/9/2018), setelah ..."."""
_LOWER_NAME = re.compile(
    r"(?!(?:di|ke|se)-)(?:[a-z]{1,3}[-’'][^\W\d_]|[a-z]+[A-Z]\w*|(?:dr[gh]?|ir|hj?|kh|prof|tgk|ust|st|ny|tn)\.\s?(?=[A-Z])|\S+\.[a-z]{2,24}\b"
    r"|\S*[@#_\d/]|[a-zα-ω]\b)"
)
"""iPhone, e-KTP, al-Qaeda, dr. Tirta, kompas.com, a variable: words that are written so at the beginning,
too."""
_PARTICLES = words("van von de da la le el al bin ibn dos das du der den ter abu")
_CLOSED = re.compile("[,.!?]”")
_ANY_OPENING = re.compile('[“„"«‟]')


def find_no_full_stop(paragraphs: Sequence[str]) -> str | None:
    """Return the end of a text that ends without a full stop; None: it has one, or needs none.

    >>> find_no_full_stop(["Presiden tiba di Jakarta.", "Ia akan bertemu dengan para"])
    'Ia akan bertemu dengan para'
    >>> find_no_full_stop(["Siapa saja yang datang?", "1. Siti Aminah", "2. Budi Santoso"])
    """
    if not paragraphs:
        return None
    last = paragraphs[-1]
    if is_ended(last):
        return None
    if _is_item(paragraphs) or _ends_in_address(last) or _is_series(paragraphs):
        return None
    return shortened(last, end=True)


def is_ended(paragraph: str) -> bool:
    """Say whether a paragraph ends as a sentence does.

    >>> [is_ended(each) for each in ("“Kami siap,” katanya.”", "Antre (lihat peta)", "menurut […]", "di ...")]
    [True, True, False, False]
    """
    bare = paragraph.rstrip(_MARKS)
    if bare and category(bare[-1]) in ("So", "Sk", "Mn", "Cf"):  # an emoji, which replaces the full stop
        return True
    if _OPEN_QUOTATION.search(bare[-2:]) or _TITLE.search(bare[-_LONGEST_WORD:]):
        return False
    if cut := _CUT.search(bare[-_LONGEST_WORD:]):
        return cut["word"] is not None and cut["word"] not in UNFINISHED
    return not bare or bare[-1] in _ENDS or category(bare[-1]) in ("Pe", "Pf", "Pi")


def _is_item(paragraphs: Sequence[str]) -> bool:
    """Say whether a text ends with the item of a list; a letter may begin a name, too: "B. J. Habibie"."""
    item = _ITEM.match(paragraphs[-1])
    if item is None or not item[0][:1].isalpha():
        return item is not None
    return len(paragraphs) > 1 and _ITEM.match(paragraphs[-2]) is not None


def _ends_in_address(paragraph: str) -> bool:
    """Say whether a paragraph ends with an address, behind which a full stop would be taken for its part."""
    return _ADDRESS.fullmatch(paragraph[-_LONGEST_ADDRESS:].rsplit(None, 1)[-1]) is not None


def _is_series(paragraphs: Sequence[str]) -> bool:
    """Say whether a text ends with lines that have no stops: a poem, a table, a list, a timetable."""
    *above, second, first = ["", "", *paragraphs[-3:]][-3:]
    if len(first.split()) > _LONGEST_LINE or not second:
        return False
    if second.endswith((":", "：")):
        return True
    is_line = not is_ended(second) and len(second.split()) <= _LONGEST_LINE
    return is_line and above[0] != "" and not is_ended(above[0])


def find_mid_sentence(paragraphs: Sequence[str]) -> str | None:
    """Return the beginning of a text that begins in mid-sentence; None: it begins as a sentence does.

    >>> find_mid_sentence(["yang digelar di Jakarta, Senin."]), find_mid_sentence(["iPhone baru dijual."])
    ('yang digelar di Jakarta, Senin.', None)
    """
    if not paragraphs:
        return None
    first = paragraphs[0]
    if _LEFT_OUT.match(first) or _ASIDE.match(first):
        return shortened(first)
    if _BEGINS_INSIDE.match(first):
        is_list = first[0] in "-–—" and len(paragraphs) > 1 and paragraphs[1][:1] == first[0]
        return None if is_list or _is_opening(first) else shortened(first)
    if first[:1] in _OPENINGS:
        return None
    if first[:1].islower() and not _may_be_small(first):
        return shortened(first)
    closed = _CLOSED.search(first)
    if closed and _ANY_OPENING.search(first, 0, closed.start()) is None and "“" in "".join(paragraphs):
        return shortened(first)
    return None


def _is_opening(text: str) -> bool:
    """Say whether a text begins with a quotation, in print that opens with ”, ’ or », or with three dots."""
    rest = text.lstrip("….’”»")
    return text[0] in "’”»….?" and text[:2] != ". " and rest[:1].isupper()


def _may_be_small(text: str) -> bool:
    """Say whether the first word may be written with a small letter there."""
    first, second = [*text.split(None, 2), "", ""][:2]
    return _LOWER_NAME.match(text) is not None or (first in _PARTICLES and second[:1].isupper())
