"""A page in the manner of Indonesian newsrooms, and what must be read of it."""

from __future__ import annotations

from typing import NamedTuple

from crawler.article import Article
from crawler.extract import extract_article

A = "Hujan deras membuat Sungai Batang meluap dan merendam 412 rumah di empat desa sejak Minggu malam."
B = "Ketinggian air di Desa Tebas mencapai satu meter sehingga warga mengungsi ke balai desa dan sekolah."
C = "“Dua perahu karet kami kirim untuk menjemput warga lanjut usia,” kata kepala badan bencana itu."
D = "Dinas Sosial membuka dapur umum yang menyiapkan 1.500 nasi bungkus setiap hari sampai air surut."
TITLE = "Sungai Batang Meluap, Empat Desa Terendam"
OTHER = "Jembatan Tebas Retak, Truk Dilarang Lewat"


class Case(NamedTuple):
    """A page's body behind its headline, and what must be read."""

    body: str
    text: tuple[str, ...] = (A, B, C, D)
    dateline: str | None = None
    signoff: str | None = None
    authors: tuple[str, ...] = ()
    site: str = "Kabar Pesisir"


def p(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def link(text: str = OTHER) -> str:
    return f'<a href="https://koran.example/lain">{text}</a>'


def read(case: Case) -> Article:
    return extract_article(
        f'<!DOCTYPE html><html lang="id"><head><title>{TITLE} - {case.site}</title>'
        f'<meta property="og:type" content="article"><meta property="og:site_name" content="{case.site}">'
        '<meta property="article:published_time" content="2025-03-09T08:00:00+07:00"></head>'
        f"<body><main><article><h1>{TITLE}</h1>{case.body}</article></main></body></html>",
        "https://koran.example/berita/sungai-batang",
    )


def check(case: Case) -> None:
    """Read the page and compare."""
    article = read(case)
    assert article.text.split("\n\n") == list(case.text)
    assert (article.dateline, article.signoff) == (case.dateline, case.signoff)
    assert article.authors == list(case.authors)
