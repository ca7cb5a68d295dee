"""``python -m tests.newsroom.written FOLDER``: a store and an archive, as weeks of crawls leave them.

``tests/written-by-0.1/`` was made by this module and the code of release 0.1. It stands for what users of
that release have on their disks, so later code must never write it again: what a later release writes does
not show whether it can read what an earlier one wrote. A release that writes a different format gets its own
folder beside it.

- ``articles.db``: the store, one SQLite file
- ``archive/``: the archive
- ``newspaper/``: the pages that the newspaper published, kept since the fixtures they come from may change
- ``expected.json``: what the store held then, and what that release reported on re-extracting its archive

The newspaper is served at a loopback address that nothing else uses, because a store and an archive contain
the URLs of articles. :func:`printed` serves it again as it was when the last crawl ended.
"""

from __future__ import annotations

import argparse
import errno
import json
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from tests.crawler.spider.crawling import ROOT, Folder
from tests.newsroom.options import FIXTURES, Options
from tests.newsroom.server import RunningNewspaper, serve

WRITTEN = ROOT / "tests" / "written-by-0.1"
HOST, PORT = "127.83.71.2", 8371
URL = f"http://{HOST}:{PORT}"
PATIENCE = 120
"""Seconds to wait for another test to release the address."""

A_SECOND = 1
"""Seconds between crawls: ``fetched_at`` has whole seconds, and real crawls are never closer."""

BY_PAGES = "discover=sitemap"

TWO_PAGES = "sepuluh-hari-di-kapal-ternak-dari-waingapu-ke-tanjung-priok"
MOVED = "warga-oebufu-gotong-royong-bersihkan-embung-tua"
MOVED_TO = "gotong-royong-di-embung-oebufu"
GONE = "mengapa-trotoar-kota-kita-selalu-dibongkar-lagi"
BACK = "kereta-bandara-soekarno-hatta-telat-40-menit-penumpang-dapat-tiket-gratis"
EDITED = "brussel-sepakati-aturan-baru-impor-ikan-tuna"
NEW_HEADLINE = "wasit-perempuan-pertama-pimpin-final-liga-desa-di-wonosobo"
FAILED = "pengadilan-tolak-gugatan-warga-atas-izin-hotel-di-tepi-ngarai"
GIVEN_UP = "kabar-yang-tak-terbaca"
IN_TIME = "harga-beras-bertahan"
"""The article that the narrowed run wants."""

PRINTED = (
    TWO_PAGES, MOVED, GONE, BACK, EDITED, NEW_HEADLINE, FAILED,
    "halaman-hilang", "laporan-khusus-jejak-uang-di-balik-tambang-nikel",
)  # fmt: skip
"""The fixtures that it published: three layouts, captions, related links, two pages that are not articles."""

ARTICLE = (
    "key", "url", "canonical_url", "site", "headline", "dateline", "text", "section", "tags", "authors",
    "signoff", "published_at", "modified_at", "image_url", "caption", "credit", "language", "fetched_at",
    "content_hash", "revision", "near_duplicate_of", "source", "removed", "published_instant", "gone_at",
)  # fmt: skip
REVISION = (
    "article_key",
    "cause",
    *(name for name in ARTICLE[1:] if name not in ("published_instant", "gone_at")),
)
FIELDS = ARTICLE[1:-2]
"""The keys of a line of an export."""

_NOT_HELD = {"near_duplicate_of": "NULL AS near_duplicate_of"}
"""Columns that say what others there are: later releases fill them in."""
_OF_ARTICLE = ", ".join(_NOT_HELD.get(name, name) for name in ARTICLE)

QUERIES = {
    "articles": f"SELECT {_OF_ARTICLE} FROM article ORDER BY key",
    "revisions": f"""
        SELECT article.key AS article_key, {", ".join(f"revision.{name}" for name in REVISION[1:])}
        FROM revision JOIN article ON article.id = article_id ORDER BY article.key, revision.revision
    """,
    "aliases": """
        SELECT alias.key, article.key AS article_key
        FROM alias JOIN article ON article.id = article_id ORDER BY alias.key
    """,
    "frontier": """
        SELECT site, scope, kind, state, reason, count(*) AS number FROM frontier
        GROUP BY site, scope, kind, state, reason ORDER BY site, scope, kind, state, reason
    """,
}
"""What must stay the same in a store; extraction version, row ids and runs need not."""

REPORT = re.compile(
    r"(?P<captures>\d+) captures read again, (?P<compared>\d+) articles compared: (?P<new>\d+) new, "
    r"(?P<changed>\d+) changed \((?P<revised>\d+) with a new revision\), (?P<gone>\d+) gone\.\n"
)
"""The first line of the output of ``scrapy reextract``."""


# What the editors did, and when it was crawled


def day(number: int) -> datetime:
    """Return noon of a day of July 2018: the newspaper does not depend on when a test runs."""
    return datetime.fromisoformat(f"2018-07-{number:02}T12:00:00+07:00")


def publish(site: RunningNewspaper, slug: str, published: int, modified: int, section: str) -> None:
    """Publish a new article; ``published`` and ``modified`` are days of July."""
    headline = slug.replace("-", " ").title()
    paragraphs = [
        f"SURABAYA, TELEGRAF – {headline}, kata wali kota dalam jumpa pers di balai kota.",
        f"Menurut dia, warga sudah lama menunggu kabar ini sejak tanggal {published} bulan lalu.",
        "Baca juga: Harga Cabai Rawit Turun Separuh",
        "“Kami berterima kasih kepada semua pihak yang membantu,” ujarnya. (Dew/sur)",
        "Editor: Surya Pratama",
    ]
    site.publish(slug, headline, paragraphs, day(published), modified=day(modified), section=section)


def nothing(site: RunningNewspaper) -> None:
    """Do nothing."""


def first_week(site: RunningNewspaper) -> None:
    """Correct an article, rename one, and remove two."""
    site.edit(EDITED, "21 ribu ton", "23 ribu ton", modified=day(2))
    site.rename(MOVED, MOVED_TO)
    site.trash(GONE)
    site.trash(BACK)
    publish(site, "pasar-ikan-buka-lebih-pagi", 2, 2, "Daerah")


def second_week(site: RunningNewspaper) -> None:
    """Bring an article back, give another a new headline, and publish one."""
    site.restore(BACK)
    site.edit(NEW_HEADLINE, "Wasit Perempuan", "Hakim Garis Perempuan", modified=day(9))
    publish(site, "taman-kota-punya-kolam-baru", 9, 9, "Daerah")


def third_week(site: RunningNewspaper) -> None:
    """Publish an article that the server cannot show."""
    publish(site, GIVEN_UP, 15, 15, "Nasional")
    site.edit(EDITED, "23 ribu ton", "24 ribu ton", modified=day(15))


def third_weekend(site: RunningNewspaper) -> None:
    """Correct an article whose page fails at that time."""
    site.edit(FAILED, "61 warga", "62 warga", modified=day(17))


def fourth_week(site: RunningNewspaper) -> None:
    """Publish what a run for a period and a section wants, and what it does not."""
    publish(site, IN_TIME, 20, 20, "Ekonomi")
    publish(site, "jembatan-gantung-selesai", 20, 20, "Daerah")
    publish(site, "kabar-lama-yang-baru-terbit", 1, 20, "Ekonomi")


def fifth_week(site: RunningNewspaper) -> None:
    """Correct the second page of an article, and publish more than the last crawl has time for."""
    site.edit(TWO_PAGES, "rata-rata 6 persen", "rata-rata 5 persen", modified=day(25))
    for number, section in enumerate(("Nasional", "Ekonomi", "Daerah", "Olahraga")):
        publish(site, f"laporan-nomor-{number + 1}", 26 + number, 26 + number, section)


class Crawl(NamedTuple):
    """A crawl, and what the editors did before it."""

    deed: Callable[[RunningNewspaper], None]
    options: tuple[str, ...]
    trouble: str | None = None
    """The article whose page the server cannot show during the crawl."""


CRAWLS = (
    Crawl(nothing, (BY_PAGES,)),
    Crawl(first_week, (BY_PAGES, "READ_REST_RECORD=1", "FULL_LISTING_DAYS=0", "RECHECK_PER_DAY=6")),
    Crawl(second_week, ("discover=api",)),
    Crawl(nothing, ("discover=feed",)),
    Crawl(third_week, (BY_PAGES, "MAX_TRIES=1", "RETRY_TIMES=0"), GIVEN_UP),
    Crawl(third_weekend, (BY_PAGES, "RETRY_TIMES=0"), FAILED),
    Crawl(fourth_week, (BY_PAGES, "since=2018-07-18", "section=ekonomi")),
    Crawl(fifth_week, (BY_PAGES, "CLOSESPIDER_ITEMCOUNT=1", "CONCURRENT_REQUESTS=1")),
)


# The newspaper


@contextmanager
def at_its_address(pages: Path, patience: float = PATIENCE) -> Iterator[RunningNewspaper]:
    """Serve the newspaper as it was before the first crawl. Raises OSError if its address is taken."""
    options = Options(fixtures=pages, refused_listed=True, lastmod=True)
    with ExitStack() as stack:
        ends = time.monotonic() + patience
        while True:
            try:
                site = stack.enter_context(serve(options, host=HOST, port=PORT))
                break
            except OSError as error:
                if error.errno != errno.EADDRINUSE or time.monotonic() > ends:
                    raise
            time.sleep(0.1)
        yield site


@contextmanager
def printed() -> Iterator[RunningNewspaper]:
    """Serve the newspaper as it was when the last crawl ended. Raises OSError like :func:`at_its_address`."""
    with at_its_address(WRITTEN / "newspaper") as site:
        for crawl in CRAWLS:
            crawl.deed(site)
        yield site


# What was written


class Written(Folder):
    """A folder with a store and an archive, and the user's commands for them."""

    @classmethod
    def copied(cls, path: Path) -> Written:
        """Copy what was written into a folder, to use it there."""
        shutil.copy(WRITTEN / "articles.db", path)
        shutil.copytree(WRITTEN / "archive", path / "archive")
        return cls(path)

    def scrapy(self, *args: str) -> subprocess.CompletedProcess[str]:
        """Run a command that must end with status 0."""
        command = [sys.executable, "-m", "scrapy", *args]
        done = subprocess.run(
            command, cwd=ROOT, env=self.environment(), capture_output=True, encoding="utf-8", check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done

    def reextract(self, *args: str) -> dict[str, Any]:
        """Re-extract the archive, and return the reported numbers."""
        said = self.scrapy("reextract", *args).stdout
        numbers = REPORT.match(said)
        assert numbers, said
        _, _, refused = said.partition("gives no article")
        return {
            **{name: int(number) for name, number in numbers.groupdict().items()},
            "refused": {
                reason: int(number) for reason, number in re.findall(r"^(\w+) +(\d+)$", refused, re.M)
            },
            "lost": re.findall(r"^  (http\S+)  (\w+)$", said, re.M),
        }

    def held(self, *names: str) -> dict[str, list[dict[str, Any]]]:
        """Return what the store holds: all of :data:`QUERIES`, or some."""
        with closing(sqlite3.connect(self.store)) as conn:
            conn.row_factory = sqlite3.Row
            return {name: [dict(row) for row in conn.execute(QUERIES[name])] for name in names or QUERIES}

    def forget(self) -> None:
        """Delete the store; the archive remains."""
        for path in self.path.glob("articles.db*"):
            path.unlink()


def expected() -> dict[str, Any]:
    """Return what the store held when it was written."""
    read: dict[str, Any] = json.loads((WRITTEN / "expected.json").read_text("utf-8"))
    return read


# Writing


def write(target: Path) -> None:
    """Crawl the newspaper week by week, and keep what was written."""
    pages = target / "newspaper"
    pages.mkdir(parents=True)
    for path in FIXTURES.iterdir():
        if path.name.partition(".")[0] in PRINTED:
            shutil.copy(path, pages)
    with tempfile.TemporaryDirectory() as folder:
        written = Written(Path(folder))
        with at_its_address(pages, patience=0) as site:
            crawl_through_the_weeks(written, site)
        keep = {**written.held(), "reextract": written.reextract("--dry-run")}
        text = json.dumps(keep, ensure_ascii=False, indent=1)
        (target / "expected.json").write_text(f"{text}\n", "utf-8")
        shutil.copytree(written.path / "archive", target / "archive")
        pack(written.store, target / "articles.db")


def crawl_through_the_weeks(written: Written, site: RunningNewspaper) -> None:
    """Crawl after everything that the editors do."""
    for crawl in CRAWLS:
        time.sleep(A_SECOND)
        crawl.deed(site)
        if crawl.trouble:
            site.trouble(f"^/{crawl.trouble}/", 503)
        crawled = written.crawl(site.url, *crawl.options)
        site.calm()
        assert crawled.status == 0, crawled.log
        print(*crawl.options, *crawled.log.splitlines()[-1:], sep="\n  ", flush=True)


def pack(store: Path, target: Path) -> None:
    """Copy a store as one small file, with nothing left in its write-ahead log."""
    with closing(sqlite3.connect(store)) as conn:
        conn.execute("VACUUM")
        conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copy(store, target)


def main() -> None:
    """Write everything into a new folder."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.newsroom.written",
        description="crawl a small newspaper for some weeks, and keep the store and the archive",
    )
    parser.add_argument("folder", type=Path, help="must not exist yet; e.g. tests/written-by-0.2")
    write(parser.parse_args().folder)


if __name__ == "__main__":
    main()
