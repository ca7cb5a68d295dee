"""``scrapy fleet run, retry, stop, pause, resume``: what an operator asks of a fleet, from any machine."""

from __future__ import annotations

import argparse
import asyncio
from abc import abstractmethod
from collections.abc import Sequence
from contextlib import closing
from typing import ClassVar

from scrapy.exceptions import UsageError

from crawler.errors import some_of
from crawler.fleet.opening import open_fleet_store
from crawler.fleet.operating import Operator, Said
from crawler.fleet.status import SiteView
from crawler.performing.opening import no_options
from crawler.performing.performance import Performance
from crawler.scrapy_utils.exit_status import FAILED
from crawler.scrapy_utils.printing import print_lines
from crawler.scrapy_utils.program import as_called


class Operating(Performance):
    """Does what a verb says to sites of the fleet.

    Exit status: 1 if that cannot be done to one of them, or the store cannot be had; 2 for an unknown site.
    """

    verb: ClassVar[str]
    takes_all: ClassVar[bool] = False
    """Whether no name means all sites; then none are asked for."""

    def perform(self, args: list[str], opts: argparse.Namespace) -> None:
        """Do it. Raises UsageError, StoreError, QueueError."""
        if not no_options(args) and not self.takes_all:
            raise UsageError(f"name the sites: scrapy fleet {self.verb} SITE ...", print_help=False)
        store = open_fleet_store(self.settings)
        if store is None:
            raise _unknown(args, [])
        with closing(store):
            operator = Operator(store, str(self.settings["STORE_URL"]))
            known = {site.site: site for site in operator.look().sites}
            if not known or any(name not in known for name in args):
                raise _unknown(args, sorted(known))
            sites = [known[name] for name in dict.fromkeys(args)]
            said = asyncio.run(self.ask(operator, sites))
        if done := [as_called(sentence) for sentence, is_done in said if is_done]:
            print_lines(done)
        for sentence, is_done in said:
            if not is_done:
                self.fail(as_called(sentence), FAILED)

    @abstractmethod
    async def ask(self, operator: Operator, sites: Sequence[SiteView]) -> list[Said]:
        """Do it to these sites."""


class FleetRun(Operating):
    """Crawl sites now."""

    verb = "run"

    async def ask(self, operator: Operator, sites: Sequence[SiteView]) -> list[Said]:
        """Do it to these sites."""
        return await operator.run(sites)


class FleetRetry(Operating):
    """Crawl the sites now that failed or wait for a pause."""

    verb = "retry"
    takes_all = True

    async def ask(self, operator: Operator, sites: Sequence[SiteView]) -> list[Said]:
        """Do it to these sites."""
        return await (operator.retry(sites) if sites else operator.retry_all())


class FleetStop(Operating):
    """End crawls."""

    verb = "stop"

    async def ask(self, operator: Operator, sites: Sequence[SiteView]) -> list[Said]:
        """Do it to these sites."""
        return await operator.stop(sites)


class FleetPause(Operating):
    """Begin no crawl of sites until they are resumed."""

    verb = "pause"

    async def ask(self, operator: Operator, sites: Sequence[SiteView]) -> list[Said]:
        """Do it to these sites."""
        return await operator.pause(sites)


class FleetResume(Operating):
    """Crawl sites again."""

    verb = "resume"

    async def ask(self, operator: Operator, sites: Sequence[SiteView]) -> list[Said]:
        """Do it to these sites."""
        return await operator.resume(sites)


def _unknown(args: list[str], known: list[str]) -> UsageError:
    """Return the error for sites that the fleet does not keep."""
    wanted = next((name for name in args if name not in known), "")
    if not known:
        return UsageError(
            "the fleet has no sites yet: start scrapy fleet worker SITES.toml", print_help=False
        )
    return UsageError(f"the fleet has no site {wanted!r}; it has {some_of(known, wanted)}", print_help=False)
