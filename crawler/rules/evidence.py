"""What a line says of itself: headline or sentence, name or phrase, story or the page's own words."""

from __future__ import annotations

import re

from crawler.rules.line import Line
from crawler.text import words

_WORD = re.compile(r"[^\W\d_][\w’'.-]*")
_AROUND = "\"'“”‘’«»<>()[]|•·*-–—:, \t"

_SMALL_IN_TITLES = words(
    "dan atau di ke dari yang untuk pada dengan dalam oleh soal agar bagi tak tentang hingga sampai usai saat"
    " the a an of in on at to for and or by with from as de la le les des du et en y el los las del der die"
    " das und im von van het een"
)
_SMALL_IN_NAMES = words(
    "dan and bin binti al el de del la da dos van von der foto via for of the untuk ist handout pool"
)

_TITLE_SHARE = 0.6
"""Newsrooms leave more small words in lower case than any list holds."""

_LONGEST_NAMES = 120
"""Of a line that names several people, in characters."""

_INDONESIAN = words(
    "yang dan untuk dengan pada dari ini itu akan telah tidak dalam oleh para juga karena saat sebagai"
    " menjadi adalah ada sudah bisa warga kata hari agar atau ia kami kita mereka masih lebih usai hingga"
    " sejak setelah"
)
_FOREIGN = words(
    "the of and to was were is has that his her with for le la les des du et el los las y en un una der die"
    " das und ist il che con het een de"
)
_TELLING = 400
"""Characters at the start of a paragraph that tell its language."""

_SAYS = re.compile(
    r"\b(?:kata|ujar|tutur|ucap|imbuh|jelas|menurut|said|says)(?:nya)?\b"
    r"|,\s(?:pesan|imbau|saran|ajak|pinta|begitu|demikian)(?:nya)?\b",
    re.IGNORECASE,
)
_ROLE_BEHIND = re.compile(r",\s(?=[a-z])")
_FACT = re.compile(r"[^\W\d_][^:]{1,30}:\s\S.{0,80}$")

_IS_PAPER = re.compile(
    r"kompas|tempo|tribun|detik|antara|republika|harian|koran|surat\s+kabar|\bmedia\b|news|\bpos(?:t|kota)?\b|times|kabar"
    r"|suara|warta|berita|\bradio|\brri\b|\btv\b|telegraf|telegraph|jawa|jakarta|bisnis|sinar|utusan|\bstar\b|bernama"
    r"|daily|rakyat|fajar|merdeka|liputan\s?6|okezone|sindo|kumparan|tirto|katadata",
    re.IGNORECASE,
)
"""Words in the names of newspapers and of stations."""
_OWN = re.compile(r"\b(?:kami|our|us|redaksi)\b", re.IGNORECASE)
_OTHERS = re.compile(r"\b(?:episode|lainnya|terbaru|latest)\b", re.IGNORECASE)
_LINK = 0.1
"""The share of a line in links from which on the page, and not a person, invites."""


def is_fact(text: str) -> bool:
    """Say whether a text is a short one after a label, as in a list of facts.

    >>> is_fact("Penerbit: Bentang Pustaka"), is_fact("Menurut camat, air mulai surut.")
    (True, False)
    """
    return _FACT.match(text) is not None


def is_title(text: str, least_words: int = 1, share: float = _TITLE_SHARE) -> bool:
    """Say whether a text looks like a headline: its words capitalised, no full stop at its end.

    ``share``: how many of its words, small ones aside, have to be.

    >>> is_title("Michael Bloomberg Bakal Maju Dalam Pilpres AS 2020 Mendatang?")
    True
    >>> is_title("dengan teliti syarat pengaduan sebelum mengirim.")
    False
    """
    text = text.strip(_AROUND)
    if not text or text[-1] in ".;":
        return False
    found = _WORD.findall(text)
    telling = [word for word in found if word not in _SMALL_IN_TITLES]
    capitals = sum(word[0].isupper() for word in telling)
    return len(found) >= least_words and bool(telling) and capitals >= share * len(telling)


def is_name(text: str, most_words: int = 8) -> bool:
    """Say whether a text looks like one or several names: few words, all capitalised, no sentence.

    >>> is_name("Rina Puspitasari, Bagus W."), is_name("ANTARA FOTO/Galih Pradipta")
    (True, True)
    >>> is_name("apa pesan Anda?"), is_name("Detik terakhir pertandingan")
    (False, False)
    """
    text = text.strip(" .")
    if not text or len(text) > _LONGEST_NAMES or re.search(r"[?!;“”\"]", text):
        return False
    telling = [word for word in re.split(r"[\s,/|&()@:]+", text) if word and word not in _SMALL_IN_NAMES]
    return 0 < len(telling) <= most_words and all(
        not word[0].islower() or "." in word[:-1] for word in telling
    )


def is_foreign(text: str) -> bool:
    """Say whether a paragraph is in another language than Indonesian.

    >>> is_foreign("LONDON — The agency said that it would wait."), is_foreign("SAMBAS – Air surut lagi.")
    (True, False)
    """
    found = text[:_TELLING].casefold().split()
    return _INDONESIAN.isdisjoint(found) and not _FOREIGN.isdisjoint(found)


def before_role(text: str) -> str:
    """Return a text up to the role that stands behind a name and a comma.

    >>> before_role("Rina Puspitasari, peserta program magang")
    'Rina Puspitasari'
    """
    return _ROLE_BEHIND.split(text, maxsplit=1)[0]


def quotes_nobody(line: Line, match: re.Match[str]) -> bool:
    """Say whether the line does not report what somebody said."""
    return not _SAYS.search(line.text)


def is_its_own(line: Line, match: re.Match[str]) -> bool:
    """Say whether the newspaper speaks of its own: by a word, a link, its name, or no full stop."""
    return quotes_nobody(line, match) and (
        line.linked >= _LINK
        or not line.text.endswith(".")
        or _OWN.search(line.text) is not None
        or _OTHERS.search(line.text) is not None
        or _IS_PAPER.search(line.text) is not None
    )


def is_a_paragraph(line: Line, match: re.Match[str]) -> bool:
    """Say whether a line is a paragraph: lists hold instructions, names of programs, sources."""
    return line.kind == "p"
