"""The names in a line of a byline, which a page prints in pieces: links, spans and the words between them.

What stands in a byline besides names is told by the language: words that come before a name ("Oleh", "Written
by"), that end it ("di", "on"), what other people did ("Editor:", "Foto:"), roles, and the texts of buttons.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from crawler.byline.authors import clean_authors
from crawler.byline.labels import LEAD, OTHERS, ROLE
from crawler.byline.persons import ARTICLES, is_organisation, is_person
from crawler.byline.places import is_place
from crawler.byline.stamps import WEEKDAYS, without_stamps
from crawler.text import LINE_ENDS, normalize

_LABEL = re.compile(
    r"(?:(?:link\s)?(?:copied|copy|disalin|tersalin)|copy\slink|salin\s(?:link|tautan)"
    r"|(?:view|see|get|read|show|lihat|baca|visit)\s.{0,60}|more\s(?:about|from|by|posts|stories|articles)\b.{0,60}"
    r"|(?:all|alles?|semua|other|tulisan|artikel|articles?|posts?|stories|beiträge|tous)\s"
    r"(?:\w{1,15}\s)?(?:by|von|oleh|from|dari|par|de|lain)\b.{0,60}"
    r"|(?:rss(?:\sfeed)?|follow(?:ing)?|ikuti|subscribe|berlangganan|share|bagikan|sebarkan|kirim|print|cetak|save"
    r"|simpan|listen|dengarkan|comments?|komentar|tweet|e-?mail|contact|kontak|profile?|profil|bio|website|twitter"
    r"|facebook|instagram|linkedin|whatsapp|telegram|youtube|tiktok|threads|x|google\sscholar|orcid)\b.{0,30}"
    r"|\d[\d.,]*\s?[km]?\s?(?:comments?|komentar|views?|shares?|likes?|min(?:ute)?s?\b|menit|kali|followers?).{0,20}"
    r"|(?:last\s)?(?:updated?|modified|reviewed|diperbarui|diubah)(?:\son|\sat|\spada)?"
    r"|(?:published|posted|publicado|publié|veröffentlicht|diterbitkan|dipublikasikan|tayang|terbit)(?:\son|\sat|\sin|\spada)?"
    r"|about\s(?:the\s)?authors?|tentang\spenulis|authors?\sof\b.{0,40}|by|oleh|guest|tamu|new|baru|est|ist|wib)",
    re.IGNORECASE,
)
"""Texts of buttons, counters and labels beside a name."""
_ENDS = re.compile(
    r"\s(?:in|on|am|um|at|from|on\sbehalf|di|pada|untuk|dari|aus|for|with|dengan|kepada|sejak|hace|il\sy\sa)(?:\s|$)"
    r"|\s(?i:for\sthe|special\sto|untuk)\s|\s?[(\[{]"
    r"|\s(?i:(?:last\s)?(?:updated|modified|published|posted)|diperbarui|diterbitkan|aktualisiert|veröffentlicht)(?=\s|[:;,]|$)"
    r"|\s(?i:illustration(?:en|s)?|ilustrasi|fotos?|photos?|photography|bild(?:er)?|video)\s?(?:(?i:by|von|oleh|par)\s|:)",
)
"""Words, in lower case, that end a name."""
_CHUNKS = re.compile(r"\s?[;|•·‧∙●▪]\s?|\s[-–—/]\s|\s?—\s?")
_CONNECTOR = re.compile(r"(?:,|&|\+|(?:dan|and|und|et|y|og|och|en|e|serta)\b)\s*", re.IGNORECASE)
_CONNECTED = re.compile(r"(?:[,&]|\s(?:dan|and|und|et|y|serta))$", re.IGNORECASE)
_STOP = re.compile(
    r"(?:in|on|at|am|um|from|for|under|filed\s(?:under|in)|di|pada|dalam|dari|untuk|ke|le|el|il|em|en|dans|sur|aus|via)"
    r"(?:\s(?:rubrik|kategori|category|section))?|(?:category|kategori|rubrik|topics?|tags?|categories)",
    re.IGNORECASE,
)
"""Words that stand alone between a name and what is none: a section, a date, a place."""
_INITIALS = re.compile(r"[a-z]{2,6}(?:/[a-z]{2,6}){0,3}")
"""Of an agency or of people of the desk, where the page calls them the author."""
_COUNTED = re.compile(r"\d")
_DAY = re.compile(
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
    rf"|{WEEKDAYS}|jan(?:uar[iy])?|feb(?:ruar[iy])?|mar(?:et|ch)?|apr(?:il)?|me?i|may|june?|juni|july?|juli|aug(?:ust)?|agu(?:stus)?"
    r"|sep(?:t(?:ember)?)?|o[ck]t(?:ober)?|nov(?:ember)?|de[cs](?:ember)?)\W{0,3}",
    re.IGNORECASE,
)
_READING_TIME = re.compile(
    r"\b\d{1,3}[\s-]?(?:min(?:ute|uti|uten)?s?|menit)\b(?:\.?\s(?:de\s)?(?:read|baca|lecture|lectura|lesezeit))?",
    re.IGNORECASE,
)
_BARE_NOUN = re.compile(r"\W{0,4}(?:laporan|text[eo]?)\s$", re.IGNORECASE)
"""Without a colon, such a word begins a sentence as well as a byline."""
_MOST_PIECES = 60
_LED_WORDS = 5
"""Spaces of a line that begins as a byline does, from which it is a sentence if it ends as one."""
_LONGEST_HEADING = 100
_LONGEST_AGENCY = 5
"""Letters of a single word in capitals that is the name of an agency, "APA", rather than a person's."""
_LONGEST = 300
"""Longest piece, in characters; of a longer one, which is running text, the beginning is read."""


class Piece(NamedTuple):
    """A text node of a byline."""

    text: str
    is_marked: bool = False
    """Whether the page calls it an author's name: ``rel``, microdata, a vCard, a link to an author's page."""


def person_before(pieces: Iterable[Piece]) -> str | None:
    """Return the person's name that a line begins with, if only dates, roles and labels stand behind it."""
    chunks = [chunk for _, chunk in _chunks(pieces) if chunk and any(map(str.isalpha, chunk))]
    if not chunks or not all(is_label(chunk) for chunk in chunks[1:]):
        return None
    names = clean_authors(chunks[:1], printed=True)
    is_one = len(names) == 1 and is_person(names[0]) and _may_be_person(names[0], is_marked=False)
    return names[0] if is_one and _ENDS.search(chunks[0]) is None else None


class Reading:
    """Reads the lines of a byline, one after the other: a lead-in may stand in a line of its own."""

    def __init__(self, *, is_led: bool = False) -> None:
        self.names: list[str] = []
        self._is_led = is_led
        """Whether a lead-in came, and no name yet."""
        self._is_others = False
        """Whether names are those of editors or photographers, until a lead-in comes."""
        self._is_over = False
        """Whether something else came behind the names."""
        self._is_open = False

    def end(self) -> None:
        """Note that something else follows: what was announced does not come."""
        self._is_led = self._is_others = self._is_open = False
        self._is_over = bool(self.names)

    def line(self, pieces: Iterable[Piece]) -> list[str]:
        """Return the names of the writers in a line, and keep what it says of the next."""
        chunks = [] if self._is_over else list(_chunks(pieces))
        if not chunks:
            return []
        line = _Line(
            is_led=self._is_led, is_others=self._is_others, is_open=self._is_open, has_names=bool(self.names)
        )
        for piece, chunk in chunks:
            if not line.takes(piece, chunk):
                break
        self._is_open = line.is_open and bool(line.names)
        self._is_led, self._is_others = line.is_led and line.is_bare, line.is_others and line.is_bare
        found = [name for name in dict.fromkeys(line.names) if name not in self.names]
        self._is_over = bool(self.names) and not found and not all(is_label(chunk) for _, chunk in chunks)
        self.names += found
        return found


class _Line:
    """What is known of a line up to one of its pieces."""

    def __init__(self, *, is_led: bool, is_others: bool, is_open: bool, has_names: bool) -> None:
        self.names: list[str] = []
        self._has_names = has_names
        """Whether a name came in this line or before: a role behind it announces no other."""
        self.is_led, self.is_others = is_led, is_others
        self.is_bare = True
        """Whether nothing stands behind the last lead-in."""
        self.is_open = is_open
        """Whether a comma or "dan" stands behind the last name."""

    def takes(self, piece: Piece, chunk: str) -> bool:
        """Read a part of the line; False: the names end here."""
        if not chunk:
            self.is_open = False
            return True
        if self._has_names and ROLE.fullmatch(chunk):
            return True
        if OTHERS.match(chunk):
            self.is_others, self.is_led, self.is_bare = True, False, OTHERS.fullmatch(chunk) is not None
            return not self.names
        if _STOP.fullmatch(chunk.rstrip(" :")):
            self.is_led = self.is_others = False
            return not self.names
        lead = LEAD.match(chunk)
        if lead and not _BARE_NOUN.fullmatch(lead[0]):
            chunk = chunk[lead.end() :].strip(" :")
            self.is_led, self.is_others, self.is_bare = True, False, True
        if (self.names or self.is_open) and (connector := _CONNECTOR.match(chunk)):
            self.is_open, chunk = True, chunk[connector.end() :].strip()
        if not chunk or _is_furniture(chunk):
            return True
        return self._takes_names(piece, chunk)

    def _takes_names(self, piece: Piece, chunk: str) -> bool:
        self.is_bare = False
        if self.is_others:
            return True
        if not (piece.is_marked or self.is_open or (self.is_led and not self.names)):
            return not self.names
        names, is_whole = _names(chunk, is_marked=piece.is_marked)
        self.is_led = False
        self.names += names
        self._has_names = self._has_names or bool(names)
        self.is_open = is_whole and _CONNECTED.search(chunk) is not None
        return is_whole and bool(names)


def begins_byline(text: str) -> bool:
    """Say whether a text begins with words that come before a writer's name, and is short."""
    lead = LEAD.match(text) if len(text) <= _LONGEST_HEADING else None
    return lead is not None and not _BARE_NOUN.fullmatch(lead[0])


def is_led_sentence(text: str) -> bool:
    """Say whether a text that begins with "Oleh" or "By" is a sentence of a story, and names no writer.

    >>> is_led_sentence("Oleh Presiden Joko Widodo, jalan itu diresmikan di depan warga desa.")
    True
    >>> is_led_sentence("Oleh: Siti Aminah, wartawan Telegraf di Padang."), is_led_sentence("By Jane Doe.")
    (False, False)
    """
    return text.rstrip().endswith(LINE_ENDS) and ":" not in text and text.count(" ") >= _LED_WORDS


def is_label(text: str) -> bool:
    """Say whether a text beside a name is a button, a counter, a role or a date, and no name.

    >>> is_label("Link Copied"), is_label("Staff Writer"), is_label("Siti Aminah")
    (True, True, False)
    """
    return ROLE.search(text) is not None or _is_furniture(text)


def _is_furniture(text: str) -> bool:
    text = text.strip(" .:+»→>")
    return (
        not any(map(str.isalpha, text))
        or _LABEL.fullmatch(text) is not None
        or _DAY.fullmatch(text) is not None
    )


def _chunks(pieces: Iterable[Piece]) -> Iterator[tuple[Piece, str]]:
    for number, piece in enumerate(pieces):
        if number >= _MOST_PIECES:
            return
        text = _READING_TIME.sub(";", without_stamps(normalize(piece.text)[:_LONGEST]))
        for part in _CHUNKS.split(text):
            chunk = part.strip(" -–—/").lstrip(":")
            if chunk != ".":
                yield piece, chunk


def _names(chunk: str, *, is_marked: bool) -> tuple[list[str], bool]:
    """Return the persons that a chunk begins with, and whether they are all of it."""
    end = _ENDS.search(chunk)
    told = chunk[: end.start()] if end else chunk
    if end and " " not in told:
        return [], False
    names = clean_authors([told], printed=True)
    persons = []
    for name in names:
        if not _may_be_person(name, is_marked=is_marked):
            break
        persons.append(name)
    return persons, end is None and len(persons) == len(names)


def _may_be_person(name: str, *, is_marked: bool) -> bool:
    bare = name.partition(",")[0]
    if (
        _COUNTED.search(name)
        or bare.startswith(ARTICLES)
        or is_place(bare)
        or is_label(bare)
        or is_organisation(bare)
    ):
        return False
    if is_person(bare):
        return True
    if is_marked and _INITIALS.fullmatch(bare):
        return True
    is_word = " " not in bare and len(bare) > 2 and bare.isalpha() and (is_marked or not bare.islower())
    return is_word and not is_agency(bare)


def is_agency(name: str) -> bool:
    """Say whether a name is a short word in capitals, as that of an agency is."""
    return name.isupper() and name.isalpha() and len(name) <= _LONGEST_AGENCY
