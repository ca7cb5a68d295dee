"""Pages of a site -> the stories that are learned from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from crawler.extract import NotAnArticle
from crawler.extract.page import examine_page
from crawler.learning.story import Story
from crawler.page import Page
from crawler.site import Site


def read_stories(pages: Iterable[Page], site: Site) -> tuple[list[Story], Counter[str]]:
    """Return the stories of these pages, and how many pages hold none, by the reason of NotAnArticle."""
    stories: list[Story] = []
    refused: Counter[str] = Counter()
    for page in pages:
        try:
            stories.append(read_story(page, site))
        except NotAnArticle as error:
            refused[error.reason] += 1
    return stories, refused


def read_story(page: Page, site: Site) -> Story:
    """Return the lines that the cleaning leaves of a page. Raises NotAnArticle."""
    examined = examine_page(page, site)
    return Story(page.url, examined.article.headline, tuple(examined.lines))
