"""``scrapy init``: a folder of one's own for newspapers, their settings, and the timer of their crawls."""

from __future__ import annotations

import argparse

from crawler.scrapy_utils.command import ProjectCommand


class Command(ProjectCommand):
    """Write the folder; exit status 2 where something stands there already."""

    requires_crawler_process = False  # it would load the newspapers of the folder where this is called
    takes = "FOLDER [NAME DOMAIN]"
    summary = "Make a folder of your own: a newspaper, settings, a timer for systemd"
    details = (
        "Writes settings (corpus_settings.py), the declaration of one newspaper with a file for its rules"
        " (newspapers/NAME.py and .toml), units of systemd that crawl it each hour, and a README that says"
        " what to do next. Without NAME and DOMAIN the newspaper is an example: koran, www.koran.example."
    )

    def perform(self, args: list[str], opts: argparse.Namespace) -> None:
        """Write the files. Raises UsageError for a folder that is in use, a wrong name or domain."""
        from crawler.performing.init import Init

        Init(self).perform(args, opts)
