"""Each command's start pays for the imports of all commands, since Scrapy imports them to name them."""

from __future__ import annotations

import subprocess
import sys

from crawler.spider.options import DISCOVER
from tests.crawler.commands.scrapy_cli import ROOT, scrapy

NAMED = """
import sys
from scrapy.cmdline import _get_commands_dict
from scrapy.utils.project import get_project_settings
commands = _get_commands_dict(get_project_settings(), True)
assert {"archive", "crawl", "export", "extract", "learn", "reextract", "status"} <= set(commands)
print(*sorted(sys.modules), sep="\\n")
"""
HEAVY = ("sqlalchemy", "isal", "selectolax", "tqdm", "psycopg", "spiders")
LIGHT = ("crawler.commands", "crawler.errors", "crawler.scrapy_utils", "crawler.settings")


def test_naming_the_commands_imports_nothing_that_only_their_work_needs() -> None:
    done = subprocess.run([sys.executable, "-c", NAMED], cwd=ROOT, capture_output=True, text=True, check=True)
    modules = done.stdout.split()
    assert not [name for name in modules if name.partition(".")[0] in HEAVY]
    assert not [name for name in modules if name.startswith("crawler.") and not name.startswith(LIGHT)]


def test_the_help_of_a_crawl_names_every_way_of_discovery() -> None:
    shown = " ".join(scrapy("sqlite://", "crawl", "--help").stdout.split())
    assert f"discover ({', '.join(DISCOVER[:-1])} or {DISCOVER[-1]})" in shown
