"""WordPress REST records: what is read of them, and what of odd ones."""

from __future__ import annotations

from typing import Any

import pytest

from crawler.extract import NotAnArticle, extract_record
from crawler.site import NEWSPAPER, Site
from tests.crawler.extract.pages import STORY, paragraphs

_TEXT = "\n\n".join(STORY)
_SITE = Site(name="koran", timezone="Asia/Jakarta", publishers=("Koran",), language="id")


def term(name: str, taxonomy: str) -> dict[str, str]:
    return {"name": name, "slug": name.lower(), "taxonomy": taxonomy}


def record(**members: Any) -> dict[str, Any]:
    """Return a record as WordPress answers it with ``_embed``; ``_embedded`` may be given in parts."""
    embedded = {
        "author": [{"id": 3, "name": "Rina Puspitasari"}],
        "wp:term": [[term("Daerah", "category"), term("Desa", "category")], [term("Jembatan", "post_tag")]],
        "wp:featuredmedia": [
            {
                "source_url": "https://www.koran.test/a.jpg",
                "caption": {"rendered": "<p>Jembatan di Cikelat. (Koran/Budi)</p>\n"},
            }
        ],
    }
    embedded |= members.pop("embedded", {})
    return {
        "id": 7,
        "link": "https://www.koran.test/jembatan/",
        "date": "2024-06-04T14:05:00",
        "date_gmt": "2024-06-04T07:05:00",
        "modified": "2024-06-09T08:00:00",
        "modified_gmt": "2024-06-09T01:00:00",
        "title": {"rendered": "Jembatan &#8220;Gantung&#8221; &amp; Sekolah"},
        "content": {"rendered": paragraphs(*STORY), "protected": False},
        "_embedded": embedded,
    } | members


def test_a_record_tells_every_field() -> None:
    article = extract_record(record(), _SITE)
    assert (article.headline, article.text) == ("Jembatan “Gantung” & Sekolah", _TEXT)
    assert (article.section, article.tags, article.authors) == ("Daerah", ["Jembatan"], ["Rina Puspitasari"])
    assert article.published_at == "2024-06-04T14:05:00+07:00"
    assert article.modified_at == "2024-06-09T08:00:00+07:00"
    assert (article.caption, article.credit) == ("Jembatan di Cikelat", "Koran/Budi")
    assert article.image_url == "https://www.koran.test/a.jpg"
    assert (article.url, article.site) == ("https://www.koran.test/jembatan/", "koran")
    assert (article.language, article.source, article.fetched_at) == ("id", "api", None)


FIELDS: dict[str, tuple[dict[str, Any], str, Any]] = {
    "no dates in UTC": ({"date_gmt": None}, "published_at", "2024-06-04"),
    "both dates tell the offset": ({}, "published_at", "2024-06-04T14:05:00+07:00"),
    "a zone of half an hour": ({"date": "2024-06-04T12:35:00"}, "published_at", "2024-06-04T12:35:00+05:30"),
    "dates that lie days apart": (
        {"date": "2020-01-01T00:00:00"},
        "published_at",
        "2024-06-04T07:05:00+00:00",
    ),
    "a date that is none": ({"date": "x", "date_gmt": "x"}, "published_at", None),
    "an empty database field": (
        {"date": "0000-00-00T00:00:00", "date_gmt": "0000-00-00T00:00:00"},
        "published_at",
        None,
    ),
    "no dates": ({"modified": None, "modified_gmt": None}, "modified_at", None),
    "no author": ({"embedded": {"author": None}}, "authors", []),
    "an author's error": (
        {"embedded": {"author": [{"code": "rest_user_invalid_id", "message": "x"}]}},
        "authors",
        [],
    ),
    "an account": ({"embedded": {"author": [{"name": "admin"}]}}, "authors", []),
    "an author of another shape": (
        {"embedded": {"author": {"name": "Rina Puspitasari"}}},
        "authors",
        ["Rina Puspitasari"],
    ),
    "a name that is none": ({"embedded": {"author": [{"name": 7}, "x"]}}, "authors", []),
    "other taxonomies": (
        {"embedded": {"wp:term": [[term("Video", "post_format")], [term("Rina", "penulis")]]}},
        "tags",
        [],
    ),
    "no section of another taxonomy": (
        {"embedded": {"wp:term": [[term("Liputan", "series")]]}},
        "section",
        None,
    ),
    "terms that are forbidden": ({"embedded": {"wp:term": [{"code": "rest_forbidden"}]}}, "section", None),
    "entities in a term": (
        {"embedded": {"wp:term": [[term("Hukum &amp; HAM", "category")]]}},
        "section",
        "Hukum & HAM",
    ),
    "no picture": ({"embedded": {"wp:featuredmedia": None}}, "image_url", None),
    "a picture's error": (
        {"embedded": {"wp:featuredmedia": [{"code": "rest_post_invalid_id", "data": {"status": 404}}]}},
        "caption",
        None,
    ),
    "a picture without a caption": (
        {"embedded": {"wp:featuredmedia": [{"source_url": "/a.jpg"}]}},
        "caption",
        None,
    ),
    "a caption as bare text": ({"embedded": {"wp:featuredmedia": [{"caption": "x"}]}}, "caption", "x"),
    "a title as bare text": ({"title": "Hukum &amp; HAM"}, "headline", "Hukum & HAM"),
    "a content as bare text": ({"content": f"<p>{STORY[0]}</p>"}, "text", STORY[0]),
    "nothing embedded": ({"_embedded": None}, "section", None),
    "embedded as a list": ({"_embedded": []}, "authors", []),
    "no address": ({"link": None}, "url", None),
    "an address that is none": ({"link": "http://[x"}, "url", None),
    "an SEO plugin's canonical": (
        {"yoast_head_json": {"canonical": "https://www.koran.test/x/"}},
        "canonical_url",
        "https://www.koran.test/x/",
    ),
    "an SEO plugin's nothing": ({"yoast_head_json": "x"}, "canonical_url", None),
    "half a character": ({"title": {"rendered": "Jembatan \ud83d dibuka"}}, "headline", "Jembatan dibuka"),
    "markup in a title": (
        {"title": {"rendered": "<em>Jembatan</em> di<wbr>buka"}},
        "headline",
        "Jembatan dibuka",
    ),
    "a line break in a title": (
        {"title": {"rendered": "Jembatan<br />dibuka"}},
        "headline",
        "Jembatan dibuka",
    ),
}


@pytest.mark.parametrize(("members", "field", "value"), FIELDS.values(), ids=FIELDS.keys())
def test_a_record_of_another_shape_is_read_as_far_as_it_goes(
    members: dict[str, Any], field: str, value: Any
) -> None:
    assert getattr(extract_record(record(**members), NEWSPAPER), field) == value


def content(html: str) -> dict[str, Any]:
    return record(content={"rendered": html})


TEXTS: dict[str, tuple[str, str]] = {
    "pages in one": (f"<p>{STORY[0]}</p><!--nextpage--><p>{STORY[1]}</p>", f"{STORY[0]}\n\n{STORY[1]}"),
    "no paragraphs": (f"{STORY[0]}\n{STORY[1]}", f"{STORY[0]} {STORY[1]}"),
    "a shortcode that nobody renders": (f"[vc_row]<p>{STORY[0]}</p>", STORY[0]),
    "a brace above": ("{x} dibuka untuk umum, Rabu pagi.", "{x} dibuka untuk umum, Rabu pagi."),
    "a related link": (
        f"<p>{STORY[0]}</p><p>Baca juga: <a href='/x'>Gula naik</a></p><p>{STORY[1]}</p>",
        f"{STORY[0]}\n\n{STORY[1]}",
    ),
    "a dateline": (f"<p><strong>Rusia, Koran – </strong>{STORY[0]}</p>", STORY[0]),
    "half a character": (f"<p>{STORY[0]}\ud83d</p>", STORY[0]),
}


@pytest.mark.parametrize(("html", "text"), TEXTS.values(), ids=TEXTS.keys())
def test_the_content_is_cleaned_like_that_of_a_page(html: str, text: str) -> None:
    assert extract_record(content(html), _SITE).text == text


REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "protected": ({"content": {"rendered": "", "protected": True}}, "login_wall"),
    "without a title": ({"title": {"rendered": " "}}, "no_headline"),
    "a title that is none": ({"title": ["Jembatan"]}, "no_headline"),
    "without a content": ({"content": None}, "no_text"),
    "an empty content": ({"content": {"rendered": "\n"}}, "no_text"),
    "a content of a picture": ({"content": {"rendered": "<figure><img src='a.jpg'></figure>"}}, "no_text"),
    "a pit": ({"content": {"rendered": "<div>" * 5_000}}, "too_deep"),
    "a library": ({"content": {"rendered": f"<p>{'kata ' * 200_000}</p>" * 3}}, "too_long"),
}


@pytest.mark.parametrize(("members", "reason"), REFUSED.values(), ids=REFUSED.keys())
def test_a_record_that_holds_no_article_is_refused(members: dict[str, Any], reason: str) -> None:
    with pytest.raises(NotAnArticle) as refused:
        extract_record(record(**members))
    assert refused.value.reason == reason


def test_an_error_in_place_of_a_record_is_none() -> None:
    with pytest.raises(NotAnArticle):
        extract_record(
            {"code": "rest_post_invalid_id", "message": "ID pos tidak sah.", "data": {"status": 404}}
        )


def test_embedded_terms_in_many_lists_are_read_in_order() -> None:
    terms = [[{"name": f"Desa {i}", "taxonomy": "post_tag"}, [{"name": "x"}]] for i in range(3)]
    article = extract_record(record(_embedded={"wp:term": terms}))
    assert article.tags == ["Desa 0", "Desa 1", "Desa 2"]


def test_a_reference_to_no_character_is_a_replacement_character() -> None:
    article = extract_record(record(title={"rendered": f"Jembatan &#{'9' * 5_000}; dibuka"}))
    assert article.headline == "Jembatan \ufffd dibuka"


def test_a_date_with_an_offset_which_wordpress_does_not_print_is_read_as_it_stands() -> None:
    odd = record(date="2018-06-30T18:00:00+07:00", date_gmt="2018-06-30T11:00:00")
    assert extract_record(odd, NEWSPAPER).published_at == "2018-06-30T18:00:00+07:00"
    assert extract_record(odd, _SITE).published_at == "2018-06-30T18:00:00+07:00"
