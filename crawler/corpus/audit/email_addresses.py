"""E-mail addresses of persons (RFC 5321), also as they are written against robots.

An address of an office is public: RFC 2142 names some, Indonesian newsrooms and agencies have their own.
"""

from __future__ import annotations

import re
from functools import cache

from tldextract import TLDExtract

from crawler.corpus.audit.finding import around
from crawler.text import words

_BRACKETED = r"\s?[\[({<|*_/-]{1,2}\s?(?:%s)\s?[\])}>|*_/-]{1,2}\s?"
"""A sign in words, or in brackets, of any kind."""
_AT = rf"(?:[@＠﹫]|%40|{_BRACKETED % 'at|[@＠﹫]|et|a|ät|a ?keong|arroba|pada'})"
_DOT = rf"(?:\.|{_BRACKETED % 'dot|titik|[.]|punto|punkt'})"
_LABEL = r"[^\W_](?:[\w-]{0,61}[^\W_])?"
_ADDRESS = re.compile(
    rf"(?<![\w@＠/.])(?P<local>[\w!#$%&'*+/=?^`{{|}}~.-]{{1,64}}?|\"[^\"@\s]{{1,62}}\"){_AT}"
    rf"(?P<domain>(?:{_LABEL}{_DOT}){{1,6}}(?:xn--[\w-]{{2,59}}|[^\W\d_]{{2,24}}))(?![\w@])",
    re.IGNORECASE,
)
_SPACED_DOT = rf"(?:\s?{_DOT}\s?|\s(?:dot|titik)\s)"
_SPELT = re.compile(
    rf"(?<![\w@＠/.])(?P<local>[\w+-]{{1,40}}(?:(?:\.|{_SPACED_DOT})[\w+-]{{1,40}}){{0,3}}?)"
    rf"(?:\s?{_AT}\s?|\s(?:at|et)\s)(?P<domain>(?:{_LABEL}{_SPACED_DOT}){{1,5}}[a-z]{{2,13}})\b",
    re.IGNORECASE,
)
"""An address in words, or with spaces in it."""
_BARE = re.compile(
    r"(?<![\w@＠/.])(?P<local>[\w.+-]{3,64})\s?[@＠﹫]\s?(?P<domain>[a-z]{4,12})(?![\w@.-])", re.IGNORECASE
)
"""An address without its last part: "siti85@gmail"."""
_GLUED = re.compile(
    r"(?<!\w)(?P<local>[a-z\d._-]{3,40})AT(?P<domain>(?:[a-z\d-]{2,40}DOT){1,3}[a-z]{2,13})\b"
)
"""An address in words without spaces: "siti85ATgmailDOTcom"."""
_HINT = re.compile(
    r"[a-z\d]DOT[a-z]|[@＠﹫]|%40|[\[({<|*_/-]\s?(?:at|et|a|ät|a\s?keong|arroba|pada)\s?[\])}>|*_/-]|\s(?:at|et)\s[^.\n]{2,60}?(?:\.|\s(?:dot|titik)\s)",
    re.IGNORECASE,
)
_PROVIDERS = words(
    "gmail googlemail yahoo ymail rocketmail hotmail outlook live msn icloud proton protonmail aol zoho gmx"
    " yandex telkom mail plasa"
)
_RESERVED = words("example test invalid localhost local")
"""RFC 2606 and RFC 6762: no public name ends so, but documents and inner networks have them."""
_CALLED = re.compile(
    r"\b(?:e-?mail|surel|surat\selektronik|imel|alamat|hubungi|dihubungi|menghubungi|kirim\w*|dikirim\w*|kontak|contact|reach|write\sto)\b",
    re.IGNORECASE,
)
_CALLED_BEFORE = 80
"""Characters before an address in words in which it is called one."""
_DISGUISED = re.compile(r"[\[({<|*]|\s(?:dot|titik|\.)\s", re.IGNORECASE)
_SIGNED = re.compile(r"[._\d]|\w-\w|\s(?:dot|titik)\s")
"""What first parts of addresses have, and words of a sentence have not."""
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
_ANY_DOT = re.compile(_SPACED_DOT, re.IGNORECASE)
_SPACES = re.compile(r"\s+")
_PARTS = re.compile(r"[._+\-\d]+")


def find_email_address(text: str) -> str | None:
    """Return a passage with the e-mail address of a person; None: there is none.

    >>> find_email_address("Kirim ke siti.aminah85@gmail.com."), find_email_address("redaksi@telegraf.co.id")
    ('Kirim ke siti.aminah85@gmail.com.', None)
    """
    if _HINT.search(text) is None:
        return None
    for pattern in (_ADDRESS, _SPELT, _BARE, _GLUED):
        for found in pattern.finditer(text):
            if not _OFFICES.intersection(_PARTS.split(found["local"].casefold())) and _is_address(
                found, text
            ):
                return around(text, found.start(), found.end())
    return None


def _is_address(found: re.Match[str], text: str) -> bool:
    """Say whether what looks like an address is one: nobody writes one below a name that does not exist."""
    dot = "DOT" if found.re is _GLUED else _ANY_DOT
    labels = _SPACES.sub("", re.sub(dot, ".", found["domain"]).casefold()).split(".")
    while found.re is _SPELT and len(labels) > 2 and not has_public_suffix(".".join(labels)):
        labels.pop()  # words of the next sentence
    is_provider = not _PROVIDERS.isdisjoint(labels[:-1] or labels)
    if found.re is _BARE:
        return is_provider and _SIGNED.search(found["local"]) is not None
    if labels[-1] in _FILES:
        return False
    if not is_provider and labels[-1] not in _RESERVED and not has_public_suffix(".".join(labels)):
        return False
    if found.re in (_ADDRESS, _GLUED) or is_provider:
        return True
    called = _CALLED.search(text, max(0, found.start() - _CALLED_BEFORE), found.start())
    return called is not None or (
        _DISGUISED.search(found["domain"]) is not None and _SIGNED.search(found["local"]) is not None
    )


def has_public_suffix(domain: str) -> bool:
    """Say whether a name of a domain ends as names can, by the Public Suffix List.

    >>> has_public_suffix("kampus.ac.id"), has_public_suffix("rket.indie")
    (True, False)
    """
    return _suffixes()(domain).suffix != ""


@cache
def _suffixes() -> TLDExtract:
    """Return the list that comes with tldextract: nothing is fetched, and nothing written."""
    return TLDExtract(suffix_list_urls=(), cache_dir=None)
