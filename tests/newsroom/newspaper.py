"""The newspaper itself: its articles, and what its editors do to them while it is crawled."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from typing import Any

from tests.newsroom.fixtures import read_newspaper
from tests.newsroom.generated import generate, heavier, printed, write
from tests.newsroom.options import Options
from tests.newsroom.permalinks import plain, pretty
from tests.newsroom.story import Sheet, Story, slugify

_ZONE = timezone(timedelta(hours=7))


def _local(when: datetime) -> datetime:
    """Return an instant in the newspaper's zone, in which WordPress prints all times."""
    return when.astimezone(_ZONE)


@dataclass(slots=True, kw_only=True)
class Trouble:
    """Responses that go wrong."""

    path: str
    """Regular expression that is searched in path and query, without the newspaper's folder."""
    status: int | None
    """Status that is returned instead of the page; None: the page itself, only late."""
    times: int
    """How many more requests it affects."""
    delay: float
    """Seconds before the response."""
    headers: tuple[tuple[str, str], ...]
    body: bytes
    cut: bool
    """True: the connection breaks off in the middle of the body."""


class Newspaper:
    """Everything that is published, newest first; the next request sees each change."""

    def __init__(self, options: Options) -> None:
        self.options = options
        stories: list[Story] = []
        self.sheets: list[Sheet] = []
        if options.fixtures:
            stories, self.sheets = read_newspaper(options.fixtures)
        generated = generate(options.generated) + generate(options.videos, "video")
        stories += [heavier(story, options.page_bytes) for story in generated]
        self._stories = {story.slug: story for story in stories}
        self._trashed: dict[str, Story] = {}
        self._moved: dict[str, str] = {}
        self._troubles: list[Trouble] = []
        self._redesigns: list[tuple[bytes, bytes]] = []
        self._terms: dict[tuple[str, str], int] = {}
        self._change = threading.RLock()

    # What is printed

    @property
    def stories(self) -> list[Story]:
        """The articles, newest first."""
        with self._change:
            stories = list(self._stories.values())
        return sorted(stories, key=lambda story: (story.published, story.id), reverse=True)

    def story(self, slug: str) -> Story | None:
        """Return the article with this slug; None: there is none."""
        return self._stories.get(slug)

    def moved_to(self, slug: str) -> str | None:
        """Return the new slug of an article that was renamed; None: it was not."""
        return self._moved.get(slug)

    def term_id(self, taxonomy: str, name: str) -> int:
        """Return the id of a section (``category``), a tag (``post_tag``) or an author (``user``)."""
        with self._change:
            return self._terms.setdefault((taxonomy, name), len(self._terms) + 2)

    def terms(self, taxonomy: str) -> dict[str, int]:
        """Return the names that occur on any article, with their ids."""
        names: set[str] = set()
        for story in self.stories:
            held = {"category": {story.section}, "user": {story.author}, "post_tag": set(story.tags)}
            names |= held[taxonomy]
        return {name: self.term_id(taxonomy, name) for name in sorted(names)}

    @property
    def popular(self) -> Sequence[Story]:
        """The articles in the "most read" widget: the oldest five."""
        return self.stories[-5:]

    # URLs without permalinks

    def address(self, path: str) -> str | None:
        """Return what the newspaper prints in place of this path; None: the path itself."""
        root = self.options.rest_root
        if path.startswith("/wp-json/") and root != "/wp-json/":
            return root + path.removeprefix("/wp-json/")
        if self.options.permalinks == "pretty":
            return None
        sections = {slugify(name): id for name, id in self.terms("category").items()}
        return plain(path, {slug: story.id for slug, story in self._stories.items()}, sections)

    def path(self, query: dict[str, str]) -> str | None:
        """Return the path that a plain-permalink query stands for; None: none."""
        sections = {id: slugify(name) for name, id in self.terms("category").items()}
        return pretty(query, {story.id: slug for slug, story in self._stories.items()}, sections)

    # What editors do

    def publish(
        self,
        slug: str,
        headline: str,
        paragraphs: list[str],
        published: datetime | None = None,
        **fields: Any,
    ) -> Story:
        """Publish a new article; without a date, one minute after the newest; ``fields`` as in ``write``.

        A scheduled article that is published now has an old ``modified``: WordPress only changes its status.
        """
        with self._change:
            number = 30_000 + len(self._stories) + len(self._trashed)
            when = _local(published or self.stories[0].published + timedelta(minutes=1))
            if fields.get("modified"):
                fields["modified"] = _local(fields["modified"])
            story = self._stories[slug] = write(number, slug, headline, paragraphs, when, **fields)
        return story

    def edit(self, slug: str, old: str, new: str, modified: datetime | None = None) -> Story:
        """Replace words of an article in all its pages; modified an hour later by default."""
        with self._change:
            story = self._stories[slug]
            assert old in story.content or old in story.headline, f"{slug} does not say {old!r}"
            when = _local(modified or story.modified + timedelta(hours=1))
            pages = [page.replace(old.encode(), new.encode()) for page in story.pages]
            stamp = story.modified.isoformat().encode()
            edited = replace(
                story,
                headline=story.headline.replace(old, new),
                content=story.content.replace(old, new),
                modified=when,
                pages=tuple(page.replace(stamp, when.isoformat().encode()) for page in pages),
            )
            if story.id >= 10_000:
                edited = printed(edited)
            self._stories[slug] = edited
        return edited

    def trash(self, slug: str) -> None:
        """Remove an article from the site: its URL responds with 404, and no list names it."""
        with self._change:
            self._trashed[slug] = self._stories.pop(slug)

    def restore(self, slug: str) -> None:
        """Bring an article back as it was."""
        with self._change:
            self._stories[slug] = self._trashed.pop(slug)

    def rename(self, slug: str, new: str) -> None:
        """Give an article a new URL, to which the old one redirects permanently."""
        with self._change:
            story = self._stories.pop(slug)
            pages = tuple(page.replace(f"/{slug}/".encode(), f"/{new}/".encode()) for page in story.pages)
            self._stories[new] = replace(story, slug=new, pages=pages)
            self._moved[slug] = new

    # What goes wrong

    def redesign(self, old: bytes, new: bytes) -> None:
        """Give articles another layout: replace what this regular expression finds in their pages."""
        with self._change:
            self._redesigns.append((old, new))

    def as_printed(self, page: bytes) -> bytes:
        """Return the page of an article in the present layout."""
        for old, new in self._redesigns:
            page = re.sub(old, new, page, flags=re.DOTALL)
        return page

    def trouble(
        self,
        path: str,
        status: int | None = None,
        *,
        times: int = 1_000_000,
        delay: float = 0,
        headers: tuple[tuple[str, str], ...] = (),
        body: bytes = b"<html><body><h1>Error</h1></body></html>",
        cut: bool = False,
    ) -> Trouble:
        """Make the next requests whose path and query match go wrong (see :class:`Trouble`)."""
        trouble = Trouble(
            path=path, status=status, times=times, delay=delay, headers=headers, body=body, cut=cut
        )
        with self._change:
            self._troubles.append(trouble)
        return trouble

    def calm(self) -> None:
        """End all troubles."""
        with self._change:
            self._troubles.clear()

    def strikes(self, target: str) -> Iterator[Trouble]:
        """Yield the troubles that affect this request."""
        with self._change:  # not while a trouble's delay lasts: other requests are served meanwhile
            striking = [each for each in self._troubles if each.times > 0 and re.search(each.path, target)]
            for trouble in striking:
                trouble.times -= 1
        yield from striking
