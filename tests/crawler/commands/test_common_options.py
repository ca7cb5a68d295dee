"""Options and settings that all commands have: a slip in one is named, with status 2, without a traceback."""

from __future__ import annotations

import pytest

from crawler.store import Store
from tests.crawler.commands.scrapy_cli import scrapy

NOWHERE = "/tidak/ada/berkas"


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (
            ["status", "-L", "TRACE"],
            "there is no log level TRACE: use CRITICAL, ERROR, WARNING, INFO or DEBUG",
        ),
        (["status", "-s", "LOG_LEVEL=10"], "there is no log level 10:"),
        (["status", "-s", "LOG_FORMAT=%(pesan"], "the setting LOG_FORMAT=%(pesan: Invalid format"),
        (["status", "--logfile", NOWHERE], f"{NOWHERE}: cannot be written: No such file or directory"),
        (["status", "--pidfile", NOWHERE], f"{NOWHERE}: cannot be written: No such file or directory"),
        (["status", "--profile", NOWHERE], f"{NOWHERE}: cannot be written: No such file or directory"),
        (
            ["extract", "x", "-s", "DOWNLOAD_TIMEOUT=lama"],
            "the setting DOWNLOAD_TIMEOUT=lama is not a number",
        ),
        (
            ["export", "-", "-s", "FEED_EXPORT_ENCODING=x"],
            "the setting FEED_EXPORT_ENCODING=x is not an encoding",
        ),
        (["status", "--reason", "\udcff"], "--reason '\\udcff' is not UTF-8"),
        (["reextract", "--jobs", "99999"], "--jobs must be from 1 to "),
        (["learn", "http://[koran"], "http://[koran is neither a newspaper of the project, nor a URL"),
        (["learn", "http://koran.test:99999/"], "nor a URL, nor a folder"),
    ],
    ids=lambda value: (
        " ".join(value[:3]).encode("ascii", "replace").decode() if isinstance(value, list) else ""
    ),
)
def test_a_slip_is_named_with_status_2(store: Store, args: list[str], said: str) -> None:
    done = scrapy(store, *args)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_output_is_output_where_print_goes_into_the_log(store: Store) -> None:
    assert scrapy(store, "status", "-s", "LOG_STDOUT=1").stdout == "Nothing was crawled yet.\n"
