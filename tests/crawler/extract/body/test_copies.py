"""A story that a page prints twice is read once."""

from __future__ import annotations

import pytest

from tests.crawler.extract.pages import STORY, paragraphs, read, texts, wordpress


def page(main: str) -> str:
    head = "<head><title>Jembatan dibuka</title></head>"
    return f"<html>{head}<body><main><h1>Jembatan dibuka</h1>{main}</main></body></html>"


_WHOLE = paragraphs(*STORY)


@pytest.mark.parametrize(
    "main",
    [
        pytest.param(
            f"<div class='rte'>{_WHOLE}</div><div><div class='rte'>{_WHOLE}</div></div>", id="made alike"
        ),
        pytest.param(
            f"<div class='hp'>{_WHOLE}</div><div class='layar'>{_WHOLE}</div>", id="for two sizes of screen"
        ),
        pytest.param(
            f"<div class='a'>{paragraphs(*STORY[:2])}</div><div class='a'>{_WHOLE}</div>",
            id="short and whole",
        ),
        pytest.param(
            f"<div class='a'>{_WHOLE}</div><div class='a'>{paragraphs(*STORY[:2])}</div>",
            id="whole and short",
        ),
        pytest.param(
            "".join(f"<div class='b'><div><p>{p}</p></div><div><p>{p}</p></div></div>" for p in STORY),
            id="each component",
        ),
    ],
)
def test_a_copy_is_left_out(main: str) -> None:
    assert texts(page(main)) == list(STORY)


def test_a_copy_in_the_content_of_a_post_is_left_out() -> None:
    body = read(wordpress(f"<div class='m'>{_WHOLE}</div><div class='d'>{_WHOLE}</div>"))
    assert [line.text for line in body.lines] == list(STORY)
    assert {each.by for each in body.dropped} == {"structure.copy"}


def test_what_a_story_says_twice_stays() -> None:
    parts = ([STORY[0], STORY[1]], [STORY[2], STORY[1], STORY[3]])
    refrain = "".join(f"<section>{paragraphs(*part)}</section>" for part in parts)
    assert texts(page(f"<div>{refrain}</div>")) == parts[0] + parts[1]
    labels = "".join(
        f"<section><h3>Tahap {i}</h3><p>{p}</p><p>Panjang: 80 meter</p></section>"
        for i, p in enumerate(STORY)
    )
    assert (
        texts(page(f"<div>{labels}</div>")).count("Panjang: 80 meter") == len(STORY) - 1
    )  # not the last: no sentence
