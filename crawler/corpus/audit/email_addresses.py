"""E-mail addresses of persons (RFC 5321), also as they are written against robots.

An address of an office is public: RFC 2142 names some, Indonesian newsrooms and agencies have their own.
"""

from __future__ import annotations

import re
from itertools import chain

from crawler.corpus.audit.finding import around
from crawler.text import words

_AT = r"(?:[@＠﹫]|\s?[\[({<]\s?(?:at|@|et|a)\s?[\])}>]\s?)"
_DOT = r"(?:\.|\s?[\[({]\s?(?:dot|titik|\.)\s?[\])}]\s?)"
_ADDRESS = re.compile(
    rf"(?<![\w@＠/.])(?P<local>[\w!#$%&'*+/=?^`{{|}}~.-]{{1,64}}|\"[^\"@\s]{{1,62}}\"){_AT}"
    rf"(?P<domain>(?:[^\W_](?:[\w-]{{0,61}}[^\W_])?{_DOT}){{1,6}}(?:xn--[\w-]{{2,59}}|[^\W\d_]{{2,24}}))(?![\w@])",
    re.IGNORECASE,
)
_SPELT = re.compile(
    r"\b(?P<local>[\w.+-]{2,64})(?:\s@\s?|@\s|\s(?:at|et)\s)"
    r"(?P<domain>(?:gmail|yahoo|ymail|rocketmail|hotmail|outlook|icloud|proton(?:mail)?)"
    r"\s?(?:\.|\bdot\b|\btitik\b)\s?[a-z]{2,3})\b",
    re.IGNORECASE,
)
"""An address in words, or with spaces in it."""
_HINT = re.compile(r"[@＠﹫]|[\[({<]\s?(?:at|et|a)\s?[\])}>]|\s(?:dot|titik)\s", re.IGNORECASE)
_FILES = words("png jpg jpeg gif webp svg css js html php pdf mp mp3 mp4 avi zip")
"""Ends of files that carry their resolution: "foto@2x.png"."""
_OFFICES = words(
    "info marketing sales support abuse noc security postmaster hostmaster usenet news webmaster www uucp"
    " ftp redaksi redaktur newsroom editor editorial iklan advertising ads admin humas pr press media"
    " sekretariat sekretaris kontak contact hubungi layanan pelayanan customer customercare"
    " customerservice cs csr halo hello help helpdesk pengaduan aduan lapor laporan panitia pendaftaran"
    " registrasi rekrutmen recruitment karir karier career careers hrd hr lomba event kantor office pusat"
    " ppid bantuan call callcenter cc hotline git noreply no-reply donasi ticket tiket booking reservasi"
    " reservation mail email surat"
)
_PARTS = re.compile(r"[._+\-\d]+")


def find_email_address(text: str) -> str | None:
    """Return a passage with the e-mail address of a person; None: there is none.

    >>> find_email_address("Kirim ke siti.aminah85@gmail.com."), find_email_address("redaksi@telegraf.co.id")
    ('Kirim ke siti.aminah85@gmail.com.', None)
    """
    if _HINT.search(text) is None:
        return None
    for found in chain(_ADDRESS.finditer(text), _SPELT.finditer(text)):
        is_file = found["domain"].rpartition(".")[2].casefold() in _FILES
        if not is_file and not _OFFICES.intersection(_PARTS.split(found["local"].casefold())):
            return around(text, found.start(), found.end())
    return None
