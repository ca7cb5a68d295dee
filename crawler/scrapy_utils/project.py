"""Where the project's files are: relative paths in the settings start at the folder of scrapy.cfg."""

from __future__ import annotations

import re
from pathlib import Path

from scrapy.settings import BaseSettings
from scrapy.utils.conf import closest_scrapy_cfg


def project_folder() -> Path:
    """Return the folder of scrapy.cfg; outside of a project the current folder."""
    cfg = closest_scrapy_cfg()
    return Path(cfg).parent if cfg else Path.cwd()


def is_shipped(folder: Path) -> bool:
    """Say whether a folder has the newspapers that pip installed: this is no place for what a user adds.

    In a checkout the same folder is that of the project one works on.
    """
    shipped = Path(__file__).resolve().parents[2] / "spiders"
    return folder.resolve() == shipped and closest_scrapy_cfg() != str(shipped.with_name("scrapy.cfg"))


def archive_address(settings: BaseSettings) -> Path | str | None:
    """Return the folder of the archive, as an absolute path, or its URL; None: ARCHIVE_DIR is empty."""
    name = str(settings["ARCHIVE_DIR"] or "").strip()
    if "://" in name:
        return name
    return project_folder() / name if name else None


def archive_name(settings: BaseSettings) -> str | None:
    """Return the folder or URL of the archive to be printed, without user and password; None: it has none."""
    address = archive_address(settings)
    return None if address is None else re.sub(r"://[^/@]*@", "://", str(address))


def archive_spool(settings: BaseSettings) -> Path:
    """Return the folder in which an archive's files are written that has a URL, as an absolute path."""
    return project_folder() / (str(settings["ARCHIVE_SPOOL"] or "").strip() or "data/spool")
