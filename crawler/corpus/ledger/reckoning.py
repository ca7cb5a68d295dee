"""What a site says it has and what the store has of it, set side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from crawler.corpus.ledger.judging import Absent, Judge, Judgement
from crawler.corpus.ledger.ledger import BEST_WAYS, KINDS, Difference, Kind, Ledger
from crawler.corpus.ledger.months import Counts
from crawler.corpus.ledger.naming import take_named
from crawler.corpus.ledger.said import Named
from crawler.corpus.ledger.sides import TABLES
from crawler.corpus.ledger.stored import stored_urls, take_stored, unseen_batches
from crawler.corpus.ledger.unstored import unstored
from crawler.corpus.scratch import Scratch
from crawler.store import Store
from crawler.urls import article_key

MOST_LISTED = 100_000
"""At most this many URLs of a kind stand in a ledger: what lacks more lacks nearly everything."""

_ABSENT = """
    SELECT url, month, at, ways, elsewhere, NULL FROM named WHERE id IS NULL
    UNION ALL
    SELECT NULL, min(named.month), NULL, 0, 0, stored.id
    FROM stored JOIN named ON named.id = stored.id WHERE stored.gone GROUP BY stored.id
    ORDER BY 2 DESC, 1, 6 DESC
"""
"""What the site names, and the store has not, or marked as gone."""
_BITS = {"api": 1, "sitemap": 2, "archive": 4}


class Reckoning:
    """Sets side by side what a site says it has and what the store has of it.

    Memory does not grow with the site: both sides stand in a scratch file. It changes nothing in the store,
    in which meanwhile nobody must write articles of the site: its lock is held.
    """

    def __init__(self, store: Store, site: str, *, now: datetime) -> None:
        """Look at the store. Raises StoreError, as all that follows."""
        self._store = store
        self._site = site
        self.now = now
        self._scratch = Scratch(TABLES)
        self._told: dict[str, Counter[str]] = {}
        self._asked: dict[str, str] = {}
        take_stored(store, site, self._scratch)

    def says(self, way: str, month: str, number: int) -> None:
        """Note how many articles the site has of a month, as REST or a date archive tells it.

        Several collections of one way (types of posts) add up.
        """
        self._told.setdefault(way, Counter())[month] += number

    def name(self, way: str, named: Sequence[Named]) -> None:
        """Note articles that the site lists; the same one may come several times, and by several ways.

        Of its months the first one that is told counts; one that nobody tells is that of the stored article.
        """
        take_named(self._store, self._site, self._scratch, _BITS[way], named)

    def differing(self) -> list[str]:
        """Return the months of which the site tells another number than the store, newest first."""
        counts = self._counts(BEST_WAYS, None)
        counts.whole = ()  # it was not read yet: the number that is told counts
        months = counts.months()
        return [each.month for each in reversed(months) if each.month is not None and each.differs]

    def stored(self) -> dict[str | None, int]:
        """Return the number of stored articles by the month that they print; gone ones do not count."""
        rows = self._scratch.ask("SELECT month, count(*) FROM stored WHERE NOT gone GROUP BY month")
        return dict(rows)

    def unseen(self, months: Collection[str] | None, most: int) -> list[str]:
        """Return URLs of stored articles that are not gone and that nobody named, the newest months first.

        ``months``: of these; None: of all. At most so many.
        """
        found: list[str] = []
        for ids in unseen_batches(self._scratch, months, most=most):
            urls = stored_urls(self._store, ids)
            found += [urls[each] for each in ids if each in urls]
        return found

    def undated(self, most: int, *, whole: Collection[str] | None, by: Collection[str]) -> list[str]:
        """Return URLs that no crawl has met, and that may be new: no listing tells their dates.

        At most so many; ``whole`` and ``by`` as in :meth:`close`.
        """
        with self._store.read() as conn:
            judge = Judge.of(conn, self._site)
        found = (
            each.url for each, judged in self._absent(judge, whole, by) if judge.may_be_new(each, judged)
        )
        return list(islice(found, most))

    def note_date(self, url: str, at: datetime) -> None:
        """Note when an article that the site names was published, as its page tells it."""
        self._scratch.run("UPDATE named SET at = ? WHERE url = ?", at.astimezone(UTC).isoformat(), url)

    def note_asked(self, url: str, reason: str) -> None:
        """Note what a request for an unseen URL gave: ``gone``, ``moved``, ``there``, ``http_403`` ..."""
        self._asked[article_key(url)] = "unlisted" if reason == "there" else reason

    def close(self, *, whole: Collection[str] | None, by: Collection[str]) -> Ledger:
        """Return the ledger, and remove the scratch file.

        ``whole``: the months whose listing was read to its end; None: all. ``by``: by which ways.
        """
        lists: dict[Kind, list[Difference]] = {kind: [] for kind in KINDS}
        numbers: dict[Kind, Counter[str]] = {kind: Counter() for kind in KINDS}
        with self._store.read() as conn:
            judge = Judge.of(conn, self._site)
        counts = self._counts(by, whole)
        for each, judgement in self._absent(judge, whole, by):
            self._add(lists, numbers, judgement.kind, Difference(each.url, judgement.reason))
            (counts.missing if judgement.kind == "missing" else counts.unexplained)[each.month] += 1
            counts.others += each.month is None and judgement.is_counted and not each.gone
        for difference in self._extra(whole):
            self._add(lists, numbers, "extra", difference)
        notes = []
        if judge.listed_at is None:
            notes.append("No crawl of the whole site has ended yet: what no crawl has met is not lost.")
            counts.put_off()
        elif any(each.unnamed for each in counts.months()):
            for url in counts.explain(unstored(self._store, judge, self._scratch)):
                self._add(lists, numbers, "unexplained", Difference(url, "removed_from_store"))
        months = counts.months()
        self._scratch.close()
        return Ledger(
            site=self._site,
            at=self.now,
            months=months,
            missing=lists["missing"],
            unexplained=lists["unexplained"],
            extra=lists["extra"],
            numbers={kind: dict(number.most_common()) for kind, number in numbers.items()},
            notes=[*notes, *counts.notes(months, whole)],
        )

    @staticmethod
    def _add(
        lists: dict[Kind, list[Difference]],
        numbers: dict[Kind, Counter[str]],
        kind: Kind,
        difference: Difference,
    ) -> None:
        numbers[kind][difference.reason] += 1
        if len(lists[kind]) < MOST_LISTED:
            lists[kind].append(difference)

    def _counts(self, by: Collection[str], whole: Collection[str] | None) -> Counts:
        bits = {way: bit for way, bit in _BITS.items() if way in by}
        return Counts.of(self._scratch, self._told, bits, whole)

    def _absent(
        self, judge: Judge, whole: Collection[str] | None, by: Collection[str]
    ) -> Iterator[tuple[Absent, Judgement]]:
        """Yield what the site names and the store does not have."""
        whole_by_api: Collection[str] | None = whole if "api" in by else ()
        for rows in self._scratch.batches(_ABSENT):
            gone = [row[-1] for row in rows if row[-1] is not None]
            urls = stored_urls(self._store, gone) if gone else {}
            absent = [_as_absent(row, urls) for row in rows]
            with self._store.read() as conn:
                judged = judge.judge(conn, absent, whole_by_api)
            yield from judged

    def _extra(self, whole: Collection[str] | None) -> Iterator[Difference]:
        """Yield what the store has and the site does not name, of months that were read to their end."""
        for ids in unseen_batches(self._scratch, whole):
            urls = stored_urls(self._store, ids)
            for url in (urls[each] for each in ids if each in urls):
                yield Difference(url, self._asked.get(article_key(url), "not_asked"))


def _as_absent(row: Sequence[Any], urls: Mapping[int, str]) -> Absent:
    url, month, at, ways, is_elsewhere, gone_id = row
    return Absent(
        url=url or urls.get(gone_id, ""),
        month=month,
        at=None if at is None else datetime.fromisoformat(at),
        by_sitemap_only=ways == _BITS["sitemap"],
        elsewhere=bool(is_elsewhere),
        gone=gone_id is not None,
    )
