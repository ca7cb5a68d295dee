"""Measure this project's extraction against its rivals over a folder of saved pages: ``make bench``."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path

from benchmarks.extractors import EXTRACTORS, label
from benchmarks.judge import f1, judge
from benchmarks.pages import SavedPage, saved_pages
from benchmarks.report import Result, markdown, plot, write_json

ROOT = Path(__file__).parents[1]


def measure(name: str, folder: Path, pages: list[SavedPage]) -> Result:
    """Run one extractor in a process of its own and judge what it read."""
    command = [sys.executable, "-m", "benchmarks.worker", name, str(folder)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if run.returncode:
        sys.exit(f"{name} failed:\n{run.stderr}")
    answer = json.loads(run.stdout)
    verdicts = [judge(answer["texts"][page.slug], page.text) for page in pages]
    return Result(
        name=label(name),
        pages=len(pages),
        exact=sum(v.exact for v in verdicts) / len(pages),
        f1=f1(verdicts),
        leaks=sum(v.leaks for v in verdicts),
        lost=sum(v.lost for v in verdicts),
        ms=answer["ms"],
        parse_ratio=answer["ms"] / answer["parse_ms"],
        peak_mb=answer["peak_mb"],
    )


def main() -> None:
    """Parse the options, measure, print the table."""
    options = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    options.add_argument(
        "--pages",
        type=Path,
        default=ROOT / "fixtures/telegraf",
        metavar="FOLDER",
        help="SLUG.html files, each with a SLUG.json that holds its url and text",
    )
    options.add_argument("--only", action="append", choices=EXTRACTORS, metavar="NAME", help="(repeatable)")
    options.add_argument("--markdown", type=Path, metavar="FILE")
    options.add_argument("--json", type=Path, metavar="FILE")
    options.add_argument("--plot", type=Path, metavar="FILE", help=".svg or .png")
    given = options.parse_args()
    folder = given.pages.resolve()
    pages = list(saved_pages(folder))
    if not pages:
        options.error(f"--pages {given.pages}: no SLUG.html with a SLUG.json that holds its text")
    results = []
    for name in given.only or EXTRACTORS:
        print(f"{name} ...", file=sys.stderr, flush=True)
        results.append(measure(name, folder, pages))
    table = markdown(results)
    print(f"{len(pages)} pages of {given.pages}\n\n{table}")
    if given.markdown:
        given.markdown.write_text(table + "\n", "utf-8")
    if given.json:
        write_json(results, given.json)
    if given.plot:
        plot(results, given.plot)


if __name__ == "__main__":
    main()
