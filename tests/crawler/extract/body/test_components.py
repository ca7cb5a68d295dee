"""What stands beside the sections of a story in elements of its own: components of page builders."""

from __future__ import annotations

import pytest

from tests.crawler.extract.pages import STORY, paragraphs, texts

_A, _B, _C, _D = STORY
_FIRST = [*STORY, *(f"Menurut camat, {line}" for line in STORY)]
_LAST = [f"Kemarin, {line}" for line in STORY[:2]]
_LIST = ["Helm dan rompi", "Sepatu bot"]
_ITEMS = "<ul><li>Helm dan rompi</li><li>Sepatu bot</li></ul>"


def page(main: str, *, head: str = "") -> str:
    title = "Jembatan dibuka"
    top = f"<html><head><title>{title}</title>{head}</head>"
    return f"{top}<body><main><h1>{title}</h1>{main}</main></body></html>"


def text(*lines: str, name: str = "teks") -> str:
    return f'<div class="{name}">{paragraphs(*lines)}</div>'


@pytest.mark.parametrize(
    ("main", "expected"),
    [
        pytest.param(
            "".join(
                f'<section><div class="rte">{paragraphs(*ps)}</div></section>'
                for ps in ((_A,), (_B, _C), (_D,))
            ),
            [*STORY],
            id="first and last paragraph in sections of their own",
        ),
        pytest.param(
            "".join(
                f'<div class="row"><span class="blk"><p>{p}</p></span></div><div class="ad-1"></div>'
                for p in STORY
            ),
            [*STORY],
            id="each paragraph in a row of its own",
        ),
        pytest.param(
            text(_A, _B) + "<div class='judul'><h2>Kata kepala sekolah</h2></div>" + text(_C, _D),
            [_A, _B, "Kata kepala sekolah", _C, _D],
            id="a heading in an element of its own",
        ),
        pytest.param(
            text(_A, _B) + f"<figure><img src='a.jpg'></figure><div>{_ITEMS}</div>" + text(_C, _D),
            [_A, _B, *_LIST, _C, _D],
            id="a list",
        ),
        pytest.param(
            text(_A, _B)
            + "<div class='q'><blockquote>Kami utamakan anak-anak.</blockquote></div>"
            + text(_C, _D),
            [_A, _B, "Kami utamakan anak-anak.", _C, _D],
            id="a quote",
        ),
        pytest.param(
            text(_A, _B, name="satu")
            + text(_C, name="dua")
            + text(_D, "Jalan ditutup sampai pukul sepuluh.", name="satu"),
            [_A, _B, _C, _D, "Jalan ditutup sampai pukul sepuluh."],
            id="sections of unlike classes",
        ),
        pytest.param(
            f"<div>{paragraphs(_A, _B, _C)}<div><p>Air surut petang.</p><p>Warga pulang.</p></div></div>",
            [_A, _B, _C, "Air surut petang.", "Warga pulang."],
            id="short closing paragraphs",
        ),
        pytest.param(
            text(*STORY)
            + "<h2>Tanya jawab</h2><div class='faq-accordion'>"
            + "".join(
                f"<details><summary>{q}</summary><p>{a}</p></details>"
                for q, a in (("Kapan dibuka?", _B[::-1] + "."), ("Siapa boleh lewat?", _D[::-1] + "."))
            )
            + "</div>",
            [*STORY, "Tanya jawab", "Kapan dibuka?", _B[::-1] + ".", "Siapa boleh lewat?", _D[::-1] + "."],
            id="answers under questions",
        ),
    ],
)
def test_components_of_a_story_are_read(main: str, expected: list[str]) -> None:
    assert texts(page(main)) == expected


@pytest.mark.parametrize(
    "box",
    [
        pytest.param(
            "<div class='kotak'><h3>Kabar pagi</h3><p>Dapatkan kabar desa tiap pagi di surat Anda.</p>"
            "<form><input type='email'></form></div>",
            id="a box with a form",
        ),
        pytest.param(
            f"<div class='kotak'><h3><a href='/lain/'>Desa tetangga</a></h3><p>{_D[::-1]}.</p></div>",
            id="a card of another story",
        ),
        pytest.param(f"<div class='fact-box'><p>{_D[::-1]}.</p></div>", id="a box by name"),
        pytest.param(
            f"<div class='foto'><img src='a.jpg' width='640'><div>{_D[::-1]}.</div></div>",
            id="a picture with its caption",
        ),
        pytest.param(
            "<div class='kotak'><h3>Rumah dijual</h3><p>Dua kamar, dekat dengan pasar dan sekolah.</p>"
            "<p><a href='https://iklan.test/'>Lihat rumah</a></p></div>",
            id="an offer",
        ),
        pytest.param("<div><a href='/a/'>Satu</a> <a href='/b/'>Dua</a></div>", id="links"),
        pytest.param("<div>Iklan</div>", id="a label"),
        pytest.param("<dl><dt>Panjang</dt><dd>240 meter</dd></dl>", id="a table of facts"),
        pytest.param(f"<article><h3>Lain</h3><p>{_D[::-1]}.</p></article>", id="another article"),
    ],
)
def test_what_speaks_against_an_element_between_sections_leaves_it_out(box: str) -> None:
    assert texts(page(text(*_FIRST) + box + text(*_LAST))) == [*_FIRST, *_LAST]


@pytest.mark.parametrize(
    "box",
    [
        pytest.param(
            "<div><p>Siti Aminah</p>"
            "<p>Ia menulis tentang desa dan jalan sejak tahun 2010 di koran ini.</p></div>",
            id="of the author",
        ),
        pytest.param(
            "<div>Koran dapat menerima komisi dari tautan di dalam tulisan ini, kata redaksi.</div>",
            id="in no paragraph",
        ),
        pytest.param(
            "<img src='a.jpg' width='640'>"
            "<div><p>Jembatan gantung di Desa Cikelat pada hari pertama dibuka untuk umum.</p></div>",
            id="under a picture",
        ),
    ],
)
def test_a_line_above_the_story_that_is_none_of_its_paragraphs_is_left_out(box: str) -> None:
    head = '<meta name="author" content="Siti Aminah">'
    assert texts(page(box + text(*STORY), head=head)) == list(STORY)


def test_a_heading_that_heads_nothing_is_left_out() -> None:
    label = (
        "<div class='x'><h4>Anda mungkin suka</h4></div><div class='y'><a href='/lain/'>Kabar lain</a></div>"
    )
    assert texts(page(text(*_FIRST) + label + text(*_LAST))) == [*_FIRST, *_LAST]


_SHORT = "Warga pulang."
_FORM = "<form><input type='email'><button>Daftar</button></form>"


def pieces(*inner: str, name: str = "bagian-{}", tag: str = "div") -> str:
    boxes = (f'<{tag} class="{name.format(i)}">{each}</{tag}>' for i, each in enumerate(inner))
    return page(f'<div class="isi">{"".join(boxes)}</div>')


@pytest.mark.parametrize("tag", ["div", "section"])
@pytest.mark.parametrize("name", ["bagian", "bagian-{}", "elemen elemen-3f2a1{}b"])
@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        pytest.param((paragraphs(*_FIRST), _ITEMS), [*_FIRST, *_LIST], id="a list at the end"),
        pytest.param(
            (paragraphs(*_FIRST), f"<p>{_SHORT}</p>"), [*_FIRST, _SHORT], id="a short last sentence"
        ),
        pytest.param(
            ("<h2>Latar belakang</h2>", paragraphs(*_FIRST)),
            ["Latar belakang", *_FIRST],
            id="a heading above",
        ),
        pytest.param((paragraphs(*_FIRST), paragraphs(*_LAST)), [*_FIRST, *_LAST], id="two halves"),
    ],
)
def test_an_element_made_as_the_one_beside_it_is_a_part_of_the_story(
    inner: tuple[str, ...], expected: list[str], name: str, tag: str
) -> None:
    assert texts(pieces(*inner, name=name, tag=tag)) == expected


@pytest.mark.parametrize("name", ["bagian", "bagian-{}"])
@pytest.mark.parametrize(
    "foreign",
    [
        pytest.param(
            f"<h3>Buletin</h3><p>Kabar pilihan di kotak surat Anda, setiap pagi.</p>{_FORM}", id="offer"
        ),
        pytest.param("<ul><li><a href='/a'>Harga beras naik</a></li></ul>", id="links"),
    ],
)
def test_what_speaks_for_itself_beside_the_story_s_parts_is_left_out(foreign: str, name: str) -> None:
    assert texts(pieces(paragraphs(*_FIRST), foreign, paragraphs(*_LAST), name=name)) == [*_FIRST, *_LAST]


def test_the_width_of_a_column_is_no_number_of_a_part() -> None:
    main = f'<div class="col-8">{paragraphs(*_FIRST)}</div><div class="col-4">{paragraphs(*_LAST)}</div>'
    assert texts(page(main)) == _FIRST


def test_the_headings_of_cards_in_a_list_are_the_story_s() -> None:
    cards = "".join(
        f'<div class="list-card"><div class="list-card-head"><h2>Desa {i}</h2></div><img src="{i}.jpg">'
        f'<div class="list-card-body"><p>{p}</p></div></div>'
        for i, p in enumerate(_FIRST)
    )
    assert texts(page(f"<article>{paragraphs(*_LAST)}{cards}</article>")) == [
        *_LAST,
        *(line for i, p in enumerate(_FIRST) for line in (f"Desa {i}", p)),
    ]
