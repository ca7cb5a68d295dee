"""The files of the archive: their digests, and what their first records say of the crawler."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from sqlalchemy import Connection, select

from crawler.archive import Damage, read_file
from crawler.archive.holding import Archive
from crawler.archive.records import Record
from crawler.release.provenance.facts import ArchiveFile
from crawler.release.provenance.logins import without_login
from crawler.store.schema import archive_file

_PIECE = 1024**2
_ROBOTS = ("obey", "ignore")


def read_archive_files(conn: Connection, sites: Sequence[str], archive: Archive | None) -> list[ArchiveFile]:
    """Return the files of newspapers that the index knows, by name. Raises OSError.

    Those on a disk of this machine are read as far as the index has read them: what a crawl adds meanwhile is
    not looked at. Nothing is fetched.
    """
    here = archive.near.held() if archive is not None else {}
    query = select(archive_file).where(archive_file.c.site.in_(sites)).order_by(archive_file.c.name)
    found = []
    for row in conn.execute(query).mappings():
        path = here.get(row["name"])
        digest = None if path is None else digest_of_beginning(path, row["size"])
        said = {} if path is None or digest is None else _warcinfo(path)
        robots = said.get("robots", "").lower()
        found.append(
            ArchiveFile(
                name=row["name"],
                site=row["site"],
                size=row["size"],
                sha256=digest,
                software=without_login(said.get("software")),
                user_agent=without_login(said.get("http-header-user-agent")),
                robots=robots if robots in _ROBOTS else None,
            )
        )
    return sorted(found, key=lambda each: each.name)  # databases differ in how they order texts


def digest_of_beginning(path: Path, size: int) -> str | None:
    """Return the SHA-256 of so many first bytes of a file; None: it is gone, or has less."""
    digest, left = sha256(), size
    try:
        with path.open("rb") as file:
            while left and (piece := file.read(min(left, _PIECE))):
                digest.update(piece)
                left -= len(piece)
    except FileNotFoundError:
        return None
    return None if left else digest.hexdigest()


def _warcinfo(path: Path) -> dict[str, str]:
    """Return the fields of the first record of a file, if it is a warcinfo record (WARC 1.1, 6.1)."""
    first: Record | Damage | None = next(iter(read_file(path)), None)
    if not isinstance(first, Record) or first.type != "warcinfo":
        return {}
    lines = first.block[: 64 * 1024].decode("utf-8", "replace").splitlines()
    pairs = [line.partition(":") for line in lines if ":" in line]
    return {name.strip().lower(): value.strip() for name, _, value in pairs}
