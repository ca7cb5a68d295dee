"""Stories in many sections made alike."""

from __future__ import annotations

from tests.crawler.extract.pages import STORY, paragraphs, portal, texts

_LONG = (
    " Warga desa itu menyambutnya dengan gembira, sebab sejak lama mereka harus memutar jauh ke hulu sungai."
)
_PIECES = [[f"{text}{_LONG} ({number})" for text in STORY] for number in range(5)]
_CLOSING = [f"{text} Begitu kata panitia. ({number})" for number in range(4) for text in STORY]


def _section(number: int, heading: str) -> str:
    shops = "".join(f'<li><a href="/toko/{shop}">Beli di toko nomor {shop}</a></li>' for shop in range(9))
    return (
        f'<div class="baris"><div class="kotak"><form><input name="nilai"></form><ul>{shops}</ul><div><div>'
        f'<div class="ulasan ulasan-{number}"><h3>{heading}</h3>{paragraphs(*_PIECES[number])}</div></div>'
        "</div></div></div>"
    )


def test_sections_apart_from_each_other_are_read_with_the_densest_element() -> None:
    sections = "".join(_section(number, f"Jembatan {number}") for number in range(5))
    found = texts(portal(f'{sections}<div class="penutup">{paragraphs(*_CLOSING)}</div>'))
    assert [text for piece in _PIECES for text in piece] == [text for text in found if _LONG in text]
    assert found[-len(_CLOSING) :] == _CLOSING


def test_what_is_made_alike_below_the_story_is_left_out() -> None:
    told = "".join(_section(number, f"Kata Budi {number}") for number in range(5))
    found = texts(portal(f'<div class="isi">{paragraphs(*_CLOSING)}</div>', below=told))
    assert found == _CLOSING


def test_sections_under_headlines_of_other_pages_are_left_out() -> None:
    cards = "".join(_section(number, f'<a href="/lain/{number}">Kabar {number}</a>') for number in range(5))
    found = texts(
        portal(f'<div class="isi">{paragraphs(*_CLOSING)}</div>').replace("<main>", f"<main>{cards}")
    )
    assert found == _CLOSING
