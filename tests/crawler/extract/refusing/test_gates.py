"""Articles of which a page shows only the beginning, and those that it shows in full."""

from __future__ import annotations

from typing import Any

import pytest

from tests.crawler.extract.pages import jsonld, paragraphs, refusal
from tests.crawler.extract.refusing.texts import DATED, LONG, SHORT, TITLE, P, page

_TWO = paragraphs(*LONG[:2])


_CHINESE = (
    "市政府星期二宣布，位于老城区的图书馆将在下个月重新开放，读者可以免费借阅图书。",
    "图书馆馆长表示，这次修缮历时两年，新增了儿童阅览室和一间可以容纳一百人的报告厅。",
    "附近居民说，他们期待在新的阅览室里度过周末，也希望图书馆能够延长开放时间。",
)


def story(content: str, below: str = "", **properties: Any) -> str:
    """Return a page whose JSON-LD has these properties."""
    node = {"@type": "NewsArticle", "headline": TITLE, "datePublished": "2024-06-04", **properties}
    return page(
        f"<main><article><h1>{TITLE}</h1><div>{content}</div></article>{below}</main>", head=jsonld(node)
    )


def closed(selector: str = ".bayar") -> dict[str, Any]:
    part = {"@type": "WebPageElement", "isAccessibleForFree": False, "cssSelector": selector}
    return {"isAccessibleForFree": False, "hasPart": part}


CUT = {
    "fewer words than are told": ("teaser", story(_TWO, wordCount=900)),
    "the number as a text": ("teaser", story(_TWO, wordCount="900")),
    "the number as people write it": ("teaser", story(_TWO, wordCount="1,250 words")),
    "a prompt, and no word is counted": (
        "login_wall",
        story(f"{_TWO}<p>Already a subscriber? Sign in</p>", wordCount=0),
    ),
    "and the rest is not free": ("login_wall", story(_TWO, wordCount=900, **closed())),
    "an empty section that is not free": (
        "login_wall",
        story(_TWO + '<div class="bayar"></div>', wordCount=900, **closed()),
    ),
    "it ends as an excerpt of WordPress": (
        "teaser",
        story(f"<p>{LONG[0]}</p><p>{LONG[1][:-1]} [&hellip;]</p>"),
    ),
    "a link to the rest at its end": (
        "teaser",
        story(f'<p>{LONG[0]}</p><p>{LONG[1][:-1]}...</p><p><a href="//lain.test">Baca selengkapnya</a></p>'),
    ),
    **{
        prompt: ("login_wall", story(f"{_TWO}<p>{prompt}</p>"))
        for prompt in (
            "Berlangganan sekarang untuk membaca artikel ini.",
            "Silakan masuk atau daftar untuk melanjutkan membaca.",
            "Already a subscriber? Sign in",
            "Subscribe now to keep reading this story.",
            "This article is for subscribers only.",
            "Create a free account to continue reading.",
            "Jetzt anmelden und weiterlesen.",
            "Weiterlesen mit einem Abo",
            "Cet article est réservé aux abonnés.",
            "Suscríbete para seguir leyendo.",
            "Assine para continuar lendo.",
            "Abbonati per continuare a leggere.",
            "Log in om verder te lezen.",
        )
    },
}

WHOLE = {
    "not free, and printed": story(P, **closed()),
    "the same, with a prompt below": story(P, "<p>Already a subscriber? Sign in</p>", **closed()),
    "printed in the section that is not free": story(
        f'<p>{LONG[0]}</p><div class="bayar">{P}</div>', wordCount=900, **closed()
    ),
    "as many words as are told": story(P, wordCount=190),
    "twice as many words are told": story(P, wordCount=400),
    "a number of characters": story(P, wordCount=99_999_999),
    "no number": story(P, wordCount="banyak"),
    "a brief that is counted with its captions": story(_TWO, wordCount=90),
    "it ends with three dots": story(f"<p>{LONG[0]}</p><p>Lalu sunyi...</p>"),
    "three dots, and a link to more of another story": page(
        f'<main><h1>{TITLE}</h1><p>{LONG[0]}</p><p>Sunyi...</p></main><p><a href="/2">Kabar lain</a></p>',
        head=DATED,
    ),
    "a story that tells of subscribers": story(f"{_TWO}<p>Koran itu kini punya seribu pelanggan baru.</p>"),
    "a newsletter to register for below it": story(
        f'{_TWO}<div class="ikut"><p>Daftar untuk membaca buletin kami setiap pagi.</p></div>'
    ),
    "a banner, and as many words as are told": story(
        f'<div class="subscribe-banner"><p>Berlangganan untuk membaca tanpa iklan.</p></div>{SHORT}',
        wordCount=len(" ".join(LONG[:4]).split()) + 3,
        **closed(),
    ),
    "Chinese, of which the signs are counted": story(paragraphs(*_CHINESE), wordCount=150),
    "readers are to register for an event": story(f"{_TWO}<p>Peserta dapat mendaftar di balai desa.</p>"),
}


@pytest.mark.parametrize(("reason", "html"), CUT.values(), ids=CUT.keys())
def test_a_text_that_breaks_off_is_no_article(reason: str, html: str) -> None:
    assert refusal(html) == reason


@pytest.mark.parametrize("html", WHOLE.values(), ids=WHOLE.keys())
def test_a_whole_text_stays_whatever_is_said_of_its_price(html: str) -> None:
    assert refusal(html) is None


def test_words_that_stand_elsewhere_on_the_page_are_not_missing() -> None:
    elsewhere = f"<section hidden><h2>Lain</h2>{P * 3}</section>"
    assert refusal(story(_TWO, elsewhere, wordCount=600)) is None
