"""``scrapy fleet``: many newspapers over many processes and machines."""

from __future__ import annotations

import argparse
from importlib import import_module
from typing import Any, ClassVar

from scrapy.exceptions import UsageError

from crawler.scrapy_utils.command import ProjectCommand

SITES = 20

_PERFORMED_BY = {
    "check": ("check", "FleetCheck"),
    "worker": ("worker", "FleetWorker"),
    "status": ("status", "FleetStatus"),
    "run": ("operate", "FleetRun"),
    "retry": ("operate", "FleetRetry"),
    "stop": ("operate", "FleetStop"),
    "pause": ("operate", "FleetPause"),
    "resume": ("operate", "FleetResume"),
    "reextract": ("reextract", "FleetReextract"),
    "migrate": ("migrate", "FleetMigrate"),
}
"""Verb -> module and class of :mod:`crawler.performing.fleet`."""


class Command(ProjectCommand):
    """Keep many newspapers, each polled in its period, by workers on any number of machines."""

    requires_crawler_process = False  # the worker runs crawls on a loop of its own
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}
    takes = (
        "check|worker|status|run|retry|stop|pause|resume|reextract|migrate [SITES.toml | SITE ...] [options]"
    )
    summary = "Keep many newspapers with many processes and machines, over one PostgreSQL store"
    details = (
        "check SITES.toml: what is due, who shares a host, what is wrong."
        " worker SITES.toml: crawl what is due; start one a core on any machine."
        " status: what each site does. Of each SITE, named as status does: run: crawl it now;"
        " retry: only if its last run failed (without a SITE: all such); stop: end its run, the next begins"
        " a period later; pause: begin no run until resume."
        " reextract: read all archives again, by all workers. migrate: make the tables, then end."
    )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the options of all verbs."""
        super().add_options(parser)
        parser.add_argument(
            "--sites", type=int, default=SITES, metavar="N", help=f"worker: sites crawled at once ({SITES})"
        )
        parser.add_argument(
            "--until-idle", action="store_true", help="worker, reextract: end when nothing is left to do"
        )
        parser.add_argument("--json", action="store_true", help="status, check: as JSON, for programs")
        parser.add_argument(
            "--since", metavar="DATE", help="reextract: articles published on this day or later"
        )

    def perform(self, args: list[str], opts: argparse.Namespace) -> None:
        """Do what the verb says. Raises UsageError."""
        if not args or args[0] not in _PERFORMED_BY:
            known = ", ".join(_PERFORMED_BY)
            given = f"there is no scrapy fleet {args[0]}" if args else "a verb is missing"
            raise UsageError(f"{given}; there are {known}", print_help=False)
        verb, *rest = args
        module, name = _PERFORMED_BY[verb]
        performance = getattr(import_module(f"crawler.performing.fleet.{module}"), name)
        performance(self).perform(rest, opts)
