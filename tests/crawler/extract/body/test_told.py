"""What the JSON-LD tells of a story, and what is read where far less was found."""

from __future__ import annotations

import json

import pytest

from crawler.extract.body.told import told_share, told_story, told_words
from tests.crawler.extract.pages import (
    STORY,
    TITLE,
    jsonld,
    meta,
    paragraphs,
    portal,
    read,
    refusal,
    wordpress,
)

_BODY = "\n\n".join(STORY)
_LONG = [f"{text} ({i})" for i in range(8) for text in STORY]
_NODE: dict[str, object] = {
    "@type": "NewsArticle",
    "headline": TITLE,
    "datePublished": "2024-06-04T14:05:00+07:00",
}


def shell(node: dict[str, object], body: str = '<div id="app"></div>') -> str:
    return f"<html><head><title>{TITLE} | Warta</title>{jsonld(node)}</head><body>{body}</body></html>"


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (850, 850),
        ("850", 850),
        ("1.250 kata", 1250),
        (["850"], 850),
        ("", 0),
        ("PT5M", 0),
        (-1, 0),
        (float("inf"), 0),
        (None, 0),
        ({"@value": 3}, 0),
    ],
)
def test_the_number_of_words_is_read_as_it_is_printed(told: object, words: int) -> None:
    assert told_words([{"@type": "Article", "wordCount": told}]) == words


def test_the_words_of_other_things_and_of_several_stories_are_not_told() -> None:
    assert told_words([{"@type": "Book", "wordCount": 90_000}]) == 0
    assert told_words([{"@type": "Article", "wordCount": n} for n in (100, 900)]) == 0
    assert told_words([{"@type": "Article", "wordCount": n} for n in (850, 860)]) == 850


def test_shares_that_cannot_be_compared_are_whole() -> None:
    assert told_share("kata " * 100, 400) == 0.25
    assert told_share("kata " * 300, 400) == 0.75
    assert told_share("kata " * 10, 90) == 1  # too short a story
    assert told_share("kata " * 100, 500) == 1  # the signs were counted
    assert told_share("大雨淹没四个村庄。" * 20, 180) == 1


BODIES = {
    "lines": _BODY,
    "single line ends": "\r\n".join(STORY),
    "HTML": paragraphs(*STORY),
    "escaped HTML": paragraphs(*STORY).replace("<", "&lt;").replace(">", "&gt;"),
    "HTML with line breaks": "<br><br>".join(STORY),
    "lines with links": _BODY.replace("Desa Cikelat", '<a href="/c">Desa Cikelat</a>'),
    "entities": _BODY.replace("“", "&ldquo;").replace("”", "&#8221;"),
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_a_story_that_stands_only_in_the_json_ld_is_read(body: str) -> None:
    found = read(shell(_NODE | {"articleBody": body}))
    assert [line.text for line in found.lines] == list(STORY)
    assert found.how == "jsonld"
    assert refusal(shell(_NODE | {"articleBody": body})) is None


def test_a_story_without_paragraphs_is_one() -> None:
    assert [line.text for line in read(shell(_NODE | {"articleBody": " ".join(STORY)})).lines] == [
        " ".join(STORY)
    ]


@pytest.mark.parametrize(
    "node",
    [
        _NODE | {"articleBody": STORY[0]},
        _NODE | {"articleBody": f"{_BODY} Warga berharap …"},
        _NODE | {"articleBody": _BODY, "wordCount": 900},
        {"@type": "WebPage", "articleBody": _BODY},
        _NODE,
    ],
)
def test_a_summary_or_a_part_is_no_story(node: dict[str, object]) -> None:
    assert read(shell(node)).lines == []


def test_of_several_stories_that_of_the_page_is_read() -> None:
    other = _NODE | {"headline": "Harga cabai turun", "articleBody": _BODY.replace("Cikelat", "Sukamaju")}
    found = told_story([other, _NODE | {"articleBody": _BODY}], [frozenset(TITLE.lower().split())])
    assert "Cikelat" in found.html
    assert told_story([other, other | {"articleBody": _BODY}], [frozenset(TITLE.lower().split())]).html == ""


def test_a_small_box_is_not_taken_for_the_story() -> None:
    words = sum(len(text.split()) for text in _LONG)
    html = wordpress("", head=jsonld(_NODE | {"wordCount": words})).replace(
        '<div class="entry-content"></div>',
        f'<div class="entry-content"><p>{STORY[0]}</p></div><div class="isi">{paragraphs(*_LONG)}</div>',
    )
    found = read(html)
    assert set(_LONG) <= {line.text for line in found.lines}


def test_a_teaser_is_completed_by_the_json_ld() -> None:
    html = portal(paragraphs(*STORY), head=jsonld(_NODE | {"articleBody": "\n".join(_LONG)}))
    assert [line.text for line in read(html).lines] == _LONG


def test_what_the_story_leaves_out_of_the_printed_page_is_not_taken_from_the_json_ld() -> None:
    box = f'<aside class="infobox">{paragraphs(*_LONG[13:])}</aside>'
    head = jsonld(_NODE | {"articleBody": "\n".join(_LONG)})
    found = read(wordpress(paragraphs(*_LONG[:13]) + box, head=head))
    assert (found.how, [line.text for line in found.lines]) == ("container", _LONG[:13])
    assert 0.25 < found.told_share < 0.5


def test_a_text_of_about_the_told_size_is_read_as_ever() -> None:
    words = sum(len(text.split()) for text in _LONG)
    for told in (words, words + 100, 3, "x"):
        found = read(
            wordpress(paragraphs(*_LONG), head=jsonld(_NODE | {"wordCount": told, "articleBody": _BODY}))
        )
        assert (found.how, found.told_share) == ("container", 1.0)


def test_a_teaser_stays_where_nothing_holds_more() -> None:
    found = read(portal(paragraphs(*STORY), head=jsonld(_NODE | {"wordCount": 900})))
    assert [line.text for line in found.lines] == list(STORY)
    assert 0 < found.told_share < 0.5


STATE = {
    "props": {"pageProps": {"article": {"title": TITLE, "slug": "jembatan", "body": paragraphs(*STORY)}}}
}
"""What a page is made from."""
_PLAIN = {"headline": TITLE, "content": _BODY}
_BLOCKS = [{"type": "paragraph", "data": {"text": text}} for text in STORY]


def script(value: object, attributes: str = 'id="__NEXT_DATA__" type="application/json"') -> str:
    return f"<script {attributes}>{json.dumps(value)}</script>"


def made_from(*scripts: str) -> str:
    head = meta(og__type="article", og__title=TITLE, article__published_time="2024-06-04T14:05:00+07:00")
    title = f"<title>{TITLE} | Warta</title>"
    return f"<html><head>{title}{head}</head><body><div></div>{''.join(scripts)}</body></html>"


def _in(article: object) -> dict[str, object]:
    return {"data": [{"menu": ["Ekonomi"]}, {"story": article}]}


DATA = {
    "Next.js": script(STATE),
    "a variable": f"<script>window.__INITIAL_STATE__ = {json.dumps(_in(_PLAIN))};</script>",
    "a variable, as a text": f"<script>window['STATE']=JSON.parse({json.dumps(json.dumps(STATE))})</script>",
    "another script": script(
        _in({"title": {"rendered": TITLE}, "content": {"rendered": paragraphs(*STORY)}}),
        "type=application/json",
    ),
    "blocks": script(
        _in(
            {"headline": TITLE, "body": _BLOCKS, "related": [{"title": "Harga cabai", "body": _BODY.upper()}]}
        )
    ),
    "blocks of WordPress": script(
        _in(
            {
                "title": TITLE,
                "blocks": [{"name": "core/paragraph", "innerHTML": f"<p>{text}</p>"} for text in STORY]
                + [{"name": "core/image", "url": "/a.jpg"}],
            }
        )
    ),
    "nested blocks": script(
        _in(
            {
                "name": TITLE,
                "doc": {
                    "nodeType": "document",
                    "content": [
                        {
                            "nodeType": "paragraph",
                            "content": [
                                {"nodeType": "text", "value": text[:9]},
                                {"nodeType": "text", "value": text[9:]},
                            ],
                        }
                        for text in STORY
                    ],
                },
            }
        )
    ),
    "two prints of it": script(
        _in({"title": TITLE, "text": " ".join(STORY), "html": paragraphs(*STORY), "excerpt": STORY[0]})
    ),
    "Nuxt": script(
        [{"data": 1}, ["ShallowReactive", 2], {"a": 3}, {"title": 4, "isi": 5}, TITLE, paragraphs(*STORY)],
        'type="application/json" id="__NUXT_DATA__"',
    ),
}


@pytest.mark.parametrize("data", DATA.values(), ids=DATA)
def test_a_story_that_stands_only_in_the_data_is_read(data: str) -> None:
    found = read(made_from(data))
    assert [line.text for line in found.lines] == list(STORY)
    assert found.how == "data"
    assert refusal(made_from(data)) is None


@pytest.mark.parametrize(
    "data",
    [
        script(_in({"title": "Harga cabai turun", "body": paragraphs(*STORY)})),
        script(_in({"title": TITLE, "body": STORY[0]})),
        script(
            _in(
                {
                    "title": TITLE,
                    "body": paragraphs(*STORY),
                    "terms": "Data Anda disimpan di peladen kami. " * 12,
                }
            )
        ),
        script(_in({"title": TITLE, "code": "function () { return 1. } " * 40})),
        script(_in({"title": TITLE, "cards": [{"title": f"Kabar {i}", "body": _BODY} for i in range(3)]})),
        "<script type='application/json'>{broken</script>",
        "<script>window.__STATE__ = {a: 1}</script>",
        "",
    ],
)
def test_data_that_leave_a_doubt_are_not_read(data: str) -> None:
    assert read(made_from(data)).lines == []
    assert refusal(made_from(data)) is not None


@pytest.mark.parametrize("last", ["", "Kata. " * 3], ids=["nothing", "a text"])
def test_values_that_multiply_are_looked_at_only_so_often(last: str) -> None:
    values = [{"title": 1, "body": 2}, TITLE, [3, 3, 3], {"type": 4, "children": 5}, "paragraph"]
    doubled = [[i + 1, i + 1] for i in range(5, 33)]
    data = script([*values, *doubled, last], 'type="application/json" id="__NUXT_DATA__"')
    assert not read(made_from(data)).lines


def test_half_surrogate_pairs_are_left_out_of_a_text() -> None:
    broken = [f"{text}\ud800" for text in STORY]
    data = script(_in({"title": TITLE, "html": paragraphs(*broken)}))
    told = shell({**_NODE, "articleBody": "\n\n".join(broken)})
    for page in (made_from(data), told):
        assert [line.text for line in read(page).lines] == list(STORY)


def test_data_are_not_read_where_the_page_prints_its_story() -> None:
    html = portal(paragraphs(*STORY), below=script(_in({"title": TITLE, "body": paragraphs(*_LONG)})))
    assert [line.text for line in read(html).lines] == list(STORY)
