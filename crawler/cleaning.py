"""Lines of a page in; paragraphs of the story, and a trace of what was removed, out."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from crawler.article import Article
from crawler.byline import (
    clean_authors,
    is_captioned,
    read_authors,
    split_caption,
    split_dateline,
    split_signoff,
)
from crawler.dates import parse_date_line
from crawler.rules import Above, Follows, Kind, Line, cut_asides, find_rule
from crawler.site import NEWSPAPER, Site
from crawler.text import normalize

__all__ = ["Cleaned", "Kind", "Line", "Removal", "clean", "clean_text", "normalize"]


@dataclass(frozen=True, slots=True)
class Removal:
    """A line, or a part of one, that is no part of the story."""

    rule: str
    """The name of the rule; see :data:`crawler.rules.RULES` and the steps of :func:`clean`."""
    text: str
    place: str | None = None
    """Where it stood in the page."""


@dataclass(slots=True, kw_only=True)
class Cleaned:
    """A story and what framed it."""

    lines: list[Line] = field(default_factory=list)
    """The story's lines: their texts are its paragraphs."""
    dateline: str | None = None
    signoff: str | None = None
    authors: list[str] = field(default_factory=list)
    """Who wrote the story, as the lines say that were removed ("Penulis: ...")."""
    removed: list[Removal] = field(default_factory=list)

    @property
    def paragraphs(self) -> list[str]:
        """The paragraphs of the story."""
        return [line.text for line in self.lines]

    @property
    def counts(self) -> dict[str, int]:
        """How often each rule fired, by its name; see ``Article.removed``."""
        return dict(Counter(removal.rule for removal in self.removed))


def clean(lines: Sequence[Line], site: Site, *, headline: str | None = None) -> Cleaned:
    """Tell the story from what the page printed around it.

    ``headline``: a line above the story that repeats it is no part of it.
    """
    return _Cleaner(site, headline).clean(lines)


def clean_text(text: str, site: Site = NEWSPAPER) -> Article:
    """Read the article of a plain scraped text: a line is a paragraph, the first one the headline.

    A text without a line gives an Article without headline and text. A clean text stays as it is.
    """
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


@dataclass(frozen=True, slots=True)
class _Removing:
    """A rule that removes a line, and what it says of the lines below."""

    name: str
    follows: Follows | None = None
    signed: bool = False
    """Whether the story above ends with the desk's initials."""


_NO_LABEL = _Removing("")


class _Cleaner:
    """The steps of cleaning one text; made for each anew."""

    def __init__(self, site: Site, headline: str | None) -> None:
        self.site = site
        self.headline = _folded(headline or "")
        self.cleaned = Cleaned()
        self.kept: deque[Line] = deque()

    def clean(self, lines: Sequence[Line]) -> Cleaned:
        self._sift(lines)
        while self.kept and (self._peel_head() or self._peel_tail()):
            pass
        self.cleaned.lines = list(self.kept)
        return self.cleaned

    def _remove(self, rule: str, line: Line) -> None:
        self.cleaned.removed.append(Removal(rule, line.text, line.place))
        if rule == "maker_line":
            self.cleaned.authors += read_authors(line.text)

    def _sift(self, lines: Sequence[Line]) -> None:
        """Keep the lines that no rule removes wherever they stand."""
        with_links = any(line.linked for line in lines)
        label, followed = _NO_LABEL, 0
        bare = list(self._without_asides(lines))
        for line, below in zip_longest(bare, bare[1:]):
            if label.follows and label.follows(line, Above(followed, with_links, label.signed)):
                self._remove(label.name, line)
                followed += 1
                continue
            above = self.kept[-1] if self.kept else None
            label, followed = self._rule_for(line, above, below) or _NO_LABEL, 0
            if label is _NO_LABEL:
                self.kept.append(line)
            else:
                self._remove(label.name, line)

    def _rule_for(self, line: Line, *beside: Line | None, edge: bool = False) -> _Removing | None:
        """Return what removes this line, and with it lines below. ``beside``: the lines next to it."""
        for site_rule in self.site.rules:
            if site_rule.pattern.fullmatch(line.text):
                return _Removing(site_rule.name, _is_link if site_rule.with_links else None)
        found = find_rule(line, edge=edge, beside=[other for other in beside if other])
        if found is None:
            return None
        rule, is_label = found
        if rule.follows is None or not is_label:
            return _Removing(rule.name)
        return _Removing(rule.name, rule.follows, self._is_signed())

    def _at(self, index: int) -> Line | None:
        return self.kept[index] if len(self.kept) > 1 else None

    def _is_signed(self) -> bool:
        """Say whether the last line kept ends with the desk's initials, as a story does."""
        return bool(self.kept) and split_signoff(self.kept[-1].text)[0] is not None

    def _without_asides(self, lines: Sequence[Line]) -> Iterator[Line]:
        for line in lines:
            text, asides = cut_asides(normalize(line.text))
            for aside in asides:
                self.cleaned.removed.append(Removal("related_link", aside, line.place))
            if text:
                yield line if text == line.text else line.with_text(text)

    def _peel_head(self) -> bool:
        """Take from the first lines what is no story; say whether something was taken."""
        first = self.kept[0]
        found = self._rule_for(first, self._at(1), edge=True)
        if found:
            self._remove(found.name, self.kept.popleft())
            return True
        if self._is_headline(first.text):
            self._remove("repeated_headline", self.kept.popleft())
            return True
        return self._take_dateline()

    def _is_headline(self, text: str) -> bool:
        # Most first lines are paragraphs: their length alone tells that.
        return (
            bool(self.headline)
            and len(text) <= 2 * len(self.headline) + 40
            and _folded(text) == self.headline
        )

    def _take_dateline(self) -> bool:
        index = self._start_of_story()
        first = self.kept[index]
        place, rest = split_dateline(first.text, self.site)
        if rest == first.text:
            return False
        self.cleaned.dateline = self.cleaned.dateline or place
        if rest:
            self.kept[index] = first.with_text(rest)
        else:
            del self.kept[index]
        return True

    def _start_of_story(self) -> int:
        """Return the number of the first paragraph: a heading or a summary in bold may stand above it."""
        is_above = self.kept[0].kind == "heading" or self.kept[0].emphasized
        return int(is_above and len(self.kept) > 1)

    def _peel_tail(self) -> bool:
        """Take from the last lines what is no story; say whether something was taken."""
        last = self.kept[-1]
        found = self._rule_for(last, self._at(-2), edge=True)
        if found:
            self._remove(found.name, self.kept.pop())
            return True
        signoff, rest = split_signoff(last.text)
        if rest == last.text:
            return False
        self.cleaned.signoff = self.cleaned.signoff or signoff
        self.kept.pop()
        if rest:
            self.kept.append(last.with_text(rest))
        return True


class _PlainCleaner(_Cleaner):
    """Where nothing but the text is known, the lines above the story tell its date and its picture."""

    def __init__(self, site: Site, headline: str | None) -> None:
        super().__init__(site, headline)
        self.published_at: str | None = None
        self.caption: str | None = None

    def _peel_head(self) -> bool:
        return super()._peel_head() or self._take_date() or self._take_caption()

    def _take_date(self) -> bool:
        published_at = parse_date_line(self.kept[0].text, self.site.timezone)
        if published_at is None:
            return False
        self.published_at = self.published_at or published_at
        self._remove("date_line", self.kept.popleft())
        return True

    def _take_caption(self) -> bool:
        if len(self.kept) == 1 or not is_captioned(self.kept[0].text):
            return False
        line = self.kept.popleft()
        self.caption = self.caption or line.text
        self._remove("caption", line)
        return True


def _is_link(line: Line, above: Above) -> bool:
    return line.linked >= 0.95


def _folded(text: str) -> str:
    """Return what two spellings of one headline share: letters and digits, without case."""
    return re.sub(r"[\W_]+", "", normalize(text)).casefold()
