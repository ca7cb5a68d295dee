from __future__ import annotations

import pytest

from crawler.extract import extract_record
from tests.crawler.extract.pages import STORY, paragraphs, portal, read, texts, wordpress

LONGER = [f"{text} Begitu catatan nomor {number}." for number in (1, 2) for text in STORY]

BOXES = {
    "share": '<div class="body-share-wrapper"><div><p>{}</p></div></div>',
    "promo": '<section class="promo-text"><p>{}</p></section>',
    "numbered": '<div id="follow-3"><p>{}</p></div>',
    "a table of contents": '<div class="isi" id="TOC_TITLE_1"><p>{}</p></div>',
    "panels of a page builder": '<div class="so-panel widget widget_sow-editor"><p>{}</p></div>',
    "a banner": '<div class="banner-row"><div><p>{}</p></div></div>',
    "tables": "<table><tr><td><p>{}</p></td></tr></table>",
}


@pytest.mark.parametrize("box", BOXES.values(), ids=BOXES.keys())
def test_a_rule_does_not_swallow_the_story_box_by_box(box: str) -> None:
    content = "".join(box.format(text) for text in LONGER)
    assert texts(wordpress(content)) == LONGER
    assert texts(portal(content)) == LONGER


@pytest.mark.parametrize("box", BOXES.values(), ids=BOXES.keys())
def test_a_rule_does_not_swallow_most_of_a_story(box: str) -> None:
    content = paragraphs(*LONGER[:2]) + "".join(box.format(text) for text in LONGER[2:])
    assert texts(wordpress(content)) == LONGER


def test_a_box_of_such_a_name_is_left_out_where_it_holds_little() -> None:
    box = BOXES["share"].format(
        "Bagikan kabar ini kepada kawan-kawan Anda di mana pun mereka berada, sekarang juga."
    )
    assert texts(wordpress(paragraphs(*LONGER) + box)) == LONGER
    assert texts(portal(paragraphs(*LONGER) + box)) == LONGER


SET_APART = {
    "a box of facts": '<div class="factbox"><h3>Fakta</h3>{}</div>',
    "an aside": "<aside>{}</aside>",
    "related stories": '<div class="related">{}</div>',
    "comments": '<ol class="comment-list">{}</ol>',
    "an embedded post": '<blockquote class="twitter-tweet">{}</blockquote>',
}


@pytest.mark.parametrize("box", SET_APART.values(), ids=SET_APART.keys())
def test_a_text_set_apart_may_be_longer_than_the_story(box: str) -> None:
    half = len(LONGER) // 2
    content = (
        paragraphs(*STORY) + box.format(paragraphs(*LONGER[:half])) + box.format(paragraphs(*LONGER[half:]))
    )
    assert texts(wordpress(content)) == list(STORY)


def test_cards_of_other_stories_are_no_story_however_many_they_are() -> None:
    card = '<div class="related-card"><h3><a href="/{0}/">Kabar {0}</a></h3><p>{1}</p></div>'
    cards = "".join(card.format(number, text) for number, text in enumerate(LONGER * 2))
    assert texts(portal(paragraphs(*STORY), below=cards)) == list(STORY)


def test_what_a_second_reading_brings_back_is_not_told_as_removed() -> None:
    body = read(wordpress("".join(BOXES["promo"].format(text) for text in LONGER)))
    assert (body.how, body.dropped) == ("container", [])


def test_a_rule_does_not_swallow_the_content_of_a_record() -> None:
    content = "".join(BOXES["panels of a page builder"].format(text) for text in LONGER)
    record = {
        "id": 7,
        "link": "https://www.koran.test/2024/jembatan/",
        "date_gmt": "2024-05-01T03:00:00",
        "title": {"rendered": "Jembatan dibuka"},
        "content": {"rendered": content},
    }
    assert extract_record(record).text.split("\n\n") == LONGER
