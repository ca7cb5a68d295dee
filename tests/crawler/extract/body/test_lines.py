from __future__ import annotations

import pytest
from lxml import html

from crawler.extract.body.contents import Block, place_of
from crawler.extract.body.lines import read_blocks


def blocks(content: str) -> list[Block]:
    return read_blocks(html.fragment_fromstring(content, create_parent="div")).blocks


def lines(content: str) -> list[str]:
    return [block.text for block in blocks(content)]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param("<p>Satu.</p><p>Dua.</p>", ["Satu.", "Dua."], id="paragraphs"),
        pytest.param("Satu.<br><br>Dua.<br /><br />\nTiga.", ["Satu.", "Dua.", "Tiga."], id="double breaks"),
        pytest.param("Satu<br>dua.", ["Satu dua."], id="a single break is a space"),
        pytest.param("Satu.<br>&nbsp;<br>Dua.", ["Satu.", "Dua."], id="breaks around nothing"),
        pytest.param("Satu.<div>Dua.</div>Tiga.", ["Satu.", "Dua.", "Tiga."], id="bare text around a block"),
        pytest.param(
            "<div dir=auto>Satu.</div><div>&nbsp;</div><div>Dua.</div>", ["Satu.", "Dua."], id="div"
        ),
        pytest.param(
            "<p>&nbsp;</p><p></p><p> \n</p><p>Satu.</p>", ["Satu."], id="empty paragraphs of wpautop"
        ),
        pytest.param(
            "<p><span><b>Ja</b>karta,\n  <i>Telegraf</i></span> – Isi.</p>",
            ["Jakarta, Telegraf – Isi."],
            id="inline",
        ),
        pytest.param("<ul><li>Satu</li><li><p>Dua</p></li></ul>", ["Satu", "Dua"], id="list"),
        pytest.param("<ol><li>Satu<ul><li>Dalam</li></ul></li></ol>", ["Satu", "Dalam"], id="nested list"),
        pytest.param("<dl><dt>Nama</dt><dd>Budi</dd></dl>", ["Nama", "Budi"], id="definition list"),
        pytest.param("<h2>Judul</h2>Isi.", ["Judul", "Isi."], id="heading above bare text"),
        pytest.param("<pre>Satu\n  dua</pre>", ["Satu dua"], id="preformatted"),
        pytest.param(
            "<p>Satu<script>x()</script> dua<style>p{}</style>.</p>", ["Satu dua."], id="code in a sentence"
        ),
        pytest.param(
            "<p>Satu <svg><text>ikon</text></svg>dua <button>Salin</button>tiga</p>",
            ["Satu dua tiga"],
            id="controls",
        ),
        pytest.param("<center>Satu.</center><address>Dua.</address>", ["Satu.", "Dua."], id="old blocks"),
        pytest.param("<p>Dentuman Besar<sup>1</sup>.</p>", ["Dentuman Besar1."], id="raised sign"),
    ],
)
def test_paragraphs_are_built_by_block_level(content: str, expected: list[str]) -> None:
    assert lines(content) == expected


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ("<p>Kata.</p>", "p"),
        ("<h3>Kata</h3>", "heading"),
        ("<ul><li><p>Kata</p></li></ul>", "item"),
        ("<dl><dd>Kata</dd></dl>", "item"),
        ("<blockquote><p>Kata.</p></blockquote>", "quote"),
        ("<blockquote>Kata.</blockquote>", "quote"),
    ],
)
def test_a_line_tells_what_it_is(content: str, kind: str) -> None:
    assert [block.kind for block in blocks(content)] == [kind]


def test_a_line_after_a_list_or_a_quote_is_a_paragraph_again() -> None:
    kinds = [
        block.kind for block in blocks("<ul><li>Satu</li></ul><blockquote>Dua.</blockquote><h2>T</h2>Empat.")
    ]
    assert kinds == ["item", "quote", "heading", "p"]


def test_the_share_of_linked_text_is_told() -> None:
    plain, half, all_of_it = blocks(
        '<p>Kata.</p><p>Lima <a href="/a">huruf</a></p><p><a href="/b"><b>Judul lain</b></a></p>'
    )
    assert (plain.link_share, half.link_share, all_of_it.link_share) == (0, 0.5, 1)
    assert (plain.href, half.href, all_of_it.href) == (None, "/a", "/b")


@pytest.mark.parametrize(
    ("content", "emphasized"),
    [
        ("<p><strong>Semua tebal.</strong></p>", True),
        ("<p><em>Semua <b>miring</b>.</em></p>", True),
        ("<p><b>Sebagian</b> saja yang tebal.</p>", False),
        ("<p>Biasa.</p>", False),
    ],
)
def test_a_line_tells_whether_all_of_it_is_emphasized(content: str, emphasized: bool) -> None:
    assert blocks(content)[0].is_emphasized is emphasized


def test_a_link_on_a_line_of_its_own_is_no_part_of_the_sentence_around_it() -> None:
    content = (
        '<p>Kalimat pertama.<br><b>Baca Juga: <a href="/x">Judul berita yang lain</a></b>'
        "<br>Kalimat kedua.</p>"
    )
    assert lines(content) == ["Kalimat pertama.", "Baca Juga: Judul berita yang lain", "Kalimat kedua."]


def test_a_linked_word_between_breaks_stays_in_its_sentence() -> None:
    assert lines('<p>Menurut<br>data <a href="/x">BPS</a> terbaru,<br>harga naik.</p>') == [
        "Menurut data BPS terbaru, harga naik."
    ]


def test_the_blocks_inside_each_element_are_known() -> None:
    reading = read_blocks(html.fragment_fromstring("<div><p>A</p><section><p>B</p><p>C</p></section></div>"))
    spans = {element.tag: span for element, span in reading.spans.items() if element.tag != "p"}
    assert spans == {"div": (0, 3), "section": (1, 3)}


def test_a_place_names_element_and_line() -> None:
    element = html.fragment_fromstring('<div>\n<p class="lead big">A</p>\n<p id="x" class="y">B</p></div>')
    assert [place_of(child) for child in element] == ["p.lead, line 2", "p#x, line 3"]
