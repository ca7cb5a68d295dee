"""What a ``Link`` header names, written in all the ways that RFC 8288 allows."""

from __future__ import annotations

import pytest

from crawler.urls import read_link_header


def following(value: str) -> list[str]:
    return [link.url for link in read_link_header(value) if link.says("next")]


@pytest.mark.parametrize(
    "value",
    [
        '</?hal=2>; rel="next"',
        "</?hal=2>; rel=next",
        "</?hal=2>;REL=NEXT",
        '</?hal=2> ; rel = "next"',
        '< /?hal=2 >; rel="nofollow next"',
        '</a.css>; rel=preload; as=style, </?hal=2>; rel="next"',
        '</a>; title="a, b; rel=next, <c>", </?hal=2>; title="dia \\"tiba\\"; rel=prev"; rel=next',
        "</?hal=2>; rel=next; rel=prev, </?hal=1>; rel=prev; rel=next",
        "</?hal=2>;; rel=next;, </?hal=1>; rev=next",
        "</?hal=2>; crossorigin; title*=UTF-8'id'a%2Cb; rel=next",
        '</?hal=2>; anchor=""; rel=next, </?hal=3>; anchor="/lain"; rel=next',
        '</?hal=2>; rel="next',
    ],
)
def test_the_next_page_is_the_one_whose_first_rel_says_so(value: str) -> None:
    assert following(value) == ["/?hal=2"]


@pytest.mark.parametrize(
    "value", ["", "</a>", "</a>; rel", "rel=next", '</a>; title="rel=next"', "</a>; rel=nextpage"]
)
def test_nothing_else_is_a_next_page(value: str) -> None:
    assert following(value) == []


def test_commas_and_semicolons_of_an_address_belong_to_it() -> None:
    assert following("</baca;id=1,2?a=3,4>; rel=next") == ["/baca;id=1,2?a=3,4"]


def test_a_media_type_is_read_without_its_parameters() -> None:
    (link,) = read_link_header('</posts/12>; rel="alternate"; TYPE="application/json; charset=UTF-8"')
    assert link.media_type == "application/json"


@pytest.mark.parametrize("part", ["; x", '<a>; a="', '\\"', " ", "<a>;"])
def test_a_header_of_one_thing_again_and_again_is_read_in_one_pass(part: str) -> None:
    assert following(f'<a>; b="{part * 60_000}"; rel=next') is not None
    assert following(f"<a>; b{part * 60_000}") is not None
