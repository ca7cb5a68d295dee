"""Which sources of discovery a crawl uses: which ones answered, and why the others did not."""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta

from scrapy.exceptions import UsageError

from crawler.discovery import SOURCES, Filters, NotAListing, SiteContext, Source
from crawler.discovery.sections import UnknownSection, find_section
from crawler.rows import Candidate
from crawler.scrapy_utils.faults import error_reason, log_fault
from crawler.spider.crawl import Crawl
from crawler.spider.places import Places
from crawler.spider.probe import Probe
from crawler.spider.repetition import as_one_sequence
from crawler.spider.untold import Untold
from crawler.stats import LISTING_UNUSED, LISTING_WAY
from crawler.urls import fetchable

logger = logging.getLogger(__name__)


class Sources:
    """The sources of discovery of one site, in one run."""

    def __init__(self, crawl: Crawl, context: SiteContext, places: Places) -> None:
        self._crawl = crawl
        self.context = context
        self.places = places
        self._by_name = {each.name: each(context) for each in SOURCES}
        self._answered: set[str] = set()
        self._refusals: dict[str, str] = {}

    def wanted(self) -> list[Source]:
        """Return the sources that the option ``discover`` allows, in the order in which they are tried."""
        option = self._crawl.options.discover
        return [each for each in self._by_name.values() if option in ("auto", each.option)]

    def named(self, name: str) -> Source:
        """Return the source with this name, as a row has it."""
        return self._by_name[name]

    async def roots(self, source: Source) -> list[Candidate]:
        """Return the listings that a source starts with, and log them. Raises NotAListing.

        An error of the program costs the source alone: the next one is tried.
        """
        try:
            roots = await source.roots()
        except NotAListing:
            raise
        except Exception as error:
            log_fault(f"Discovery by {source.title}", error)
            raise NotAListing(error_reason(error)) from error
        logger.info(
            "Discovery by %s: %s.", source.title, ", ".join(root.url for root in roots if fetchable(root.url))
        )
        return roots

    def look_elsewhere(self, source: Source) -> bool:
        """Make pending what nobody names but may be there, if that is due; False: nothing is."""
        days = self._crawl.number("FULL_LISTING_DAYS")
        if not self.places.are_due(days, is_narrowed=bool(self._crawl.options.scope)):
            return False
        listings = source.elsewhere(self._crawl.frontier.listings(source.name))
        if listings and self._crawl.frontier.add(as_one_sequence(listings)):
            return True
        if listings is not None:
            self.places.settle()
        return False

    def is_complete_due(self, source: Source) -> bool:
        """Say whether a round must list everything, even what is known.

        For a source that tells each change of this site, once is enough.
        """
        last = self._crawl.frontier.last_complete()
        if last is None:
            return True
        if source.tells_every_change and not self.untold(source).names():
            return False
        now = datetime.now(UTC)
        # A clock that was set back must not delay it until the clock has caught up.
        return not now - timedelta(days=self._crawl.number("FULL_LISTING_DAYS")) < last <= now

    def untold(self, source: Source) -> Untold:
        """Return what a source does not tell of this site."""
        return Untold(self._crawl.frontier.inventory, self.context.site_url, source)

    def note_answer(self, source: Source) -> None:
        """Note that a source works: it named articles, or said that its listing is unchanged."""
        if not self._answered:
            self._crawl.stats.set_value(LISTING_WAY.name, source.name)
        self._answered.add(source.name)

    def note_refusal(self, source: Source, reason: str, url: str | None = None) -> None:
        """Note why a source is not used."""
        said = f"{reason} at {url}" if url else reason
        self._crawl.stats.set_value(LISTING_UNUSED.of(source.name), reason)
        self._refusals.setdefault(_at_the_beginning(source.title), said)
        logger.info("Not using %s: %s.", source.title, said)

    def note_elsewhere(self, source: Source, said: str) -> None:
        """Note that a source works, but names no article of the site: that says more than a missing place."""
        self._refusals[_at_the_beginning(source.title)] = said
        logger.info("Not using %s: %s.", source.title, said)

    def has_answered(self, source: Source) -> bool:
        """Say whether a source worked, in this run or earlier in its round."""
        return source.name in self._answered or self._crawl.frontier.has_read_listing(source.name)

    def no_answer(self) -> str:
        """Return why nothing could be listed, in one sentence."""
        tried = "; ".join(f"{title}: {said}" for title, said in self._refusals.items())
        return (
            f"{self.context.site_url} has no listing of articles that can be read"
            f" ({tried or 'all of them are empty'})."
        )


async def find_sources(crawl: Crawl, probe: Probe) -> Sources:
    """Fetch the front page and find the wanted section. Raises SiteFailed, UsageError."""
    home_page = await probe.home_page()
    wanted = crawl.options.section
    try:
        section = None if wanted is None else await find_section(wanted, home_page, probe.fetch)
    except UnknownSection as unknown:
        raise UsageError(f"-a section={wanted}: {unknown}", print_help=False) from None
    filters = Filters(crawl.options.period, section)
    crawl.site_url = probe.site_url
    places = Places(crawl.frontier)
    context = SiteContext(
        site_url=probe.site_url,
        home_page=home_page,
        filters=filters,
        fetch=probe.fetch,
        robots=probe.robots,
        places=places.urls,
    )
    return Sources(crawl, context, places)


def _at_the_beginning(title: str) -> str:
    """Return a title as written at the start of a sentence."""
    return title[0].upper() + title[1:]
