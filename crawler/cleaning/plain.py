"""A plain scraped text -> its Article: nothing is known of it but its lines."""

from __future__ import annotations

import re

from crawler.article import Article
from crawler.byline import LINES_ABOVE, clean_authors, is_captioned, split_caption
from crawler.cleaning.cleaner import DATE_LINE, Cleaner
from crawler.dates import parse_date_line
from crawler.errors import expect_type
from crawler.rules import Cause, Line
from crawler.site import NEWSPAPER, Site
from crawler.text import normalize, refuse_too_long

CAPTION = Cause("cleaning.caption", "caption")


def clean_text(text: str, site: Site = NEWSPAPER) -> Article:
    """Read the article of a plain scraped text: a line is a paragraph, the first one the headline.

    A text without any line gives an Article without headline and text. Cleaning a clean text changes nothing.
    Raises TooLong, TypeError.
    """
    expect_type(text, str, "clean_text: text", "a str")
    expect_type(site, Site, "clean_text: site", "a Site, such as spiders.telegraf.TELEGRAF")
    refuse_too_long(len(text))
    printed = [line for line in map(normalize, text.splitlines()) if line]
    headline = printed[0] if printed else ""
    cleaner = _PlainCleaner(site, headline)
    cleaned = cleaner.clean([Line(line) for line in printed[1:]])
    caption, credit = split_caption(cleaner.caption) if cleaner.caption else (None, None)
    return Article(
        url=None,
        site=site.name,
        headline=headline,
        dateline=cleaned.dateline,
        text="\n\n".join(cleaned.paragraphs),
        authors=clean_authors(cleaned.authors),
        signoff=cleaned.signoff,
        published_at=cleaner.published_at,
        caption=caption,
        credit=credit,
        language=site.language,
        source="text",
        removed=cleaned.counts,
    )


class _PlainCleaner(Cleaner):
    """Where nothing but the text is known, the lines above the story tell its date and its picture."""

    def __init__(self, site: Site, headline: str | None) -> None:
        super().__init__(site, headline)
        self.published_at: str | None = None
        self.caption: str | None = None

    def _peel_head(self) -> bool:
        return super()._peel_head() or self._take_caption()

    def _take_date(self) -> bool:
        published_at = parse_date_line(self.kept[0].text, self.site.timezone)
        if published_at is None:
            return False
        self.published_at = self.published_at or published_at
        self._remove(DATE_LINE, self.kept.popleft())
        return True

    def _take_caption(self) -> bool:
        if len(self.kept) == 1 or not is_captioned(self.kept[0].text):
            return False
        line = self.kept.popleft()
        self.caption = self.caption or line.text
        self._remove(CAPTION, line)
        return True

    def _remove(self, cause: Cause, line: Line) -> None:
        super()._remove(cause, line)
        if cause.rule == "caption" and self.number < LINES_ABOVE:
            self.caption = self.caption or re.sub(r"\[[^\]]*\]", "", line.text)  # [caption ...]
