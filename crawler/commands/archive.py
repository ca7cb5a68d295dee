"""``scrapy archive pack``: the archive as one file for replay tools."""

from __future__ import annotations

import argparse

from crawler.scrapy_utils.command import ProjectCommand


class Command(ProjectCommand):
    """Pack the archive into a WACZ file."""

    takes = "pack FILE.wacz"
    summary = "Pack the archive into one file that replay tools open (WACZ)"
    details = (
        "A WACZ file (https://specs.webrecorder.net/wacz/1.1.1/) holds the WARC files of ARCHIVE_DIR, an"
        " index and the list of their pages; ReplayWeb.page opens it. Needs py-wacz: pip install wacz."
    )

    def perform(self, args: list[str], opts: argparse.Namespace) -> None:
        """Pack. Raises UsageError; exit status 1: something damaged was left out, or the disk is full."""
        from crawler.performing.archive import Pack

        Pack(self).perform(args, opts)
