"""Pages in front of a site: logins, consent, soft errors; and short stories that look like them."""

from __future__ import annotations

import pytest

from tests.crawler.extract.pages import STORY, meta, paragraphs, refusal

_NOINDEX = '<meta name="robots" content="NOINDEX, nofollow">'
_PASSWORD = '<form><input type="email"><input type="password"></form>'
_DATED = meta(article__published_time="2024-06-04T14:05:00+07:00")


def page(head: str, *, form: str = "", text: str = paragraphs(*STORY[:2])) -> str:
    return (
        f"<html><head><title>Sebelum Anda lanjut</title>{head}</head>"
        f"<body><main><h1>Sebelum Anda lanjut</h1>{form}{text}</main></body></html>"
    )


def test_a_page_without_date_or_mark_that_is_not_to_be_found_is_no_article() -> None:
    assert refusal(page(_NOINDEX)) == "listing"


def test_one_that_asks_for_a_password_is_a_login() -> None:
    assert refusal(page("", form=_PASSWORD)) == "login_wall"


@pytest.mark.parametrize(
    "html",
    [
        pytest.param(page(""), id="a short story"),
        pytest.param(page(_NOINDEX + _DATED), id="dated"),
        pytest.param(page(_NOINDEX + meta(og__type="article")), id="marked"),
        pytest.param(page('<meta name="robots" content="max-image-preview:none">'), id="without a preview"),
        pytest.param(page("", form=_PASSWORD, text=paragraphs(*STORY * 3)), id="a long one"),
    ],
)
def test_a_story_stays(html: str) -> None:
    assert refusal(html) is None
