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
    " array object true false"
    " name anonim tanpa redaktur ilustrasi istimewa copyright wib wita wit dibaca dilihat views comments"
    " comment subscribe lainnya tentang kami senin selasa rabu kamis jumat sabtu liputan khusus laporan"
    " utama kabar topik pilihan rekomendasi terkait kirim cetak salin tautan link print copy simpan"
    " selanjutnya sebelumnya next prev previous lihat semua baca juga indonesia"
    # Buttons and prompts.
    " ikuti follow following unfollow klik click di sini here more read load muat ulang refresh lebih banyak"
    " kembali ke atas bawah depan belakang back top up down close tutup buka open ok oke ya tidak batal"
    " cancel setuju agree accept terima tolak unduh download putar play pause tonton watch dengar dengarkan"
    " listen langganan berlangganan subscribe newsletter register signup sign in out keluar logout profil"
    " profile akun account saya kirimkan submit send laporkan report save bookmark like suka reply balas edit"
    " hapus delete upload unggah tampilkan sembunyikan show hide gabung join dukung donate donasi bagi mulai"
    " start selesai done lanjut lanjutkan continue skip lewati geser gulir scroll cetak pdf email e-mail"
    " surel sms line pinterest linkedin youtube tiktok threads x rss google twit"
    # What pays, and what is said by others.
    " konten content bersponsor disponsori sponsored sponsor promosi promoted promo ads ad partner"
    " partnership kerja sama kerjasama iklan pariwara advertisement advertisements infotorial siaran pers"
    " rilis press release berbayar paid native"
    # Roles, and words for one whose name is not told.
    " pemimpin wakil kepala redaksi pelaksana manajer manager chief managing senior intern staf staff writer"
    " writers author authors contributor contributors correspondent koresponden penyunting pewarta juru"
    " fotografer photographer kameramen desainer designer penerjemah translator moderator administrator admin"
    " pengelola situs web website site super user pengguna guest tamu anonymous unknown default kami your you"
    " anda first last full lengkap middle nickname username firstname lastname namamu display here test tes"
    " testing sample contoh lorem ipsum dolor placeholder penanggung jawab peliput penyusun pengirim pembaca"
    " narasumber ditulis diterbitkan diunggah disunting diposting dipublikasikan published posted written"
    " edited updated diperbarui on at pada"
    # Places on the page and in the newspaper.
    " sidebar footer header navbar navigation navigasi breadcrumb widget banner slider carousel popup archive"
    " arsip archives index indeks sitemap peta page halaman post posts pos artikel-artikel news stories story"
    " latest popular recent related terbaru terkini teratas unggulan featured editor's picks pick choice"
    " sorotan fokus kanal rubrik beranda depan kebijakan privasi privacy policy ketentuan syarat terms"
    " pedoman media siber disclaimer hubungi contact about us karier karir careers faq bantuan help galeri"
    " gallery infografis grafis podcast live langsung breaking sekilas info informasi umum uncategorized"
    " lain-lain lainnya ragam serba-serbi peristiwa metro kota dunia world sports sport business bisnis gaya"
    " hidup lifestyle travel wisata kuliner kesehatan health pendidikan sains tekno otomotif entertainment"
    " selebritas musik film buku budaya sosial keuangan pasar properti cerita esai editorial tajuk rencana"
    " surat jadwal cuaca kemarin today yesterday lalu ago menit jam minute minutes hour hours days yang baru"
    " saja just now min wartawati"
) - words("surya kota metro budaya line film lalu terima mulai ya info bisnis rencana")
"""Words of which no name consists alone."""
_LABELS = phrases(
    "pemimpin redaksi, wakil pemimpin redaksi, wakil redaktur, kepala redaksi, pedoman media siber, hari"
    " ini, my profile, my account, edisi hari ini, redaksi kami, hubungi redaksi, surat redaksi, tajuk"
    " redaksi, dapur redaksi, media sosial, media partner, mitra media, siaran media, rilis media, tanpa"
    " byline, no byline, press, media, news"
)
"""Roles and parts of a newspaper with the word of an organisation in them."""
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
    """Return the first author of an article that is not a name; None: all of them are names."""
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
    if _STAMP.search(name) or name.strip(" .:").casefold() in _LABELS:
        return True
    if is_news_name(name) or (is_organisation(name) and not _ADDRESS.search(name) and ":" not in name):
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
