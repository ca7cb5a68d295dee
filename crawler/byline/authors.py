"""The names of those who wrote a story."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from unicodedata import category

from crawler.byline.names import NEWS_NAMES
from crawler.rules.evidence import is_name
from crawler.text import folded, normalize, phrases, unescape, words

_LONGEST = 300
"""Longest string with names, in characters; a longer one is running text, and is cut."""

_WRITER = (
    r"(?:penulis|reporter|pewarta|wartawan|jurnalis|kontributor|koresponden|authors?|autor(?:in|en|es)?|auteurs?|texte?|texto"
    r"|laporan(?:\s(?:wartawan|kontributor|jurnalis))?|作者|记者|記者|筆者|撰文|执笔|執筆|بقلم|كتبه?|الكاتب|автор)"
)
_OTHER = r"(?:editor|redaktur|penyunting|fotografer|uploader|pengunggah|penerjemah|juru\sfoto)"
_DID = (
    r"(?:(?:di)?tulis(?:an)?|disusun|dibuat|dilaporkan|teks|naskah|artikel|written|authored|words|text|story|report(?:ed|ing)?"
    r"|posted|created|submitted|article|interview(?:ed)?|wawancara|ein\s(?:beitrag|artikel|text)|verfasst|geschrieben|escrito|écrit|publié|scritto|geschreven|skriv[ei][tn]|skrevet|napisan[eay]|napisał[a]?)"
)
"""What a writer did, before "oleh" or "by"."""
OTHERS = re.compile(
    r"\W{0,3}(?:(?:edited|reviewed|updated|photographed|translated|illustrated|produced|curated|recommended|presented|hosted"
    r"|(?:fact[\s-]?|medically\s)?(?:checked|reviewed)|disunting|diterjemahkan|diedit|difoto|ditinjau|diperiksa)"
    r"\s(?:by|oleh)\b"
    rf"|(?:{_OTHER}|foto(?:s|graf(?:ie|in)?)?|photos?|photograph(?:s|er|y)?|image|gambar|bild(?:er)?|illustrations?|ilustrasi"
    r"|video(?:grafer)?|kamera(?:wan)?|camera|grafik|grafis|infogra(?:fis|phic)|reviewer|sumber|source|quelle|kredit|credit"
    r"|desain|design|layout|来源|來源|出处|编辑|編輯|责编|责任编辑|校对|摄影|撮影|编译|fact[\s-]?check(?:er)?)s?\s?(?:[:：/]|$|\b(?:by|oleh|von|par)\b))\s*",
    re.IGNORECASE,
)
"""The names behind it are those of people who did something else than write."""
_FROM = (
    r"(?:(?:laporan\s)?(?:wartawan|jurnalis|kontributor|koresponden|reporter)"
    rf"(?:\s(?!{_OTHER}|{_WRITER})[^\W\d_][\w.]*){{1,3}}\s?[:：]\s?"
    r"|laporan\s(?:wartawan|jurnalis|kontributor|koresponden)\s[^,:;|]{2,40},\s(?=[^\W\d_][^,]{3,40}$))"
)
"""A label that also says where, or for whom, the writer works: "Kontributor Sukabumi:"."""
LEAD = re.compile(
    rf"\W{{0,4}}(?:{_FROM}|(?:text|words|teks|tekst|naskah)(?:\s(?:und|dan|and|&)\s[^\W\d_]{{3,20}})?\s?[:：]\s?"
    rf"|(?:(?:{_DID}\s)?(?:oleh(?!\s(?:karena|sebab)\b)|by|von|par|por|door|av|af|przez)|(?-i:di)|{_WRITER})(?:\s?[:：]\s?|\s|$))",
    re.IGNORECASE,
)
"""Words that come before a name; capitalized, "Di" is the start of a surname."""
_WRITER_LINE = re.compile(
    rf"(?:{_FROM}|(?:oleh(?!\s(?:karena|sebab)\b)|by|{_WRITER})(?:\s?[:：]\s?|\s))(?P<names>.+?)(?=\s*[|/;,-]?\s*{_OTHER}\s?[:：]|$)",
    re.IGNORECASE,
)
_OTHER_FIRST = re.compile(rf"{_OTHER}\s?[:：][^|/;,:：]{{2,60}}[|/;,]\s?(?={_WRITER}\s?[:：])", re.IGNORECASE)
"""Other people who worked on the story, if the line names them before its writer."""
_NOTE_MARK = re.compile(r"\s?\*{1,3}\)?$")
"""A mark after a name, which refers to a note below the story that says who this is."""
_BETWEEN = re.compile(r"\s?[;|•·]\s?|\s/\s|,?\s(?:dan|and|und|et|og|och|en|&)\s", re.IGNORECASE)
_NEXT_LABEL = re.compile(
    rf"[\s,;/|]{{1,3}}(?=(?P<writer>{_WRITER})\s?[:：]|(?:{_OTHER}|foto(?:grafer)?|photos?|video(?:grafer)?)\s?[:：])",
    re.IGNORECASE,
)
"""The label of the next person, behind a name: "Siti Aminah Editor: Budi Santoso"."""
_ADDRESS_FIRST = re.compile(r"[\w.+-]{1,64}@[\w.-]{1,100}\s\((?P<name>[^()]{3,80})\)")
"""As RSS has it: ``siti@koran.example (Siti Aminah)``; https://www.rssboard.org/rss-specification"""
_MARKUP = re.compile(r"<[^<>]{0,300}>")
_AT = re.compile(r"\w\s?[\[({]\s?(?:at|ät)\s?[\])}]\s?\w", re.IGNORECASE)
"""An e-mail address as it is written against robots."""
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_BRACKETS = re.compile(r"\s?\([^()]{0,60}\)$")
_DEGREE = re.compile(
    r"[SMA]\.?\s?[A-Z][A-Za-z]{0,4}\.?(?:[A-Z][a-z]{0,3}\.?)?|Sp\.?\s?[A-Z][A-Za-z]{0,4}|Lc\.?|LL\.?\s?[BM]\.?|Ph\.?\s?D\.?|M\.?D\.?|[JS]r\.?|I{2,3}|MBA|Dr\.?"
)
_CREDENTIAL = re.compile(r"[A-Z]{2,6}(?:-?[A-Z]{1,4})?(?:\s\d{3})?|[A-Z]{2,4}-[A-Z]{1,4}")
"""Letters behind a full name that no list of degrees holds: a certificate of a profession, and no person."""
_PARTICLES = words("binti binte della delle degli dalla")
_ARTICLE_BEFORE = re.compile(r"[a-z]{1,3}[-'’][^\W\d_a-z]")
"""An article that is joined to a name: "al-Hafiz", "d'Angelo"."""
_ONE_WORD = re.compile(r"[^\W\d_][\w'’.-]*")
ROLE = re.compile(
    r"\b(?:reporter|editor|correspondent|journalist|writer|columnist|producer|contribut(?:or|ing)|staff|chief|senior"
    r"|special\sto|kontributor|jurnalis|wartawan|penulis|redaktur|koresponden|redakteur(?:in)?|journaliste"
    r"|periodista|pewarta|kolumnis|analis|analyst|dosen|peneliti|researcher|professor|guru\sbesar|freelancer?"
    r"|(?:co-?)?founder|ceo|cto|coo|officer|manager|director|coordinator|specialist|strategist|lecturer|intern"
    r"|stringer|\w{3,20}leiter(?:in)?|direktur|pemimpin|mahasiswa|pengamat|guest|author)\b",
    re.IGNORECASE,
)
_ORGANISATION = re.compile(
    r"\b(?:redaksi|redaktion|rédaction|redacción|redazione|redação|tim\s(?:redaksi|liputan)|team|newsroom|staff|desk|editors|editorial"
    r"|news|media|agency|agencies|press|presse|online|tv|radio|times|post|daily"
    r"|harian|koran|majalah|universit(?:y|as|ät|é)|institute?|college|school|department|ministry|kementerian|dinas"
    r"|foundation|yayasan|stiftung|association|council|committee|program|company|gmbh|webteam)\b|\.(?:com|co|id|net|org)\b",
    re.IGNORECASE,
)


_WEEKDAY = (
    r"(?:senin|selasa|rabu|kamis|jum.?at|sabtu|minggu|ahad|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag"
    r"|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
    r"|lunes|martes|miércoles|jueves|viernes|sábado|domingo"
    r"|lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica)"
)
_STAMP = re.compile(
    rf"(?:\b{_WEEKDAY},?\s)?(?:"
    r"(?<!\d)\d{1,2}(?:\.|st|nd|rd|th)?[\s-]{1,2}(?:de\s)?[^\W\d_]{3,12}\.?,?[\s-]{1,2}(?:de\s)?\d{4}(?!\d)"
    r"|(?<!\d)\d{1,2}([/.-])\d{1,2}\1(?:\d{2}|\d{4})(?!\d)"
    r"|(?<!\d)\d{4}([/-])\d{1,2}\2\d{1,2}(?!\d)(?:T[\d:.+Z-]{0,30})?"
    r"|(?<![^\W\d_])[^\W\d_]{3,9}\.?\s\d{1,2}(?:st|nd|rd|th)?,\s\d{4}(?!\d)"
    r"|(?<!\d)\d{1,3}\s(?:menit|jam|hari|minggu|minutes?|hours?|days?)\s(?:yang\s)?(?:lalu|ago)\b"
    r"|(?:\b(?:pukul|pkl\.?|jam|at)\s)?(?<![\d:.])\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?![\d:.])"
    r"(?:\s?[ap]\.?m\b\.?)?(?:\s?(?:wib|wita|wit|uhr|utc|gmt|cest|cet|bst|[ecp][sd]?t)\b)?)",
    re.IGNORECASE,
)
"""A date or a time next to a name."""
_MAIL = re.compile(r"\s[<(\[]?[\w.+-]{1,64}@[\w.-]{1,100}[>)\]]?")
"""An e-mail address behind a name."""
_IDENTIFIER = re.compile(r"[\da-fA-F]{8}(?:-[\da-fA-F]{4}){3}-[\da-fA-F]{12}|[\da-fA-F]{24,64}|\d+")
"""A key of a database: a UUID (RFC 9562), a hash, a number."""
_HANDLE = re.compile(r"[a-z\d]+[._][a-z\d._]+")
"""What somebody types to log in: it is stored where nobody says the name."""
ARTICLES = ("The ", "Die ")
"""Articles that a paper's name begins with, and no person's."""
_ADMINS = words("admin administrator superadmin webadmin")
_ACCOUNTS = phrases(
    "webmaster, root, adminweb, user, wordpress, super user, anonymous, unknown, guest"
    ", guest author, guest post, tamu, penulis tamu, editor, author, penulis, contributor, kontributor"
    ", default, test, n/a"
)
"""Names of default accounts of content management systems: they do not name a person."""


def clean_authors(names: Iterable[str], *, printed: bool = False) -> list[str]:
    """Return the names in the given strings, each once, in order; organisations only if there is no person.

    Handles lead-ins ("Oleh"), roles, e-mail addresses and several names in one string. ``printed``: readers
    see the strings; only metadata may have a family name before its first name.

    >>> clean_authors(["Oleh Rina Puspitasari dan Bagus Wicaksono", "Telegraf"])
    ['Rina Puspitasari', 'Bagus Wicaksono']
    >>> clean_authors(["Aminah, Siti"]), clean_authors(["Rina, Budi"], printed=True)
    (['Siti Aminah'], ['Rina', 'Budi'])
    """
    found: dict[str, str] = {}
    for string in names:
        for text in _parts(_bare(string)):
            lead = LEAD.match(text)
            is_enclosed = lead is not None and _IN_BRACKETS.fullmatch(text) is not None
            told = text[lead.end() if lead else 0 : -1 if is_enclosed else None]
            for name in _names(told, printed=printed or lead is not None):
                found.setdefault(name.casefold(), name)
    persons = [name for name in found.values() if not is_organisation(name)]
    return persons or list(found.values())


def _bare(printed: str) -> str:
    """Return a string with names without markup, addresses, dates and pictures, which are not names."""
    text = normalize(printed)[:_LONGEST]
    if "<" in text or "&" in text:
        text = normalize(_MARKUP.sub(" ", unescape(unescape(text))))
    if not text.isascii():
        text = "".join(sign for sign in text if sign != "\ufe0f" and category(sign) != "So")
    addressed = _ADDRESS_FIRST.fullmatch(text)
    return without_stamps(_MAIL.sub("", addressed["name"] if addressed else text)).strip()


def _parts(text: str) -> Iterator[str]:
    """Cut a string where the label of another person stands; leave out those who did not write.

    >>> clean_authors(["Siti Aminah Penulis: Rina Editor: Budi Santoso"])
    ['Siti Aminah', 'Rina']
    """
    last = 0
    is_writer = True
    for label in _NEXT_LABEL.finditer(text):
        if is_writer:
            yield text[last : label.start()]
        last, is_writer = label.end(), label["writer"] is not None
    if is_writer:
        yield text[last:]


def choose_authors(
    groups: Iterable[Iterable[str]], organisations: Iterable[str] = ()
) -> tuple[list[str], int]:
    """Return the names of the first group that names a person, and the number of that group.

    If none does, those of the first group that names anybody. ``organisations``: names known not to be a
    person's. Without any name the list is empty and the number is that of the last group.

    >>> choose_authors([["Redaksi Telegraf"], ["Rina Puspitasari"]])
    (['Rina Puspitasari'], 1)
    """
    known = {folded(name) for name in organisations}
    fallback: tuple[list[str], int] = ([], -1)
    number = -1
    for number, group in enumerate(groups):
        names = clean_authors(group)
        persons = [name for name in names if not _is_no_person(name, known)]
        if persons:
            return persons, number
        if names and not fallback[0]:
            fallback = names, number
    return fallback if fallback[0] else ([], number)


def _is_no_person(name: str, organisations: Set[str]) -> bool:
    if name.startswith(ARTICLES):
        return True
    return is_organisation(name) or folded(name) in organisations or _HANDLE.fullmatch(name) is not None


def is_person(name: str) -> bool:
    """Say whether a text clearly looks like a person's name: two to five capitalized words.

    >>> is_person("Rina Puspitasari"), is_person("Tulis komentar"), is_person("red")
    (True, False, False)
    """
    words = name.split()
    if len(words) < 2:
        return 2 <= len(name) <= 6 and not name.isascii() and name.isalpha() and name.lower() == name.upper()
    is_named = all(not word[0].islower() or _is_particle(word) for word in words) and _begins_name(words[-1])
    return len(words) <= 5 and is_named and "/" not in name and not is_organisation(name)


def names_same(printed: Iterable[str], told: Iterable[str]) -> bool:
    """Say whether each printed name stands among the told ones, there perhaps in full.

    >>> names_same(["Siti A."], ["Siti Aminah", "Budi Santoso"]), names_same(["Siti"], ["Redaksi"])
    (False, False)
    >>> names_same(["SITI AMINAH"], ["Siti Nur Aminah", "Budi Santoso"])
    True
    """
    known = [frozenset(name.casefold().split()) for name in clean_authors(told)]
    names = [frozenset(name.casefold().split()) for name in printed]
    return len(names) <= len(known) and all(any(name <= each for each in known) for name in names)


def _is_particle(word: str) -> bool:
    """Say whether a word in lower case may be part of a name: "bin", "van", "al-Hafiz"."""
    return len(word) <= 3 or word in _PARTICLES or _ARTICLE_BEFORE.match(word) is not None


def _begins_name(word: str) -> bool:
    """Say whether a word begins with a capital, or with a letter of a script that has none."""
    return word[0].isalpha() and (not word[0].islower() or _ARTICLE_BEFORE.match(word) is not None)


def read_authors(line: str) -> list[str]:
    """Return the names in a line that says who wrote the story; others who worked on it are left out.

    >>> read_authors("Penulis: Rina Puspitasari | Editor: Sarwono Adi")
    ['Rina Puspitasari']
    >>> read_authors("Editor: Sarwono Adi | Reporter: Rina Puspitasari")
    ['Rina Puspitasari']
    """
    text = line[:_LONGEST]
    if text.startswith("(") and text.endswith(")"):
        text = text[1:-1]
    others = _OTHER_FIRST.match(text)
    match = _WRITER_LINE.match(text, others.end() if others else 0)
    return (
        clean_authors([match["names"]], printed=True)
        if match and is_name(match["names"].rstrip(" *)"))
        else []
    )


def without_stamps(text: str) -> str:
    """Return a text with separators of names in place of its dates and times.

    >>> without_stamps("Vania Rossa Selasa, 20 Agustus 2024 | 07:00 WIB")
    'Vania Rossa ; | ;'
    """
    return _STAMP.sub(";", text).lstrip("; ") if any(map(str.isdigit, text)) else text


def _names(text: str, *, printed: bool) -> Iterator[str]:
    parts = _BETWEEN.split(text)
    is_listed = (
        not printed and text.count(";") == len(parts) - 1
    )  # each part is one person: "Aminah, Siti; Santoso, Budi"
    for part in parts:
        if OTHERS.match(part):
            break
        for piece in _at_commas([piece.strip() for piece in part.split(",")], alone=is_listed):
            whole = _BRACKETS.sub("", _NOTE_MARK.sub("", piece)).strip(" :-–—/")
            for name in _at_slashes(whole):
                if not _is_account(name) and len(name) <= 80 and any(map(str.isalpha, name)):
                    yield name


def _at_slashes(name: str) -> list[str]:
    """Return the persons that slashes separate; what is no list of persons stays as it is."""
    names = name.split("/") if "/" in name else [name]
    return names if all(map(is_person, names)) else [name]


def _is_account(name: str) -> bool:
    """Say whether this is a URL or e-mail address, or the name of an account rather than a person."""
    folded = name.casefold()
    is_admin = not _ADMINS.isdisjoint(folded.split())  # "Admin Web", "Admin Telegraf", "Koran Admin"
    if _AT.search(name) or _IDENTIFIER.fullmatch(name):
        return True
    return is_admin or folded in _ACCOUNTS or "@" in name or "://" in name


def _at_commas(pieces: list[str], *, alone: bool) -> list[str]:
    """Join parts of one name that commas separate (degrees, a family name before its first name); drop roles.

    ``alone``: whether the string contains nothing else.
    """
    names: list[str] = []
    for piece in pieces:
        if names and _DEGREE.fullmatch(piece):
            names[-1] = f"{names[-1]}, {piece}"
        elif names and " " in names[-1] and _CREDENTIAL.fullmatch(piece):
            continue
        elif piece and not (names and ROLE.search(piece)):
            names.append(piece)
    if alone and len(names) == 2 and all(_ONE_WORD.fullmatch(name) for name in names):
        return [f"{names[1]} {names[0]}"]  # as catalogues have it: the family name first
    return names


def is_organisation(name: str) -> bool:
    """Say whether a name is that of a newsroom, a publisher or an institution."""
    return name.casefold() in NEWS_NAMES or _ORGANISATION.search(name) is not None
