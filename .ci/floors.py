"""The floors of quality on pages of other hands: ``floors.py FOLDER`` with the scorers' JSON files."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Floor = tuple[str, float, float]
"""What is measured, the figure, and the least that it may be."""


def main(folder: Path) -> None:
    """Exit with a line for each figure below its floor."""
    floors = [*_newspapers(folder)]
    more = folder / "more.json"
    if more.exists():
        floors += _magazines(json.loads(more.read_text()))
    low = [f"{name}: {got} is below {least}" for name, got, least in floors if got < least]
    sys.exit("\n".join(low) or None)


def _newspapers(folder: Path) -> Iterator[Floor]:
    """Yield the floors of WordPress themes, of newspapers' pages, and of pages that are not articles."""
    themes = json.loads((folder / "themes.json").read_text())["themes_total"]
    pages = json.loads((folder / "pages.json").read_text())["pages"]
    scored = json.loads((folder / "real.json").read_text())
    real = scored["real"]
    yield "themes exact", themes["exact"], 1.0
    yield "themes without leaks", -themes["leaks"], 0
    yield "listings and static pages refused", sum(page["rejected"] for page in pages), len(pages)
    yield "benchmark F1", real["aeb"]["f1"], 0.975
    yield "benchmark exact", real["aeb"]["accuracy"], 0.45
    yield "Indonesian F1", real["indonesian"]["f1"], 0.93
    yield "Fundus F1", real["fundus"]["f1"], 0.96
    yield "Fundus headline", real["fundus"]["headline"], 0.80
    yield "Fundus minute", real["fundus"]["date"], 0.95
    yield "Fundus authors", real["fundus"]["authors"], 0.90
    yield "front pages refused", min(page["rejected"] for page in scored["real_not_article"]), 1


def _magazines(scored: dict[str, Any]) -> Iterator[Floor]:
    """Yield the floors of magazines, guides and blogs in many languages."""
    wcxb, mercury, mediacloud, gotraf = (
        scored[name]["total"] for name in ("wcxb", "mercury", "mediacloud", "gotraf")
    )
    yield "crashes", -sum(each["crashes"] for each in (wcxb, mercury, mediacloud, gotraf)), 0
    yield "guides F1", wcxb["f1"], 0.94
    yield "guides not refused", -wcxb["failures"], -12
    yield "guides read", -wcxb["f1_below_06"], -19
    yield "guides' days not wrong", -wcxb["day_wrong"], -30
    for name, total, figure, least in (
        ("guides' titles", wcxb, "title", 345),
        ("guides' days", wcxb, "day", 280),
        ("guides' authors", wcxb, "authors", 245),
        ("magazines' days", mercury, "day", 56),
        ("magazines' minutes", mercury, "minute", 38),
        ("magazines' authors", mercury, "authors", 51),
        ("days in forty languages", mediacloud, "day", 80),
        ("blogs' titles", gotraf, "title", 182),
        ("blogs' days", gotraf, "day", 152),
        ("blogs' authors", gotraf, "authors", 83),
    ):
        yield name, int(total[figure].partition("/")[0]), least


if __name__ == "__main__":
    main(Path(sys.argv[1]))
