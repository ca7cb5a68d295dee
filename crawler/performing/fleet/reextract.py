"""The work of ``scrapy fleet reextract``."""

from __future__ import annotations

import argparse
import asyncio
import logging
from typing import Any

import psycopg
from procrastinate import App
from procrastinate.exceptions import ConnectorException
from scrapy.exceptions import UsageError
from tqdm import tqdm

from crawler.errors import Trouble
from crawler.fleet.connecting import queue_url
from crawler.fleet.queue import open_queue
from crawler.fleet.rounds.folder import Round
from crawler.fleet.rounds.running import Stopped, failures, jobs_left, work_until_idle
from crawler.fleet.rounds.starting import OtherRound, Started, start_round
from crawler.fleet.rounds.tasks import REWRITER, rewriting
from crawler.performing.opening import no_options, parse_option_date
from crawler.performing.performance import Performance
from crawler.scrapy_utils.exit_status import INTERRUPTED, LOCKED
from crawler.scrapy_utils.printing import print_error, print_text
from crawler.text import counted


class FleetReextract(Performance):
    """Let all workers read the archives again, and bring the store up to date.

    Exit status: 0 the round is in the queue, or (``--until-idle``) over; 1 something is damaged or failed;
    2 a mistake; 75 a round with another ``--since`` is not over.
    """

    def perform(self, args: list[str], opts: argparse.Namespace) -> None:
        """Do it. Raises UsageError, Trouble."""
        if no_options(args):
            raise UsageError(
                "scrapy fleet reextract takes no argument: it reads all archives", print_help=False
            )
        parse_option_date("--since", opts.since)
        self._options = opts
        self._store_url = str(self.settings["STORE_URL"])
        queue_url(self._store_url)
        _tell_warnings()
        try:
            asyncio.run(self._reextract())
        except OtherRound as error:
            self.fail(str(error), LOCKED)
        except Stopped:
            self.fail("stopped; the other workers go on, or scrapy fleet reextract does", INTERRUPTED)
        except (Trouble, OSError) as error:
            self.fail_by(error)
        except (ConnectorException, psycopg.Error) as error:
            said = str(error.__cause__ or error).strip().splitlines()
            self.fail(f"the queue was lost: {said[0] if said else type(error).__name__}")
        except KeyboardInterrupt:
            self.fail("stopped", INTERRUPTED)

    async def _reextract(self) -> None:
        has_folder = bool(str(self.settings["FLEET_SHARDS"] or "").strip())
        async with (
            rewriting(self.settings, is_needed=True) as (queues, context),
            open_queue(self._store_url) as app,
        ):
            started = await start_round(
                app,
                context[REWRITER],
                self._options.since,
                has_folder=has_folder,
                on_waiting=lambda: print_error("Another process starts a re-extraction; it is waited for."),
            )
            left = await jobs_left(app, started.of_round)
            self._tell_start(started, left)
            if self._options.until_idle:
                await self._work(app, started.of_round, queues, context, left)

    def _tell_start(self, started: Started, left: int) -> None:
        name = started.of_round.name
        if started.is_joined:
            print_error(f"The re-extraction {name} goes on already: {counted(left, 'job')} left.")
        else:
            print_error(f"The re-extraction {name} is in the queue: {counted(left, 'job')}.")
        if not self._options.until_idle:
            print_error("The workers of the fleet do it; scrapy fleet status shows what each of them does.")

    async def _work(
        self, app: App, of_round: Round, queues: list[str], context: dict[str, Any], total: int
    ) -> None:
        with tqdm(total=total, desc="reading again", unit=" jobs", leave=False, disable=None) as bar:

            def tell(left: int) -> None:
                bar.total = max(total, left)
                bar.n = max(total, left) - left
                bar.refresh()

            await work_until_idle(app, of_round, queues, context, on_left=tell)
        places = of_round.places()
        for damage in dict.fromkeys(damage for place in places for damage in place["damages"]):
            self.fail(damage)
        for place in places:
            for reason, number in sorted(place["unread"].items()):
                print_text(f"{place['place']}: {counted(number, 'record')} not read: {reason}")
        for reason in await failures(app, of_round):
            self.fail(reason)
        for report in of_round.reports():
            for damage in report["damages"]:
                self.fail(damage)
            print_text("\n".join([f"== {', '.join(filter(None, report['sites']))}", *report["lines"], ""]))


def _tell_warnings() -> None:
    """Let warnings of the fleet stand on stderr; errors are told at the end, by every process."""

    class _Stderr(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if record.levelno == logging.WARNING:
                print_error(record.getMessage(), "WARNING")

    ours, theirs = logging.getLogger("crawler"), logging.getLogger("procrastinate")
    ours.addHandler(_Stderr())
    theirs.addHandler(logging.NullHandler())  # its errors are with tracebacks
    ours.propagate = theirs.propagate = False
