"""Pages that append the next story to their own."""

from __future__ import annotations

import pytest

from tests.crawler.extract.pages import STORY, amid, paragraphs, texts

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
    parts = amid("<h1>Kata warga</h1>")
    assert texts(page(("Jembatan dibuka", parts))) == [*STORY[:2], "Kata warga", *STORY[2:]]


def feed(*below: tuple[str, str], tag: str = "div", name: str = "card") -> str:
    own = f"<{tag} class='{name}'><h1>Jembatan dibuka</h1><div class='t'>{paragraphs(*STORY)}</div></{tag}>"
    rest = "".join(
        f"<{tag} class='{name}'><h2>{title}</h2><div class='t'>{text}</div></{tag}>" for title, text in below
    )
    return f"<html><head><title>Jembatan dibuka | Warta</title></head><body>{own}{rest}</body></html>"


@pytest.mark.parametrize(
    ("tag", "name"), [("div", "card"), ("section", "feed-item"), ("li", "post-7 widget")]
)
def test_the_next_stories_of_a_feed_under_links_to_their_pages_are_left_out(tag: str, name: str) -> None:
    title = "<a href='/ekonomi/upah'>Upah minimum naik tahun depan</a>"
    html = feed((title, paragraphs(*_NEXT)), (title, paragraphs(*_NEXT)), tag=tag, name=name)
    assert texts(html) == list(STORY)


def test_sections_made_as_the_first_one_stay_where_their_headings_lead_nowhere() -> None:
    html = feed(("Kata warga", paragraphs(*_NEXT)))
    assert texts(html) == [*STORY, "Kata warga", *_NEXT]
