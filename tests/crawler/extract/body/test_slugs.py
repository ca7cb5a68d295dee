from __future__ import annotations

import pytest

from crawler.extract.body.slugs import repeats
from tests.crawler.extract.pages import LONG_STORY, STORY, paragraphs, portal, texts, wordpress

_LAST = "Warga berharap jalan menuju jembatan itu diperbaiki sebelum musim hujan tiba, kata Asep."

SECTIONS = {
    "the id of a heading": '<h2 id="h-iklan-politik">Iklan politik</h2>{}',
    "the class of a heading": '<h2 class="iklan-politik">Iklan politik</h2>{}',
    "a section": '<section id="iklan-politik"><h2>Iklan politik</h2>{}</section>',
    "a section, the heading in its own box": (
        '<div class="bagian" id="sec-3-iklan-politik"><div><h3>Iklan politik</h3></div>{}</div>'
    ),
    "a numbered anchor": '<section id="toc_Iklan_politik-2"><h2>Iklan politik</h2>{}</section>',
    "an anchor inside of a heading": '<h2><span id="Iklan_politik">Iklan politik</span></h2>{}',
    "an anchor of a plugin": (
        '<h2><span class="ez-toc-section" id="Iklan_politik">Iklan politik</span></h2>{}'
    ),
}


@pytest.mark.parametrize("section", SECTIONS.values(), ids=SECTIONS.keys())
def test_an_anchor_made_of_a_heading_names_no_furniture(section: str) -> None:
    content = paragraphs(*STORY) + section.format(f"<p>{_LAST}</p>")
    assert texts(wordpress(content)) == [*STORY, "Iklan politik", _LAST]
    assert texts(portal(content)) == [*STORY, "Iklan politik", _LAST]


LABELED = {
    "related": '<section id="related-posts"><h2>Related posts</h2>{}</section>',
    "related in Indonesian": '<div class="berita-terkait"><h3>Berita terkait</h3>{}</div>',
    "newsletter": '<div id="newsletter-signup"><h3>Newsletter signup</h3>{}</div>',
    "comments": '<section id="kolom-komentar"><h2>Kolom komentar</h2>{}</section>',
    "share": '<div id="share-this-article"><h4>Share this article</h4>{}</div>',
    "another name": '<section class="promo"><h2>Iklan politik</h2>{}</section>',
}


@pytest.mark.parametrize("box", LABELED.values(), ids=LABELED.keys())
def test_a_box_that_is_named_by_its_label_is_furniture(box: str) -> None:
    content = paragraphs(*LONG_STORY) + box.format(f"<p>{_LAST}</p>")
    assert texts(wordpress(content)) == list(LONG_STORY)
    assert texts(portal(content)) == list(LONG_STORY)


@pytest.mark.parametrize(
    ("name", "heading", "expected"),
    [
        ("komentar-pengamat", "Komentar pengamat", True),
        ("komentar-pengamat-soal", "Komentar pengamat soal harga beras", True),
        ("promo-y-pol%C3%ADtica", "Promo y política", True),
        ("komentar", "Komentar pengamat", False),
        ("komentar-box", "Komentar pengamat", False),
        ("related-posts", "Related posts (3)", False),
        ("", "Komentar pengamat", False),
        ("komentar", "", False),
    ],
)
def test_a_slug_has_the_words_of_its_heading_in_their_order(name: str, heading: str, expected: bool) -> None:
    assert repeats(name, heading) is expected


def test_a_heading_to_which_navigation_leads_is_the_story_s() -> None:
    html = portal(
        f'{paragraphs(*STORY)}<h3 class="navigation-heading" id="x">Hasil</h3>{paragraphs(*STORY[:2])}'
    )
    assert "Hasil" in texts(html)
    html = portal(f'{paragraphs(*STORY)}<h3 class="navigation"><a href="/a">Berikutnya</a></h3>')
    assert texts(html) == list(STORY)
