"""``python -m tests.newsroom.demo``: crawl a small newspaper on loopback and show what was kept.

The newspaper is made of the fixtures. No request leaves this machine; running it again starts from scratch.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import textwrap
import time
import urllib.request
from collections import Counter
from io import TextIOWrapper
from pathlib import Path
from typing import Any

from crawler.article import Article
from crawler.cleaning import Removal
from crawler.page import Page
from spiders.telegraf import TELEGRAF
from tests.newsroom.options import Options
from tests.newsroom.server import RunningNewspaper, serve
from tests.newsroom.sidebyside import WIDTH, Shown, compare, print_comparison

ROOT = Path(__file__).parents[2]
SHOWN = "putin-yakin-bahwa-gencatan-senjata-di-suriah-bakal-terwujud"
"""The article that is shown: the sample page of the newspaper."""
SUMMARY = 5
"""Lines at the end of the log that sum up the crawl."""
FIELDS = (
    "headline", "dateline", "section", "tags", "authors", "signoff", "published_at", "modified_at",
    "image_url", "caption", "credit", "language",
)  # fmt: skip


def main() -> int:
    """Run the demo; return its exit status."""
    parser = argparse.ArgumentParser(prog="make demo", description="crawl a small newspaper on loopback")
    parser.add_argument(
        "--into", type=Path, default=ROOT / "data" / "demo", help="folder for its output (default: data/demo)"
    )
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # for a terminal without box-drawing characters
    folder: Path = parser.parse_args().into.resolve()
    empty(folder)
    # Its sitemap also names a teaser, a video and a missing page: the crawl says why it refuses each.
    with serve(Options(refused_listed=True, lastmod=True)) as site:
        print(f"A newspaper of {len(site.stories)} articles in four page layouts is served at {site.url}.\n")
        status = crawl(site, folder)
        if status:
            return status
        articles = [json.loads(line) for line in (folder / "articles.jsonl").read_text("utf-8").splitlines()]
        print_found(folder, articles)
        print_article(next(article for article in articles if SHOWN in article["url"]))
        print_rules(articles)
    print_files(folder, articles)
    return 0


def empty(folder: Path) -> None:
    """Remove what an earlier demo wrote."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in [*folder.glob("articles.*"), *folder.glob("crawl.log")]:
        path.unlink()
    shutil.rmtree(folder / "archive", ignore_errors=True)


def crawl(site: RunningNewspaper, folder: Path) -> int:
    """Crawl the newspaper by its sitemap, with a progress line; return the crawl's exit status."""
    told = ["scrapy", "crawl", "telegraf", "-a", f"site={site.url}", "-a", "discover=sitemap"]
    told += ["-O", str(short(folder / "articles.jsonl"))]
    print(f"$ {' '.join(told)}")
    # The newspaper is ours: it does not need the politeness that makes a crawl slow.
    quick = {
        "STORE_URL": f"sqlite:///{folder / 'articles.db'}",
        "ARCHIVE_DIR": str(folder / "archive"),
        "LOG_FILE": str(folder / "crawl.log"),
        "DOWNLOAD_DELAY": "0",
        "AUTOTHROTTLE_ENABLED": "0",
    }
    told[-1] = str(folder / "articles.jsonl")
    settings = [part for name, value in quick.items() for part in ("-s", f"{name}={value}")]
    with subprocess.Popen([sys.executable, "-m", *told, *settings], cwd=ROOT) as crawling:
        try:
            while crawling.poll() is None:
                print_progress(site)
                time.sleep(0.1)
        except KeyboardInterrupt:
            crawling.terminate()
            return 130
    print_progress(site, last=True)
    if crawling.returncode:
        log = folder / "crawl.log"
        print(log.read_text("utf-8") if log.exists() else "", file=sys.stderr)
        print(f"make demo: the crawl failed with exit status {crawling.returncode}", file=sys.stderr)
    return crawling.returncode


def print_progress(site: RunningNewspaper, *, last: bool = False) -> None:
    """Print how many articles were requested; on a terminal the line is overwritten each time."""
    if not (last or sys.stdout.isatty()):
        return
    asked, stories = set(site.asked()), site.stories
    done = sum(f"/{story.slug}/" in asked for story in stories)
    bar = "█" * (30 * done // len(stories))
    line = f"{bar:░<30} {done} of {len(stories)} articles, {len(site.requests)} requests"
    print(f"\r{line}" if sys.stdout.isatty() else line, end="\n" if last else "", flush=True)


def print_found(folder: Path, articles: list[dict[str, Any]]) -> None:
    """Print what the crawl found, as the end of its log says, and the sections."""
    for line in (folder / "crawl.log").read_text("utf-8").splitlines()[-SUMMARY:]:
        print(line.partition("INFO: ")[2])
    sections = Counter(article["section"] or "no section" for article in articles)
    print(f"sections: {listed(sections)}\n")


def listed(counts: Counter[str]) -> str:
    """Return names with their counts, the most frequent first."""
    return ", ".join(f"{name} {number}" for name, number in counts.most_common())


def compared(kept: dict[str, Any]) -> tuple[list[Shown], list[Removal]]:
    """Fetch an article's page again, and compare it with what was kept."""
    with urllib.request.urlopen(kept["url"]) as answer:
        page = Page(url=kept["url"], body=answer.read(), encoding=answer.headers.get_content_charset())
    return compare(page, TELEGRAF, Article(**kept))


def print_article(kept: dict[str, Any]) -> None:
    """Print an article's page beside what was kept of it, then its fields, and what was removed."""
    shown, removals = compared(kept)
    print_comparison(shown)
    print("\n" + heading("Its fields"))
    for name in FIELDS:
        value = kept[name]
        print(f"{name:<14}{', '.join(value) if isinstance(value, list) else value or 'null'}")
    print("\n" + heading("Removed from inside the story, and by which rule"))
    for removal in removals:
        place = f" ({removal.place})" if removal.place else ""
        print(f"{removal.by:<32}{textwrap.shorten(removal.text, 60, placeholder=' ...')}{place}")


def print_rules(articles: list[dict[str, Any]]) -> None:
    """Print how often each rule fired in all articles, with an example."""
    counts: Counter[str] = Counter()
    examples: dict[str, str] = {}
    for article in articles:
        counts.update(article["removed"])
        for removal in compared(article)[1]:
            if removal.text:
                examples.setdefault(removal.rule, removal.text)
    print("\n" + heading("Removed from all articles: rule, how often, and an example"))
    for rule, number in counts.most_common():
        example = textwrap.shorten(examples.get(rule, ""), WIDTH - 24, placeholder=" ...")
        print(f"{rule:<18}{number:>4}  {example}".rstrip())


def heading(text: str) -> str:
    """Return a heading as wide as the terminal."""
    return f"── {text} ".ljust(WIDTH, "─")


def print_files(folder: Path, articles: list[dict[str, Any]]) -> None:
    """Print one line of the export (the shortest one with a credit), and where the files are."""
    lines = [json.dumps(article, ensure_ascii=False) for article in articles]
    print("\n" + heading("One of the JSON lines"))
    print(min((line for line in lines if '"credit": null' not in line), key=len))
    print("\n" + heading("Files"))
    for name, what in {
        "articles.jsonl": f"{len(articles)} articles, one per line",
        "articles.db": "the store: the same articles, their revisions, and what is still to be fetched",
        "crawl.log": "the crawl's log",
    }.items():
        print(f"{short(folder / name)!s:<28}{what}")


def short(path: Path) -> Path:
    """Return a path as the user would type it from the project's folder."""
    return path.relative_to(ROOT) if path.is_relative_to(ROOT) else path


if __name__ == "__main__":
    try:
        sys.exit(main())
    except BrokenPipeError:  # its reader, for example head, has seen enough
        sys.stderr.close()
        sys.exit(0)
