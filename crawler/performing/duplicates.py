"""``scrapy duplicates``: which articles are near-duplicates of an earlier one."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing

from scrapy.exceptions import UsageError
from sqlalchemy import Connection, select

from crawler.article import Article
from crawler.corpus.duplicates import Duplicates, Group, Member, stored_groups
from crawler.performing.comparing import compare_stored
from crawler.performing.opening import check_site, no_options, open_store
from crawler.performing.performance import Performance
from crawler.performing.stopping import stopped_by_sigterm
from crawler.scrapy_utils.duplicates_settings import duplicates_window
from crawler.scrapy_utils.exit_status import INTERRUPTED
from crawler.scrapy_utils.printing import print_error, print_lines, print_text
from crawler.store import Store, StoreReadOnly
from crawler.store.differences import Difference, Kind, differences
from crawler.store.schema import article
from crawler.text import counted

_AT_ONCE = 200
"""Members of a group whose texts are in memory: a group of bulletins may have thousands."""
_WIDTH = len("2016-09-06 14:05")


class ShowDuplicates(Performance):
    """Compare what is not compared yet, and print the near-duplicates."""

    def perform(self, args: list[str], opts: argparse.Namespace) -> None:
        """Do it. Raises UsageError, StoreError; exit status 130: stopped while it compares."""
        if no_options(args):
            raise UsageError("scrapy duplicates takes no arguments, only options: --site NAME ...")
        with closing(open_store(self.settings)) as store:
            self._window = duplicates_window(self.settings)
            with store.read() as conn:
                check_site(conn, opts.site)
            try:
                with stopped_by_sigterm():
                    self._compare(store, rebuild=opts.rebuild)
            except KeyboardInterrupt:
                self.fail("stopped; what was compared is kept, the rest is compared next time", INTERRUPTED)
                return
            with store.read() as conn:
                groups = stored_groups(conn, site=opts.site)
                if opts.json:
                    print_text(json.dumps([_as_json(each) for each in groups], ensure_ascii=False))
                else:
                    _print_groups(conn, groups)

    def _compare(self, store: Store, *, rebuild: bool) -> None:
        """Compare what is due; say why it cannot be done. Raises UsageError, StoreError."""
        if self._window is None:
            if rebuild:
                raise UsageError("DUPLICATES_DAYS=0: nothing is compared, so there is nothing to rebuild")
            print_error("scrapy duplicates: DUPLICATES_DAYS=0: nothing is compared; this was found before")
            return
        if rebuild:
            Duplicates(store, self._window).rebuild()
        try:
            compare_stored(store, self._window, "scrapy duplicates")
        except StoreReadOnly:
            if rebuild:
                raise
            due = Duplicates(store, self._window).state().due
            are_due = counted(due, "stored article is", "stored articles are")
            sentence = f"{are_due} not compared yet, and this store may only be read"
            print_error(f"scrapy duplicates: {sentence}", "WARNING")


def _as_json(group: Group) -> dict[str, object]:
    earliest, *others = group.members
    return {"url": earliest.url, "duplicates": [each.url for each in others]}


def _print_groups(conn: Connection, groups: Iterator[Group]) -> None:
    """Print groups, and to stderr how many there are; no more once nobody reads."""
    number, near_duplicates = 0, 0
    for group in groups:
        lines = list(_shown(conn, group))
        if not print_lines([""] * bool(number) + lines):
            return
        number += 1
        near_duplicates += len(group.members) - 1
    if number:
        stories = counted(number, "story", "stories")
        print_error(f"{stories} in several versions: {counted(near_duplicates, 'near-duplicate')}")
    else:
        print_error("no near-duplicates")


def _shown(conn: Connection, group: Group) -> Iterator[str]:
    earliest, *others = group.members
    yield f"{_when(earliest):{_WIDTH}}  {earliest.headline}"
    yield f"{'':{_WIDTH}}  {earliest.url}"
    (first,) = _read(conn, [earliest])
    for begin in range(0, len(others), _AT_ONCE):
        some = others[begin : begin + _AT_ONCE]
        for member, other in zip(some, _read(conn, some), strict=True):
            yield f"  {_when(member):{_WIDTH}}  {_told(differences(first, other))}"
            yield f"  {'':{_WIDTH}}  {member.url}"


def _read(conn: Connection, members: Sequence[Member]) -> list[Article]:
    """Return headline and text of articles, and nothing else of them."""
    wanted = select(article.c.id, article.c.site, article.c.headline, article.c.text)
    rows = conn.execute(wanted.where(article.c.id.in_([each.article_id for each in members])))
    found = {row.id: Article(url=None, site=row.site, headline=row.headline, text=row.text) for row in rows}
    return [found[each.article_id] for each in members]


def _when(member: Member) -> str:
    """Return when an article was published, in the newspaper's zone, to the minute."""
    return (member.published_at or "without a date")[:_WIDTH].replace("T", " ")


_PARAGRAPHS: dict[Kind, str] = {
    "figures": "with other figures",
    "wording": "reworded",
    "paragraphs added": "added",
    "paragraphs removed": "removed",
}


def _told(found: Sequence[Difference]) -> str:
    """Say in a few words what differs from the earliest.

    >>> _told([Difference("wording", "paragraph 2", "Satu", "Dua")])
    'same headline; 1 paragraph reworded'
    """
    kinds = Counter(each.kind for each in found)
    headline = next((f"“{each.after}”" for each in found if each.kind == "headline"), "same headline")
    counts = [(kinds[kind], word) for kind, word in _PARAGRAPHS.items() if kinds[kind]]
    if not counts:
        return f"{headline}; same text" if kinds["headline"] else "same headline and text"
    (number, word), *others = counts
    told = [f"{counted(number, 'paragraph')} {word}", *(f"{number:,} {word}" for number, word in others)]
    return f"{headline}; {', '.join(told)}"
