"""The headline by its place, where the titles of a page do not tell it."""

from __future__ import annotations

import pytest

from tests.crawler.extract.pages import STORY, article, paragraphs

_P = paragraphs(*STORY)
_MARKED = '<meta property="og:type" content="article">'
_SHOWN = "Jembatan gantung Cikelat dibuka"

SHOWN: dict[str, tuple[str, str, str]] = {
    "the only h1 above the story": ("Beranda kabar desa", f"<main><h1>{_SHOWN}</h1>{_P}</main>", _SHOWN),
    "others below it": (
        "Kabar pilihan pekan ini",
        f"<h1>{_SHOWN}</h1><div>{_P}</div><section><h1>Daftar surat kabar kami</h1></section>",
        _SHOWN,
    ),
    "microdata": ("Kabar Desa", f'<main><h2 itemprop="headline">{_SHOWN}</h2>{_P}</main>', _SHOWN),
    "a line that is the title without section and site": (
        f"{_SHOWN} | Daerah | Kabar Desa",
        f'<main><div class="hl">{_SHOWN}</div>{_P}</main>',
        _SHOWN,
    ),
    "no subheading of the story": (
        "Cikelat: jembatan gantung dibuka untuk warga",
        f"<main><h1>{_SHOWN} lagi pagi ini</h1>{_P}<h3>Jembatan gantung Cikelat untuk warga</h3>{_P}</main>",
        f"{_SHOWN} lagi pagi ini",
    ),
    "no section": (f"{_SHOWN}", f"<main><h1>Kabar Daerah</h1>{_P}</main>", _SHOWN),
    "no slogan in the site's header": (
        _SHOWN,
        f"<header><h1>Suara desa untuk dunia</h1><ul>{'<li><a href=/x>Menu</a></li>' * 40}</ul></header>"
        f"<main>{_P}</main>",
        _SHOWN,
    ),
    "none of two": (
        _SHOWN,
        f"<h1>Kabar dari desa kami</h1><h1>Suara warga kota ini</h1><main>{_P}</main>",
        _SHOWN,
    ),
    "no name of the site in the footer": (
        f"{_SHOWN} - Kabar Desa",
        f"<main><h2>{_SHOWN}</h2>{_P}</main><footer><h1>Kabar Desa</h1></footer>",
        _SHOWN,
    ),
}


@pytest.mark.parametrize(("title", "body", "headline"), SHOWN.values(), ids=SHOWN.keys())
def test_a_headline_that_the_titles_do_not_tell_is_known_by_its_place(
    title: str, body: str, headline: str
) -> None:
    page = f"<title>{title}</title>{_MARKED}<body>{body}</body>"
    assert article(page).headline == headline


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        ("老城区图书馆下月重新开放_新闻_晨报网", "老城区图书馆下月重新开放"),
        ("老城区图书馆下月重新开放-新闻频道-晨报网", "老城区图书馆下月重新开放"),
        ("老城区图书馆下月重新开放｜晨报网", "老城区图书馆下月重新开放"),
    ],
)
def test_a_line_shows_which_part_of_a_chinese_title_is_the_headline(title: str, headline: str) -> None:
    assert (
        article(f'<title>{title}</title>{_MARKED}<div class="bt">{headline}</div>{_P}').headline == headline
    )


@pytest.mark.parametrize(
    ("told", "headline"),
    [
        ("Jembatan &lt;i&gt;gantung&lt;/i&gt; dibuka", "Jembatan gantung dibuka"),
        ("Rapat &amp;quot;panen&amp;quot; desa", 'Rapat "panen" desa'),
        ("Nilai 3 &lt; 5 dan 7 &gt; 5", "Nilai 3 < 5 dan 7 > 5"),
    ],
)
def test_a_told_headline_has_no_markup(told: str, headline: str) -> None:
    page = f'<meta property="og:title" content="{told}">{_MARKED}<body><main>{_P}</main>'
    assert article(page).headline == headline
