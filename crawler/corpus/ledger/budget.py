"""How many requests a ledger may make, and what its ways of asking share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from crawler.corpus.ledger.reckoning import Reckoning
from crawler.discovery import ListingResponse, NotAListing, SiteContext

PER_MONTH = 3
"""Requests for each month of a site: one for its number, and two for its articles."""
LEAST = 20
"""Requests of a small site: robots.txt, the front page and where its listings are take some already."""

RETRIES = 2
"""Further requests that one which fails may cost (RETRY_TIMES)."""
RESERVE = 10
"""Requests that listings leave, a quarter at most: for stored articles that none of them names."""

SPENT = "budget"
"""Why a listing was not asked: all requests are used up."""


class Budget:
    """Counts the requests of a ledger against the months of the site."""

    def __init__(self, spent: Callable[[], int]) -> None:
        """``spent``: says how many requests were made, all that the network saw."""
        self._spent = spent
        self.months = 0
        """How many months the site is known to have."""

    @property
    def spent(self) -> int:
        """How many requests were made."""
        return self._spent()

    @property
    def most(self) -> int:
        """How many requests may be made in all."""
        return max(LEAST, PER_MONTH * self.months)

    @property
    def left(self) -> int:
        """How many requests may still be made."""
        return max(0, self.most - self.spent)

    @property
    def free(self) -> int:
        """How many requests may still be made for listings."""
        return max(0, self.left - min(RESERVE, self.most // 4))

    def know(self, months: int) -> None:
        """Note that the site has so many months at least."""
        self.months = max(self.months, months)


@dataclass(frozen=True, slots=True)
class Asking:
    """What the ways of asking one site share."""

    context: SiteContext
    reckoning: Reckoning
    budget: Budget
    notes: list[str] = field(default_factory=list)
    """Sentences about what could not be read."""

    async def fetch(self, url: str) -> ListingResponse:
        """Fetch a listing. Raises NotAListing, TryLater; NotAListing with SPENT beyond the budget."""
        if not self.budget.left:
            raise NotAListing(SPENT)
        return await self.context.fetch(url)
