"""What is told of the crawls behind a release."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class RunFacts:
    """A crawl of a newspaper."""

    id: int
    site: str
    scope: str
    """The options that narrowed it, without the name of a file; empty: everything."""
    is_complete: bool
    """Whether it listed the whole newspaper again, whatever had changed."""
    started_at: datetime
    ended_at: datetime | None
    """None: it was killed, or is still going on."""
    status: int | None
    """Its exit status; None: none is known."""
    new: int
    """Articles that were stored for the first time."""
    changed: int
    """Articles that got a new revision."""
    gone: int
    """Articles of which the newspaper said that it no longer has them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveFile:
    """A WARC file of the archive, as far as the index has read it; what its warcinfo record says."""

    name: str
    site: str
    size: int
    """Bytes that the index knows."""
    sha256: str | None
    """Of those bytes, hexadecimal; None: the file is not on this machine, or is shorter by now."""
    software: str | None = None
    user_agent: str | None = None
    robots: str | None = None
    """``obey`` or ``ignore``; None: it does not say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Robots:
    """What is known of a host's robots.txt (RFC 9309)."""

    url: str
    status: Literal["read", "unreachable", "never read"]
    """``unreachable``: it could not be had when it was last asked for; what it said earlier held on."""
    fetched_at: datetime | None
    """When it was had last."""
    unreachable_since: datetime | None
    sha256: str | None
    """Of its text in UTF-8, hexadecimal; None: it was never had."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NearDuplicates:
    """How near-duplicates were looked for."""

    scheme: int
    """The version of the comparison."""
    window_days: float
    """How far apart two articles were published at most that were compared."""
    due: int
    """How many times articles came, changed or went that are not compared yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """What is known of the newspapers of a release."""

    as_of: datetime
    """When the newest thing of them came into the store, in UTC."""
    runs: Sequence[RunFacts]
    """In their order."""
    archive_files: Sequence[ArchiveFile]
    """By name."""
    extraction_versions: Mapping[str, int]
    """Version of the extraction, which has that of the program in it -> articles that it read."""
    robots: Sequence[Robots]
    """By URL."""
    near_duplicates: NearDuplicates | None
    """None: nothing was compared."""

    @property
    def user_agents(self) -> Sequence[str]:
        """What the crawler called itself, as far as the archive files say."""
        return sorted({each.user_agent for each in self.archive_files if each.user_agent})

    @property
    def unread(self) -> int:
        """How many archive files have no digest, as they are not on this machine."""
        return sum(each.sha256 is None for each in self.archive_files)

    @property
    def software(self) -> Sequence[str]:
        """What wrote the archive files."""
        return sorted({each.software for each in self.archive_files if each.software})
