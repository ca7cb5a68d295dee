"""Both sides by month: what the site says, what is stored, and how many nobody can name."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from crawler.corpus.ledger.ledger import Month
from crawler.corpus.ledger.unstored import Unstored
from crawler.corpus.scratch import Scratch
from crawler.errors import some_of

_TELL_TOTALS = ("api", "archive")
"""Ways that may tell how many articles a month has without naming them, the best one first."""
_OF_NAMED = "coalesce(named.month, stored.month)"
"""The month of what the site names: the site's word, else that of the article in the store."""


@dataclass(slots=True)
class Counts:
    """The articles of each month, counted in different ways."""

    told: Mapping[str, Mapping[str, int]]
    """Way -> month -> number that the site tells."""
    named: dict[str, dict[str | None, int]] = field(default_factory=dict)
    """Way -> month -> how many articles it named, of ways and months whose listing was read to its end."""
    stored: dict[str | None, int] = field(default_factory=dict)
    """Month -> number of stored articles that are not gone, and of those that are."""
    gone: dict[str | None, int] = field(default_factory=dict)
    known: Counter[str] = field(default_factory=Counter)
    """Month -> how many articles are named, or stored and named by nobody."""
    whole: Collection[str] | None = ()
    """The months whose listing was read to its end; None: all."""
    undated: int = 0
    """How many more are stored of which neither side knows the month."""
    missing: Counter[str | None] = field(default_factory=Counter)
    """Month -> how many articles are missing, with a good reason and without."""
    unexplained: Counter[str | None] = field(default_factory=Counter)
    others: int = 0
    """How many articles that are not stored may be of any month."""
    explained: Counter[str] = field(default_factory=Counter)
    """Month -> how many of those that the site counts and does not name are known from crawls."""
    left_out: Counter[str] = field(default_factory=Counter)
    """Month -> how many of these were left out, failed or wait."""

    @classmethod
    def of(
        cls,
        scratch: Scratch,
        told: Mapping[str, Mapping[str, int]],
        bits: Mapping[str, int],
        whole: Collection[str] | None,
    ) -> Counts:
        """Count them. ``bits``: of the ways whose listing was read to its end, in the months ``whole``."""
        counts = cls(told, whole=whole)
        for month, gone, number in scratch.ask(
            "SELECT month, gone, count(*) FROM stored GROUP BY month, gone"
        ):
            (counts.gone if gone else counts.stored)[month] = number
        for way, bit in bits.items():
            found = {
                month: number
                for month, number in _named(scratch, bit)
                if whole is None or month is None or month in whole
            }
            if found:
                counts.named[way] = found
        unseen = scratch.ask("SELECT month, count(*) FROM stored WHERE NOT gone AND NOT seen GROUP BY month")
        for side in (_named(scratch, -1), unseen):
            for month, number in side:
                if month is not None:
                    counts.known[month] += number
        undated = "SELECT count(*) FROM stored LEFT JOIN named ON named.id = stored.id"
        undated += " WHERE NOT gone AND stored.month IS NULL AND named.month IS NULL"
        ((counts.undated,),) = scratch.ask(undated)
        return counts

    def months(self) -> list[Month]:
        """Return the months, oldest first, the one without a name last."""
        names = {*self.stored, *self.gone, *self.missing, *self.unexplained}
        names = names.union(*self.told.values(), *self.named.values())
        unnamed = self._unnamed()
        return [
            Month(
                name,
                self._says(name),
                self.stored.get(name, 0),
                gone=self.gone.get(name, 0),
                unnamed=unnamed.get(name or "", 0),
                missing=self.missing[name],
                unexplained=self.unexplained[name],
            )
            for name in sorted(names, key=lambda name: name or "~")
        ]

    def explain(self, met: Iterable[Unstored]) -> list[str]:
        """Take what crawls have met and not stored for what the site counts and nobody named.

        Return the URLs of what was stored once: it is lost, and goes before what was left out. Nothing is
        taken where the site counts no more than is known: it may have that no longer.
        """
        unnamed = Counter(self._unnamed())
        lost, left_out = defaultdict[str | None, list[str]](list), Counter[str | None]()
        for each in met:
            if not each.was_stored:
                left_out[each.month] += 1
            elif len(lost[each.month]) < (unnamed.total() if each.month is None else unnamed[each.month]):
                lost[each.month].append(each.url)
        of_any, left_out_of_any, named = lost.pop(None, []), left_out.pop(None, 0), list[str]()
        for month in sorted(unnamed, reverse=True):
            urls = lost[month] + [of_any.pop() for _ in range(unnamed[month] - len(lost[month])) if of_any]
            named += urls
            self.unexplained[month] += len(urls)
            lacking = unnamed[month] - len(urls)
            of_month = min(lacking, left_out[month])
            taken = min(lacking - of_month, left_out_of_any)
            left_out_of_any -= taken
            self.left_out[month] = of_month + taken
            self.explained[month] += len(urls) + of_month + taken
        return named

    def put_off(self) -> None:
        """Take for explained what the site counts and nobody named: no crawl of the whole site has ended."""
        self.explained.update(self._unnamed())

    def notes(self, months: Sequence[Month], whole: Collection[str] | None) -> Iterator[str]:
        """Yield sentences about what differs and nobody can name."""
        hidden = {
            month: number - self._told(way, month)
            for way, by_month in self.told.items()
            for month, number in by_month.items()
            if number > self._told(way, month)
        }
        if hidden:
            yield (
                f"The site counts {_more(hidden)} than it lists, in months whose listing was read to its end:"
                f" {_list(hidden)}."
            )
        if left_out := +self.left_out:
            yield (
                f"The site says it has {_more(left_out)} than are stored or named. As many were left out by"
                f" crawls, failed, or wait (scrapy status tells why): {_list(left_out)}."
            )
        lacking = {f"{each.month}": each.unnamed for each in months if each.unnamed}
        if lacking:
            yield (
                f"The site says it has {_more(lacking)} than are stored or named, and nobody can say which:"
                f" {_list(lacking)}."
            )
        left = {
            month: self.known[month] - number
            for month, number in self._totals().items()
            if whole is not None and month not in whole and self.known[month] > number
        }
        if left:
            yield (
                f"The store has {_more(left)} than the site says, in months whose listing was not read to its"
                f" end, so that nobody can say which: {_list(left)}."
            )

    def _says(self, name: str | None) -> dict[str, int]:
        by_way = {way: by_month[name] for way, by_month in self.named.items() if name in by_month}
        if name is not None:
            by_way |= {way: self._told(way, name) for way, by_month in self.told.items() if name in by_month}
        return dict(sorted(by_way.items()))

    def _told(self, way: str, month: str) -> int:
        """Return the number that the site tells of a month; of one that was read to its end, what it listed.

        What is counted and not shown (hidden by a plugin, or two records of one page) nobody can fetch.
        """
        if way in self.named and (self.whole is None or month in self.whole):
            return self.named[way].get(month, 0)
        return self.told[way][month]

    def _totals(self) -> dict[str, int]:
        totals: dict[str, int] = {}
        for way in reversed(_TELL_TOTALS):
            totals |= {month: self._told(way, month) for month in self.told.get(way, {})}
        return totals

    def _unnamed(self) -> dict[str, int]:
        """Return how many more articles the site has of a month than are known.

        Any of those without a month may be of one that lacks some: they are taken for them, newest first.
        """
        unnamed, of_any = {}, self.undated + self.others
        for month, number in sorted(self._totals().items(), reverse=True):
            lacking = max(0, number - self.known[month] - self.explained[month])
            taken = min(lacking, of_any)
            of_any -= taken
            if lacking > taken:
                unnamed[month] = lacking - taken
        return unnamed


def _named(scratch: Scratch, bit: int) -> Iterator[tuple[str | None, int]]:
    """Yield months with the number of articles that ways named of them."""
    return scratch.ask(
        f"SELECT {_OF_NAMED}, count(*) FROM named LEFT JOIN stored ON stored.id = named.id"
        " WHERE named.ways & ? GROUP BY 1",
        bit,
    )


def _more(by_month: Mapping[str, int]) -> str:
    return f"{sum(by_month.values()):,} more"


def _list(by_month: Mapping[str, int]) -> str:
    return some_of([f"{month} ({number:,})" for month, number in sorted(by_month.items(), reverse=True)])
