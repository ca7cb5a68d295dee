"""Articles that have no text, on pages where something else would be taken for one."""

from __future__ import annotations

import pytest

from tests.crawler.extract.pages import refusal
from tests.crawler.extract.refusing.texts import LINKED_CARD, LONG, MARKED, ROOT, TITLE, cards, headed, page

TEXTLESS: dict[str, tuple[str, str]] = {
    "scores": (
        headed(
            "<table>"
            + "".join(f"<tr><td>PSG {i}</td><td>{i}-1</td><td>FC {i}</td></tr>" for i in range(30))
            + "</table>",
            "Skor langsung",
        ),
        "/skor",
    ),
    "a gallery": (
        headed(
            "".join(
                f'<figure><img src="/{i}.jpg"><figcaption>Foto {i}</figcaption></figure>' for i in range(9)
            )
        ),
        "/foto/garam",
    ),
    "a video without a text": (
        page(f'<main><h1>{TITLE}</h1><video src="/a.mp4"></video></main>', head=MARKED),
        "/video/garam",
    ),
    "a video, and cards of others": (
        page(f"<main><h1>{TITLE}</h1><video src=a.mp4></video>{cards(LINKED_CARD)}</main>", head=MARKED),
        "/video/garam",
    ),
    "a video, and a text outside of its main element": (
        page(
            f'<main><h1>{TITLE}</h1><video></video></main><div class="bawah"><p>{LONG[0]}</p></div>',
            head=MARKED,
        ),
        "/video/garam",
    ),
    "the shell of an application": (
        page('<div id="root"></div><p>You need to enable JavaScript to run this app.</p>', head=MARKED),
        "/garam",
    ),
    "one that is loading": (
        page(
            '<div id="app"><p>Aktifkan JavaScript di peramban Anda untuk membaca halaman ini.</p></div>',
            head=MARKED,
        ),
        "/garam",
    ),
    "a window for consent": (
        page(
            f'<main><h1>{TITLE}</h1></main><div id="gdpr-box"><p>Kami menghargai pilihan Anda tentang data '
            "pribadi dan iklan. Baca lebih jauh tentang mitra kami sebelum memilih.</p></div>",
            head=MARKED,
        ),
        "/garam",
    ),
    "a dialog": (
        page(
            f'<main><h1>{TITLE}</h1></main><div role="dialog"><p>{LONG[0]}</p><p>{LONG[1]}</p></div>',
            head=MARKED,
        ),
        "/garam",
    ),
    "a footer by its role": (
        page(
            f'<main><h1>{TITLE}</h1></main><div role="contentinfo"><div><p>{LONG[0]}</p></div></div>',
            head=MARKED,
        ),
        "/garam",
    ),
    "a footer by its name": (
        page(
            f'<main><h1>{TITLE}</h1></main><div id="site-footer"><div><p>{LONG[0]}</p></div></div>',
            head=MARKED,
        ),
        "/garam",
    ),
}


@pytest.mark.parametrize(("html", "path"), TEXTLESS.values(), ids=TEXTLESS)
def test_an_article_without_a_text_is_refused(html: str, path: str) -> None:
    assert refusal(html, url=f"{ROOT}{path}") == "no_text"
