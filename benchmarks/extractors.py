"""The extractors that are compared: each one a function that makes ``(html, url) -> text``.

A rival is imported where it is made, since each one runs in a process of its own and must not pay, in memory
or start-up, for the others. Every rival is called as its own documentation does for news pages.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import version

Extract = Callable[[bytes, str], str]


def this_project() -> Extract:
    """Return the extraction of this project, for a newspaper of which nothing is known."""
    from crawler.extract import NotAnArticle, extract_article

    def extract(html: bytes, url: str) -> str:
        try:
            return extract_article(html, url).text
        except NotAnArticle:
            return ""

    return extract


def trafilatura() -> Extract:
    """Return trafilatura with its defaults, comments left out."""
    from trafilatura import extract as rival

    return lambda html, url: str(rival(html, url=url, include_comments=False) or "")


def trafilatura_precision() -> Extract:
    """Return trafilatura told to prefer precision."""
    from trafilatura import extract as rival

    return lambda html, url: str(rival(html, url=url, include_comments=False, favor_precision=True) or "")


def newspaper4k() -> Extract:
    """Return newspaper4k."""
    import newspaper

    def extract(html: bytes, url: str) -> str:
        article = newspaper.Article(url)
        article.download(input_html=html.decode("utf-8", "replace"))
        article.parse()
        return str(article.text)

    return extract


def readability() -> Extract:
    """Return readability-lxml; its result is HTML, whose blocks become lines."""
    import lxml.html
    from readability import Document

    blocks = ("p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "div", "td")

    def extract(html: bytes, url: str) -> str:
        tree = lxml.html.fromstring(Document(html.decode("utf-8", "replace"), url=url).summary())
        for block in tree.iter(*blocks):
            block.tail = "\n" + (block.tail or "")
        return "".join(str(piece) for piece in tree.itertext())

    return extract


def justext() -> Extract:
    """Return jusText with its Indonesian stop list."""
    import justext as rival

    words = rival.get_stoplist("Indonesian")

    def extract(html: bytes, url: str) -> str:
        return "\n".join(line.text for line in rival.justext(html, words) if not line.is_boilerplate)

    return extract


def goose3() -> Extract:
    """Return goose3 with Indonesian stop words."""
    from goose3 import Goose

    goose = Goose({"enable_image_fetching": False, "target_language": "id", "use_meta_language": False})

    return lambda html, url: str(goose.extract(raw_html=html.decode("utf-8", "replace")).cleaned_text)


def resiliparse() -> Extract:
    """Return Resiliparse's main content extraction."""
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.html import HTMLTree

    return lambda html, url: str(
        extract_plain_text(HTMLTree.parse_from_bytes(html), main_content=True, alt_texts=False, links=False)
    )


EXTRACTORS: dict[str, tuple[str, Callable[[], Extract]]] = {
    "this project": ("telegraf-corpus", this_project),
    "trafilatura": ("trafilatura", trafilatura),
    "trafilatura, precision": ("trafilatura", trafilatura_precision),
    "newspaper4k": ("newspaper4k", newspaper4k),
    "readability-lxml": ("readability-lxml", readability),
    "jusText": ("justext", justext),
    "goose3": ("goose3", goose3),
    "resiliparse": ("resiliparse", resiliparse),
}
"""Name in the report -> its distribution, and the function that makes it."""


def label(name: str) -> str:
    """Return the name with the version that was measured."""
    return f"{name} {version(EXTRACTORS[name][0])}"
