"""Authors that are no names: what a page prints beside a name, or in its place.

The name of a newsroom or an agency is one (``Tim Redaksi``, ``Antara``): where no person is named, an
organisation is the author. So are initials (``sur``, ``Ist/sur``).
"""

from __future__ import annotations

import re

from crawler.byline.authors_line import is_label
from crawler.byline.gazetteer import COUNTRIES, INDONESIA, OTHER_SPELLINGS
from crawler.byline.names import is_news_name
from crawler.byline.persons import is_account, is_organisation
from crawler.corpus.audit.examined import Examined
from crawler.rules import Line, find_rule
from crawler.text import folded, normalize, phrases, words

_INITIALS = re.compile(r"[A-Za-z]{2,6}(?:[/-][A-Za-z]{2,6}){0,3}")
_HANDLE = re.compile(r"[a-z\d]+[._][a-z\d._]+|[A-Za-z]+_\w+")
_SIGNS = re.compile(r"[|<>{}\[\]=#@\\:;+*%$?!…\"“”~^/\d]|https?|www\.|\.(?:com|id|net|org)\b")
_STAMP = re.compile(r"\d\s?[:./-]\s?\d|\b(?:19|20)\d\d\b")
"""A date or a time, also behind a name."""
_ADDRESS = re.compile(r"[|<>{}\[\]#@]|://|www\.|_")
_NO_NAME_WORDS = words(
    "yang untuk dengan pada dari akan tidak telah sudah juga ini itu ia dalam oleh karena atau serta agar"
    " bahwa selengkapnya baca lihat simak klik bagikan the of for to is are was were with from this that"
    " copyright"
)
_FURNITURE = words(
    "foto photo photos video berita artikel komentar iklan advertorial halaman beranda home terkini"
    " terbaru terpopuler populer trending headline headlines tag tags kategori category share tweet"
    " facebook twitter whatsapp telegram instagram menu cari search login masuk daftar nasional"
    " internasional daerah olahraga ekonomi politik hukum kriminal hiburan teknologi opini kolom sumber"
    " source editor penulis reporter jurnalis wartawan kontributor oleh by none null undefined nan nama"
    " name anonim tanpa redaktur ilustrasi istimewa copyright wib wita wit dibaca dilihat views comments"
    " comment subscribe lainnya tentang kami senin selasa rabu kamis jumat sabtu liputan khusus laporan"
    " utama kabar topik pilihan rekomendasi terkait kirim cetak salin tautan link print copy simpan"
    " selanjutnya sebelumnya next prev previous lihat semua baca juga indonesia"
)
_VERB = re.compile(r"(?:meng|meny|memb|memp|memper|diper)[a-z]{3,}|men[aeiou][a-z]{4,}|(?:me|di)[a-z]{4,}kan")
"""What a headline ends with, and no name."""
_PARTICLES = words("bin binti ibn van von der den de da di la le el al dan and i y e bte abu ter dos del")
_PLACES = frozenset(INDONESIA).union(
    *map(phrases, (*INDONESIA.values(), OTHER_SPELLINGS, COUNTRIES))
) - words("bima palu surya asmat ende alor chad georgia india kenya malta")
"""Provinces, regencies, towns and countries that nobody is called by."""
_MOST_WORDS = 6
_LONGEST = 80


def find_no_name(article: Examined) -> str | None:
    """Return an author of an article that is no name; None: all are."""
    return next((each for each in article.authors if _is_none(each, article)), None)


def is_no_name(author: str) -> bool:
    """Say whether an author is neither a person, nor an organisation, nor initials.

    >>> [each for each in ("B. J. Habibie", "dr. Tirta", "Ant", "Tim Redaksi", "Ist/sur") if is_no_name(each)]
    []
    >>> all(map(is_no_name, ("admin", "Baca Juga", "12 Mei 2017", "Jakarta", "NTT", "siti@koran.id", "")))
    True
    """
    name = normalize(author)
    if not any(map(str.isalpha, name)) or is_account(name) or len(name) > _LONGEST:
        return True
    if _STAMP.search(name):
        return True
    if is_news_name(name) or (is_organisation(name) and not _ADDRESS.search(name)):
        return False
    bare = name.partition(",")[0]
    parts = [part.strip(".,()’'").casefold() for part in bare.split()]
    if bare.casefold() in _PLACES or (parts and _VERB.fullmatch(parts[-1])):
        return True
    if _FURNITURE.issuperset(parts) or _HANDLE.fullmatch(name) or not _NO_NAME_WORDS.isdisjoint(parts):
        return True
    if _INITIALS.fullmatch(name):
        return False
    return _SIGNS.search(name) is not None or is_label(name) or not _is_shaped(bare) or _is_line(name)


def _is_none(author: str, article: Examined) -> bool:
    name = folded(author)
    if is_no_name(author) or name == folded(article.headline):
        return True
    return name in {folded(each) for each in (article.section, article.dateline) if each}


def _is_shaped(name: str) -> bool:
    """Say whether a text is as short, and has as many capitals, as names have; some write none at all."""
    parts = [part for part in name.split() if part.casefold() not in _PARTICLES]
    small = sum(part.islower() for part in parts if part[0].isalpha() and not part.endswith("."))
    if len(parts) > _MOST_WORDS:
        return False
    return small == 0 or (small == len(parts) and len(parts) <= 3) or small * 3 <= len(parts)


def _is_line(name: str) -> bool:
    """Say whether the rules for lines that are not the story know it: "Baca Juga", "Komentar Anda"."""
    return find_rule(Line(name), edge=True) is not None
