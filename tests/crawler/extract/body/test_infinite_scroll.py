"""Pages that append the next story to their own."""

from __future__ import annotations

from tests.crawler.extract.pages import STORY, paragraphs, texts

_NEXT = tuple(f"Cerita lain, kalimat {i}, cukup panjang untuk satu paragraf utuh." for i in range(4))


def page(*stories: tuple[str, str]) -> str:
    shown = "".join(
        f"<div class='w'><h1>{title}</h1><div class='t'>{text}</div></div>" for title, text in stories
    )
    return f"<html><head><title>Jembatan dibuka | Warta</title></head><body>{shown}</body></html>"


def test_the_next_story_under_a_headline_of_its_own_is_left_out() -> None:
    html = page(("Jembatan dibuka", paragraphs(*STORY)), ("Upah minimum naik", paragraphs(*_NEXT)))
    assert texts(html) == list(STORY)


def test_a_part_of_the_story_under_a_large_heading_stays() -> None:
    parts = f"{paragraphs(*STORY[:2])}<h1>Kata warga</h1>{paragraphs(*STORY[2:])}"
    assert texts(page(("Jembatan dibuka", parts))) == [*STORY[:2], "Kata warga", *STORY[2:]]
