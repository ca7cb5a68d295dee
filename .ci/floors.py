"""The floors of quality on pages of other hands: ``floors.py FOLDER`` with the scorer's JSON files."""

from __future__ import annotations

import json
import sys
from pathlib import Path


def main(folder: Path) -> None:
    """Exit with a line for each figure below its floor."""
    themes = json.loads((folder / "themes.json").read_text())["themes_total"]
    pages = json.loads((folder / "pages.json").read_text())["pages"]
    scored = json.loads((folder / "real.json").read_text())
    real = scored["real"]
    floors = [
        ("themes exact", themes["exact"], 1.0),
        ("themes without leaks", -themes["leaks"], 0),
        ("listings and static pages refused", sum(page["rejected"] for page in pages), len(pages)),
        ("benchmark F1", real["aeb"]["f1"], 0.975),
        ("benchmark exact", real["aeb"]["accuracy"], 0.45),
        ("Indonesian F1", real["indonesian"]["f1"], 0.93),
        ("Fundus F1", real["fundus"]["f1"], 0.96),
        ("Fundus headline", real["fundus"]["headline"], 0.80),
        ("Fundus minute", real["fundus"]["date"], 0.95),
        ("Fundus authors", real["fundus"]["authors"], 0.90),
        ("front pages refused", min(page["rejected"] for page in scored["real_not_article"]), 1),
    ]
    low = [f"{name}: {got} is below {least}" for name, got, least in floors if got < least]
    sys.exit("\n".join(low) or None)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
