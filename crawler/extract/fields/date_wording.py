"""What the words of a line near the headline say of the dates in it: what each is the date of.

A line of a byline is scraps: a date beside a place, a section, a name, a reading time. A sentence with a
date tells of something else. What a date is of stands before it ("Diperbarui:"), or, alone in its line,
behind it ("(diperbarui)").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from crawler.dates import WEEKDAYS, month_of
from crawler.text import words

Role = Literal["published", "plain", "updated"]
"""Of what a date is: as its label or its mark-up says; ``plain``: nothing says it."""

_CHANGED = re.compile(
    r"\b(?:(?:last|date)?\s?(?:updated?|updates|modified|modification|revised|changed|(?:edited|reviewed)(?!\sby\b))"
    r"|(?:di|pem)?(?:perbarui|perbaharui|perbaruan|baruan|baharuan)|di-?update|(?:di)?kemaskini|(?:di)?sunting"
    r"|aktualisier\w{1,5}|geändert|überarbeitet|bearbeitet|mise?s?\sà\sjour|modifiée?|actualiza\w{2,4}|atualiza\w{2,4}"
    r"|alterado|aggiorna\w{2,5}|modificato|bijgewerkt|gewijzigd|aktualiz\w{3,7}|zaktualizowan\w|zmodyfikowan\w"
    r"|güncelle\w{2,5}|обновл\w{2,5}|изменен\w|оновлен\w|opdateret|oppdatert|uppdatera\w{1,2}|päivitetty|muokattu"
    r"|ενημ[εέ]ρωση|ενημερώθηκε|frissítve|módosítva|actualizat\w?|ažurirano|cập\snhật|تحديث|تعديل|ویرایش|اپ\sڈیٹ"
    r"|अपडेट\w?|अद्यतन|עודכן|עדכון|แก้ไข|อัปเดต|อัพเดท)(?!\w)"
    r"|更新|改訂|修訂|수정|업데이트",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    r"\b(?:publish\w{0,3}|publication|posted|post\s(?:date|time)|written|created|released?|first|originally"
    r"|(?:di)?(?:publikasi(?:kan)?|terbit(?:kan)?|posting|post|poskan|pos|unggah|tayang(?:kan)?|rilis|tulis|muat|buat|siarkan)"
    r"|mise?\sen\sligne|gepostet"
    r"|veröffentlicht|erschienen|erstellt|publiée?|paru|publica\w{2,4}|pubblicato|gepubliceerd|geplaatst"
    r"|(?:o?publikowan\w|opublikowano|dodano)|publikováno|vydáno|yayın\w{0,6}|yayım\w{0,6}|опубликован\w|опубліковано"
    r"|дата\sпубликации|publicera\w{1,2}|publisert|udgivet|julkaistu|δημοσ[ιί]ε\w{2,5}|közzétéve|megjelent|publicat"
    r"|objavljeno|đăng|xuất\sbản|نشر|تاريخ|منتشر|انتشار|प्रकाशित|פורסם|เผยแพร่)(?!\w)"
    r"|公開|投稿|掲載|配信|発行|发布|發布|发表|發表|등록|입력|게시|승인",
    re.IGNORECASE,
)
_ENTRY = re.compile(
    r"(?:This\s(?:entry|post|article|story)\swas\s(?:posted|published|written|filed)"
    r"|(?:Entri|Tulisan|Artikel|Pos|Berita)\sini\s(?:di\w{4,12}|ter\w{4,8})"
    r"|(?:Dieser|Der)\s(?:Eintrag|Beitrag|Artikel)\s(?:.{1,100}\s)?wurde(?=\sam\s\d)"
    r"|(?:Cette\sentrée|Cet\sarticle|Ce\sbillet)\sa\sété\spubliée?|Dit\sbericht\s(?:is|werd)\sgeplaatst"
    r"|(?:Esta\sentrada|Este\sartículo)\sfue\spublicad[ao]|Est[ea]\s(?:post|entrada|artigo)\sfoi\spublicad[ao]"
    r"|Questo\s(?:articolo|post)\sè\sstato\spubblicato)\s",
    re.IGNORECASE,
)
_RELEASE = re.compile(
    r"\b(?:rilis|dirilis|releas|premie|prime|tayang|debut|launch|event|acara|kegiatan|jadwal|deadline|tenggat)",
    re.IGNORECASE,
)
_EVENT = re.compile(
    r"\W{0,4}(?:acara|kegiatan|jadwal|agenda|tenggat|batas\s\w{1,12}|pendaftaran|waktu\spelaksanaan|event|when"
    r"|deadline|termin|veranstaltung|beginn|fecha\sdel\sevento)\s?[:：]",
    re.IGNORECASE,
)
"""Labels of the date on which something takes place."""
_SCRAPS = words(
    "by oleh von vom par por da door av af fra from från od autor yazan от ad di ke the a an of in on"
    " at am um im dan and und et e y i o en le la el les de del della dei do du des à as às pada tanggal"
    " tgl dalam dengan tag tags hari pukul jam pkl wib wita wit uhr klo kl h m min mins"
    " minute minutes menit minuten"
    " minuto minutos minuti read reading time lesen lesezeit lesedauer dauer lecture lectura leitura"
    " lettura baca dibaca waktu times kali views view dilihat comments comment komentar kommentare reads"
    " share shares bagikan ago last date zuletzt terakhir story is this under filed category categories"
    " kategori rubrik no reply leave hits word words kata x s st nd rd th van te op om ore alle der den"
    " dem kl. il lo gli fotos foto photo penulis reporter editor redaksi via с в на и из роки році p pm"
)
"""Words in lower case that bylines have."""
_WORD = re.compile(r"[^\W\d_][\w'’.&/-]*")
_SENTENCE_END = re.compile(r"[.!?…。！？।][\"'”’»)]?$")
_SEPARATOR = re.compile(r"[|·•/]|\s[–—-]\s")
_DATE_HERE = "\0"
"""Stands in a line for a date."""
_MOST_IN_SCRAP = 3
"""Most words between two separators that are a tag or a section."""
_LABEL_ONLY = 30
"""Longest line that may be the label of the next one, in characters."""
_BEHIND_LABEL = 5
"""Most characters behind a label: a colon, "on"."""
_MOST_WORDS = 14
_MOST_LOOSE = 4
"""Words of a running text that a line may have and still be a byline, if its element is called one."""


class Dated(NamedTuple):
    """A date in a line."""

    value: str
    role: Role
    start: int
    end: int


def role_of(before: str, behind: str = "") -> Role:
    """Return what a date is of, by what stands before it, and behind it if it is the line's last.

    >>> role_of("Oleh Siti Aminah, Diperbarui: "), role_of("Diterbitkan "), role_of("Pasar, ")
    ('updated', 'published', 'plain')
    >>> role_of("", " (diperbarui)")
    'updated'
    """
    changed = max((found.end() for found in _CHANGED.finditer(before)), default=0)
    published = max((found.end() for found in _PUBLISHED.finditer(before)), default=0)
    if changed or published:
        return "updated" if changed >= published else "published"
    label = _CHANGED.match(behind.lstrip(" (-–—|·,"))
    # In Japan, 更新 behind a time says when the page was put up, in Chinese too.
    return "updated" if label is not None and label[0] != "更新" else "plain"


def tells_of_entry(text: str) -> bool:
    """Say whether a line is the sentence in which WordPress's first themes tell when a post was written."""
    return _ENTRY.match(text) is not None


def tells_of_release(text: str) -> bool:
    """Say whether a line tells when a work came out, or an event takes place."""
    return _RELEASE.search(text) is not None


def tells_of_event(text: str) -> bool:
    """Say whether a line begins with the label of an event's date: it says nothing of the article's.

    >>> tells_of_event("Acara: 17 Agustus 2025"), tells_of_event("Agenda, 17 Agustus 2025")
    (True, False)
    """
    return _EVENT.match(text) is not None


def is_label(text: str) -> bool:
    """Say whether a line is nothing but the label of the next one."""
    if len(text) > _LABEL_ONLY or re.search(r"\d", text):
        return False
    ends = [found.end() for label in (_CHANGED, _PUBLISHED) for found in label.finditer(text)]
    return bool(ends) and len(text) - max(ends) <= _BEHIND_LABEL


def with_roles(text: str, found: Iterable[tuple[str, int, int]], label: str = "") -> list[Dated]:
    """Return the dates of a line with what each is of; ``label``: the line above, if it is a label."""
    dates = sorted(found, key=lambda each: each[1])
    roles: list[Dated] = []
    last = 0
    for number, (value, start, end) in enumerate(dates):
        before = text[last:start] if number else f"{label} {text[:start]}"
        behind = text[end:] if number == len(dates) - 1 else ""
        roles.append(Dated(value, role_of(before, behind), start, end))
        last = end
    if any(each.role == "updated" for each in roles):  # "5 Maret 2024 - Diperbarui 1 April 2024"
        return [each._replace(role="published") if each.role == "plain" else each for each in roles]
    return roles


def telling_words(text: str) -> int:
    """Return the number of words that are no date's, and none that bylines have.

    >>> telling_words("Kamis, 5 Februari 2018 09:10 WIB"), telling_words("Harga cabai turun di pasar induk")
    (0, 5)
    """
    found = map(str.casefold, _WORD.findall(text))
    return sum(1 for word in found if word not in _SCRAPS and word not in WEEKDAYS and not month_of(word))


def is_byline(text: str, dates: Sequence[Dated], *, is_called_so: bool, is_marked: bool = False) -> bool:
    """Say whether a line with these dates is scraps, not a sentence.

    ``is_called_so``: the line's element has the name of a date or of a byline. ``is_marked``: mark-up has
    the date, as it may also mark one in a sentence.
    """
    if tells_of_entry(text):
        return True
    rest = _without(text, [(each.start, each.end) for each in dates])
    all_words = [word for part in _SEPARATOR.split(rest) if _counts(part) for word in _WORD.findall(part)]
    if len(all_words) > _MOST_WORDS * (2 if is_called_so else 1):
        return False
    running = sum(map(_is_running, all_words))
    if is_called_so:
        return running <= _MOST_LOOSE
    if running > (2 if is_marked or _starts_with_label(rest) else 0):
        return False
    ends = _SENTENCE_END.search(rest.strip(" \0")) is not None and len(all_words) > 3
    return not ends and not _is_long_without_case(rest)


def _starts_with_label(text: str) -> bool:
    text = text.lstrip(" \0|(–—-")
    return _PUBLISHED.match(text) is not None or _CHANGED.match(text) is not None


def _without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    parts, last = [], 0
    for start, end in spans:
        parts.append(text[last:start])
        last = max(last, end)
    return _DATE_HERE.join([*parts, text[last:]])


def _counts(part: str) -> bool:
    """Say whether a part of a line may be a sentence: one beside the date, or of some words."""
    return _DATE_HERE in part or len(_WORD.findall(part)) > _MOST_IN_SCRAP


def _is_running(word: str) -> bool:
    """Say whether a word is one of running text: in lower case, and none that bylines have."""
    word = word.strip(".'’-")
    if not word or not word[0].islower():
        return False
    if word in _SCRAPS or word in WEEKDAYS or "." in word or "/" in word:
        return False
    return not (_PUBLISHED.fullmatch(word) or _CHANGED.fullmatch(word))


def _is_long_without_case(rest: str) -> bool:
    """Say whether a script without capitals says more beside the date than names do."""
    letters = [letter for letter in rest if letter.isalpha() and letter.lower() == letter.upper()]
    if not letters:
        return False
    spaced = sum(1 for word in rest.split() if any(letter in letters for letter in word))
    return spaced > 6 or (len(letters) > 16 and spaced <= 2)
