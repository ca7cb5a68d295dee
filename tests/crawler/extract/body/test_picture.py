from __future__ import annotations

import pytest
from lxml import html

from crawler.extract.body.picture import caption_of
from tests.crawler.extract.pages import STORY, amid, paragraphs, read, texts, wordpress

TEXT = paragraphs(*STORY)
PRINTED = "Warga melintas | Antara"
IMAGE = '<img class="wp-post-image" src="/a.jpg">'


def lead(html: str) -> tuple[str | None, str | None]:
    body = read(html)
    return body.image_url, body.printed_caption


@pytest.mark.parametrize(
    "above",
    [
        pytest.param(f"<figure>{IMAGE}<figcaption>{PRINTED}</figcaption></figure>", id="figcaption"),
        pytest.param(
            f'<div class="thumb">{IMAGE}<p class="wp-caption-text">{PRINTED}</p></div>', id="paragraph"
        ),
        pytest.param(
            f'{IMAGE}<span class="featured-image-caption">{PRINTED}</span>', id="beside the picture"
        ),
        pytest.param(
            f'<div><a href="/a.jpg">{IMAGE}</a></div><div class="thumbnail-caption">{PRINTED}</div>',
            id="beside its box",
        ),
        pytest.param(f'<div class="thumb">{IMAGE}{PRINTED}</div>', id="bare text"),
        pytest.param(
            f"<figure><div><picture>{'<source srcset=/b.webp>' * 6}{IMAGE}</picture></div>"
            f"<figcaption>{PRINTED}</figcaption></figure>",
            id="many sources",
        ),
        pytest.param(
            '<div class="thumb"><img src="data:image/gif;base64,R0" data-src="/a.jpg">'
            f"<figcaption>{PRINTED}</figcaption></div>",
            id="loaded later",
        ),
        pytest.param(
            f'<div class="thumb"><img srcset="/a.jpg 800w, /b.jpg 300w"><figcaption>{PRINTED}'
            "</figcaption></div>",
            id="only a set",
        ),
        pytest.param(
            f'<img class="avatar" src="/budi.jpg"><figure>{IMAGE}<figcaption>{PRINTED}'
            '</figcaption></figure><img width="32" src="/ikon.png">',
            id="among icons",
        ),
        pytest.param(
            f'<a href="/lain/"><img src="/lain.jpg"></a><figure>{IMAGE}<figcaption>{PRINTED}'
            "</figcaption></figure>",
            id="below a card",
        ),
    ],
)
def test_the_picture_above_the_content_is_the_lead(above: str) -> None:
    assert lead(wordpress(TEXT, above=above)) == ("/a.jpg", PRINTED)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(
            f'<figure class="wp-caption"><img src="/a.jpg"><figcaption>{PRINTED}</figcaption></figure>{TEXT}',
            id="figure",
        ),
        pytest.param(
            f'<p><figure class="wp-caption"><img src="/a.jpg"><figcaption>{PRINTED}</figcaption>'
            f"</figure></p><p>&nbsp;</p>{TEXT}",
            id="figure in a paragraph",
        ),
        pytest.param(
            f'<div class="wp-caption"><img src="/a.jpg"><p class="wp-caption-text">{PRINTED}</p></div>{TEXT}',
            id="before HTML5",
        ),
        pytest.param(f'<p><img src="/a.jpg"></p><p><em>{PRINTED}</em></p>{TEXT}', id="typed below it"),
    ],
)
def test_the_picture_that_opens_the_content_is_the_lead(content: str) -> None:
    assert lead(wordpress(content)) == ("/a.jpg", PRINTED)
    assert texts(wordpress(content)) == list(STORY)


def test_a_caption_in_a_box_below_the_opening_picture_is_its_caption() -> None:
    content = f'<div><img src="/a.jpg"></div><div class="photo-caption">{PRINTED}</div>{TEXT}'
    assert lead(wordpress(content)) == ("/a.jpg", PRINTED)


def test_a_picture_further_down_is_no_lead() -> None:
    figure = f'<figure><img src="/b.jpg"><figcaption>{PRINTED}</figcaption></figure>'
    assert lead(wordpress(amid(figure))) == (None, None)


def test_a_caption_in_the_content_counts_where_the_picture_above_has_none() -> None:
    content = f'<figure><img src="/b.jpg"><figcaption>{PRINTED}</figcaption></figure>{TEXT}'
    assert lead(wordpress(content, above=f"<div>{IMAGE}</div>")) == ("/b.jpg", PRINTED)


def test_a_picture_without_caption_is_a_lead_too() -> None:
    assert lead(wordpress(TEXT, above=f"<div>{IMAGE}</div>")) == ("/a.jpg", None)


def test_a_caption_printed_twice_is_no_line_of_the_story() -> None:
    above = f"<figure>{IMAGE}<figcaption>{PRINTED}</figcaption></figure>"
    page = wordpress(f"<p><em>{PRINTED}</em></p>{TEXT}", above=above)
    assert (lead(page), texts(page)) == (("/a.jpg", PRINTED), list(STORY))


def test_an_italic_sentence_below_a_picture_is_no_caption() -> None:
    opening = "Kami menulis ulang kabar ini setelah bupati memberi keterangan baru kemarin sore."
    content = f'<p><img src="/a.jpg"></p><p><em>{opening}</em></p>{TEXT}'
    assert (lead(wordpress(content)), texts(wordpress(content))[0]) == (("/a.jpg", None), opening)


def test_a_caption_of_which_the_credit_stands_apart_gets_a_bar() -> None:
    element = html.fragment_fromstring(
        '<figcaption>Warga <em>melintas</em>. <span class="credit">Antara</span></figcaption>'
    )
    assert caption_of(element) == "Warga melintas. | Antara"


def test_a_caption_that_is_all_credit_is_the_credit() -> None:
    assert (
        caption_of(html.fragment_fromstring('<figcaption><span class="credit">Antara</span></figcaption>'))
        == "Antara"
    )
