"""Cards of other stories that print an excerpt, beside a story whose place nothing names."""

from __future__ import annotations

from tests.crawler.extract.pages import STORY, paragraphs, read, texts

_EXCERPT = "Ringkasan berita lain yang panjangnya seperti satu paragraf penuh dan diakhiri titik"


def page(story: str, cards: str) -> str:
    return (
        "<html><head><title>Jembatan dibuka</title></head><body><div class='w'><h1>Jembatan dibuka</h1>"
        f"<div class='x'>{story}</div><div class='y'>{cards}</div></div></body></html>"
    )


def card(number: int, inner: str = "{}") -> str:
    text = f'<h3><a href="/kabar-{number}/">Harga gula naik {number}</a></h3><p>{_EXCERPT} {number}.</p>'
    return f"<div class='k'>{inner.format(text)}</div>"


def test_a_short_story_is_read_without_the_cards_below_it() -> None:
    for inner in ("{}", "<div><img src='/a.jpg'></div><div class='t'>{}</div>"):
        body = read(page(paragraphs(*STORY[:2]), "".join(card(i, inner) for i in range(5))))
        assert [line.text for line in body.lines] == list(STORY[:2])


def test_parts_of_a_story_under_linked_headings_stay() -> None:
    parts = "".join(f'<h3><a href="/x{i}/">Bagian {i}</a></h3><p>{text}</p>' for i, text in enumerate(STORY))
    assert [line.text for line in read(page(parts, "")).lines if line.kind == "p"] == list(STORY)


def test_where_a_page_holds_little_but_cards_they_are_its_story() -> None:
    body = read(page(f"<p>{STORY[0]}</p>", "".join(card(i) for i in range(12))))
    assert sum(line.text.startswith(_EXCERPT) for line in body.lines) == 12


def between(box: str) -> list[str]:
    """Return what is read between two paragraphs."""
    lines = [line.text for line in read(page(f"{paragraphs(*STORY[:2])}{box}<p>{STORY[2]}</p>", "")).lines]
    assert (lines[:2], lines[-1]) == (list(STORY[:2]), STORY[2])
    return lines[2:-1]


def test_a_single_card_between_paragraphs_is_left_out() -> None:
    assert between(card(1)) == []


def test_a_box_that_is_no_card_stays() -> None:
    link = '<a href="/tarif/">Tarif</a>'
    assert between(f"<div><h3>{link} jembatan gantung</h3><p>{STORY[3]}</p></div>") == [
        "Tarif jembatan gantung",
        STORY[3],
    ]
    assert between(f"<div><h3>{link}</h3><p>{STORY[3]}</p><p>{STORY[0]}</p></div>")[1:] == [
        STORY[3],
        STORY[0],
    ]


def test_a_box_that_is_one_link_is_left_out() -> None:
    assert between(f'<a href="/gula/"><h4>Harga gula naik</h4><p>{_EXCERPT}.</p></a>') == []
    assert between(f'<a href="/gula/"><div><h4>Harga gula naik</h4></div><p>{_EXCERPT}.</p></a>') == []


def test_what_is_wrapped_in_a_mark_or_leads_elsewhere_stays() -> None:
    for mark in ('<a name="tarif">', '<a href="#tarif">', '<a href="https://dinas.example/">'):
        assert between(f"{mark}<h4>Tarif</h4><p>{STORY[3]}</p></a>")[-1:] == [STORY[3]]


def test_a_long_chinese_paragraph_under_a_linked_heading_is_no_excerpt() -> None:
    long = "市政府昨天宣布桥梁已经完工，居民不必再绕行七公里，学校也因此提前开学。" * 6
    parts = "".join(
        f'<section class="b"><h2><a href="/{i}/">第{i}部分</a></h2><p>{i}{long}</p></section>'
        for i in range(3)
    )
    page = (
        f"<html><head><title>桥梁完工</title></head><body><main><h1>桥梁完工</h1>{parts}</main></body></html>"
    )
    assert sum(long in line for line in texts(page)) == 3
