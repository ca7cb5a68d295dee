"""``scrapy audit``: what looks wrong in the corpus."""

from __future__ import annotations

import argparse

from crawler.scrapy_utils.command import ProjectCommand


class Command(ProjectCommand):
    """Examine the stored articles, and print what looks wrong in them."""

    takes = "[--site NAME] [--json] [--limit N]"
    summary = "Show what looks wrong in the corpus, with articles to look at"
    details = (
        "Examines every stored article that is not gone, without a request: paragraphs that many stories"
        " repeat (with the rule that would remove them), texts that are cut, in another language, very"
        " short or very long, wrong signs, impossible dates, authors that are no names, headlines inside"
        " texts, e-mail addresses, telephone numbers and numbers of identity cards. Exit status 1 if more"
        " articles have a finding than --limit allows. It cannot tell a text that was cut between two"
        " sentences, Malay from Indonesian in a few sentences, or Banyumasan from Javanese; docs/audit.md"
        " says more."
    )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the options."""
        super().add_options(parser)
        parser.add_argument("--site", metavar="NAME", help="only this newspaper of the store")
        parser.add_argument("--json", action="store_true", help="print one JSON array, for programs")
        parser.add_argument(
            "--limit",
            metavar="N",
            help="status 1 if more articles have findings than N, a number or a share as 0.5%% (AUDIT_LIMIT)",
        )

    def perform(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print it. Raises UsageError, StoreError; exit status 1: more findings than allowed."""
        from crawler.performing.audit import AuditCorpus

        AuditCorpus(self).perform(args, opts)
