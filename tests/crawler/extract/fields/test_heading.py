"""Which element shows the headline, and titles without the name of their site."""

from __future__ import annotations

import pytest

from crawler.extract.body.blocks import text_of
from crawler.extract.body.page_hints import PageHints
from crawler.extract.fields.heading import find_heading, without_site
from tests.crawler.extract.pages import STORY, article, document, meta, paragraphs, wordpress

_TITLE = "Jembatan gantung Cikelat dibuka"

FOUND: dict[str, tuple[str, str | None]] = {
    "the h1": ("<h1>Jembatan gantung Cikelat dibuka</h1>", _TITLE),
    "the h1 most like the title": (f"<h1>Kabar dari desa dan kota</h1><h1>{_TITLE}</h1>", _TITLE),
    "the first of two that are alike": (f'<h1>{_TITLE}</h1><h1 id="2">{_TITLE}</h1>', _TITLE),
    "one that is shorter than the title": ("<h1>Jembatan gantung Cikelat</h1>", "Jembatan gantung Cikelat"),
    "a lesser heading": (f"<h2>Kabar terbaru</h2><h2>{_TITLE}</h2>", _TITLE),
    "no comments' heading": (f'<h2 class="comments-title">15 komentar di “{_TITLE}”</h2>', None),
    "an element of hAtom": (f'<h1>Koran</h1><div class="entry-title">{_TITLE}</div>', _TITLE),
    "an element of microdata": (f'<h1>Koran</h1><p itemprop="headline">{_TITLE}</p>', _TITLE),
    "no empty one": (f"<h1></h1><h1> </h1><h1>{_TITLE}</h1>", _TITLE),
    "no name of the site that leads to its front page": (
        f'<h1><a href="https://koran.test">Jembatan gantung</a></h1><h3 class="post-title">{_TITLE}</h3>',
        _TITLE,
    ),
    "one that is a link to itself": (f'<h1><a href="/2024/jembatan/">{_TITLE}</a></h1>', _TITLE),
    "no other heading": ("<h1>Kabar dari desa</h1><h2>Harga gula naik</h2>", None),
    "nothing": ("<p>Jembatan gantung Cikelat dibuka</p>", None),
}


@pytest.mark.parametrize(("body", "shown"), FOUND.values(), ids=FOUND.keys())
def test_the_headline_is_the_heading_most_like_the_page_s_titles(body: str, shown: str | None) -> None:
    page = document(f"<title>{_TITLE} – Koran Desa</title><body>{body}</body>")
    heading = find_heading(page.root, PageHints(page).titles)
    assert (text_of(heading) if heading is not None else None) == shown


def test_without_any_title_the_first_h1_is_taken() -> None:
    page = document("<h1>Jembatan dibuka</h1><h1>Lain</h1>")
    heading = find_heading(page.root, PageHints(page).titles)
    assert heading is not None
    assert heading.text == "Jembatan dibuka"


@pytest.mark.parametrize(
    ("title", "bare"),
    [
        ("Harga cabai turun - Koran Pagi", "Harga cabai turun"),
        ("Harga cabai turun – Koran Pagi", "Harga cabai turun"),
        ("Harga cabai turun | koranpagi.id", "Harga cabai turun"),
        ("Koran Pagi » Harga cabai turun", "Harga cabai turun"),
        ("Koran Pagi: Harga cabai turun", "Koran Pagi: Harga cabai turun"),
        ("Harga cabai turun - Ekonomi - Koran Pagi", "Harga cabai turun - Ekonomi"),
        ("Harga cabai turun", "Harga cabai turun"),
        ("Persib - Persija imbang", "Persib - Persija imbang"),
        ("Koran Pagi", "Koran Pagi"),
        ("Cabai - gula - beras naik", "Cabai - gula - beras naik"),
        ("", ""),
    ],
)
def test_a_title_loses_the_name_of_its_site_and_nothing_else(title: str, bare: str) -> None:
    assert without_site(title, ["Koran Pagi", "koranpagi.id", ""]) == bare


_SEO = "<title>Cikelat: anak sekolah tak lagi memutar – Koran</title>"


@pytest.mark.parametrize(
    ("post", "headline"),
    [
        pytest.param(f'<h1 class="entry-title">{_TITLE}</h1>', _TITLE, id="its title"),
        pytest.param(f"<h1>{_TITLE}</h1>", _TITLE, id="not called so"),
        pytest.param(
            f'<h1 class="entry-title">{_TITLE}</h1><h1>Lain</h1>',
            "Cikelat: anak sekolah tak lagi memutar",
            id="not the only one",
        ),
    ],
)
def test_the_only_h1_of_a_post_is_its_title_whatever_an_seo_plugin_says(post: str, headline: str) -> None:
    page = wordpress(paragraphs(*STORY)).replace('<h1 class="entry-title">Jembatan dibuka</h1>', post)
    page = page.replace("<title>Jembatan dibuka – Koran</title>", _SEO)
    assert article(page).headline == headline


SHOWN: dict[str, str] = {
    "a kicker": '<span class="kicker">BANJIR</span> Jembatan dibuka',
    "a badge": 'Jembatan dibuka <span class="badge">VIDEO</span>',
    "a second line": "Jembatan dibuka<small>Anak sekolah tak lagi memutar</small>",
    "both": "<i>BANJIR</i> Jembatan <!-- x -->dibuka <small>Anak sekolah tak lagi memutar</small>",
    "a link": '<a href="/2024/jembatan/">Jembatan dibuka</a> <b>VIDEO</b>',
}


@pytest.mark.parametrize("shown", SHOWN.values(), ids=SHOWN.keys())
@pytest.mark.parametrize("head", ["", meta(og__title="Jembatan dibuka")], ids=["title", "OpenGraph"])
def test_what_stands_beside_the_headline_in_its_element_is_none_of_it(shown: str, head: str) -> None:
    page = wordpress(paragraphs(*STORY), head=head + meta(og__site_name="Koran"))
    assert article(page.replace(">Jembatan dibuka</h1>", f">{shown}</h1>")).headline == "Jembatan dibuka"


def test_a_part_of_a_headline_that_nobody_calls_so_stays_in_it() -> None:
    page = wordpress(paragraphs(*STORY)).replace(
        ">Jembatan dibuka</h1>", "><em>Foto:</em> Jembatan dibuka ramai</h1>"
    )
    assert article(page).headline == "Foto: Jembatan dibuka ramai"


_SITES: dict[str, tuple[str, str, str]] = {
    "the name of the site in the h1": (
        f"{_TITLE} – Kabar Cikelat",
        f"<h1>Kabar Cikelat</h1><div class='isi'><h2>{_TITLE}</h2>",
        _TITLE,
    ),
    "the name first": (
        f"Kabar Cikelat » Arsip » {_TITLE}",
        f"<h1>Kabar Cikelat</h1><div class='isi'><h3>{_TITLE}</h3>",
        _TITLE,
    ),
    "underscores": (
        "这座桥今天向公众开放_社会_晨报",
        "<h1>晨报</h1><div><h2>这座桥今天向公众开放</h2>",
        "这座桥今天向公众开放",
    ),
    "keep: the headline in the h1, the name below it": (
        f"{_TITLE} – Kabar Cikelat",
        f"<div><h1>{_TITLE}</h1><h2>Kabar Cikelat</h2>",
        _TITLE,
    ),
    "keep: a short headline, the name of the site behind the story": (
        "Banjir – Kabar Cikelat dan Sekitarnya",
        "<div><h1>Banjir</h1>",
        "Banjir",
    ),
}


@pytest.mark.parametrize(("title", "above", "headline"), _SITES.values(), ids=_SITES.keys())
def test_the_name_of_the_site_is_no_headline(title: str, above: str, headline: str) -> None:
    html = (
        f"<html><head><title>{title}</title></head><body>{above}{paragraphs(*STORY)}</div>"
        "<h2>Kabar Cikelat dan Sekitarnya</h2></body></html>"
    )
    assert article(html).headline == headline


def test_a_heading_that_is_the_known_name_of_the_site_is_none() -> None:
    head = meta(og__site_name="Kabar Cikelat", og__title=_TITLE, og__type="article")
    html = (
        f"<html><head><title>{_TITLE} | Kabar Cikelat</title>{head}</head>"
        f"<body><h1>Kabar Cikelat</h1>{paragraphs(*STORY)}</body></html>"
    )
    assert article(html).headline == _TITLE
