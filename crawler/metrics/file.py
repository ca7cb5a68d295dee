"""The file of the metrics: whoever reads it sees all of one moment, or all of another."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from pathlib import Path

from crawler.metrics.measured import Measured

_SITE = "%(site)s"


def metrics_file(setting: str, site: str, folder: Path) -> Path:
    """Return the file that a setting names; ``folder``: where relative paths start.

    >>> metrics_file("metrics/%(site)s.prom", "telegraf", Path("/srv")).as_posix()
    '/srv/metrics/telegraf.prom'
    """
    return folder / setting.replace(_SITE, site.replace(os.sep, "_"))


def unknown_place(setting: str) -> str | None:
    """Return what a setting has in the form of a place to be filled in, and is none.

    >>> unknown_place("metrics/%(spider)s.prom")
    '%(spider)s'
    """
    return next((each for each in re.findall(r"%\(\w*\)\w?", setting) if each != _SITE), None)


def write_metrics(file: Path, measured: Measured) -> None:
    """Write the metrics of a crawl in place of those that were there. Raises OSError."""
    # The client library is loaded only where it is used: METRICS_FILE is empty by default.
    from crawler.metrics.exposition import exposed  # noqa: PLC0415

    file = Path(os.path.realpath(file))  # a link is followed, not replaced
    if file.exists() and not file.is_file():  # a device or a pipe: /dev/null belongs to the machine
        with file.open("wb", buffering=0) as device:
            device.write(exposed(measured))
        return
    # Not *.prom, which is what the textfile collector looks for; of this site, since each is crawled once.
    beside = file.with_name(f".{file.name}.{measured.site.replace(os.sep, '_')}.new")
    try:
        beside.write_bytes(exposed(measured))
        beside.replace(file)
    except OSError:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise
