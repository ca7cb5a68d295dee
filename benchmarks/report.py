"""The table, the JSON and the plot of one run."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Result:
    """One extractor over all pages."""

    name: str
    pages: int
    exact: float
    f1: float
    leaks: int
    lost: int
    ms: float
    parse_ratio: float
    """Its time in multiples of ``lxml.html.document_fromstring`` of the same bytes, in the same process."""
    peak_mb: float


def markdown(results: list[Result]) -> str:
    """Return the results as a Markdown table, in the order given."""
    rows = [
        "| extractor | exact texts | F1 | lines leaked | paragraphs lost | ms a page | × parse | peak MB |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    rows += [
        f"| {r.name} | {r.exact:.1%} | {r.f1:.3f} | {r.leaks} | {r.lost} | {r.ms:.2f} | {r.parse_ratio:.1f} "
        f"| {r.peak_mb:.0f} |"
        for r in results
    ]
    return "\n".join(rows)


def write_json(results: list[Result], file: Path) -> None:
    """Write the results as a list of objects."""
    file.write_text(json.dumps([asdict(r) for r in results], indent=1) + "\n", "utf-8")


def plot(results: list[Result], file: Path) -> None:
    """Draw exact texts against time a page; the format follows the file's suffix (``.svg``, ``.png``)."""
    import matplotlib as mpl

    mpl.use("Agg")
    mpl.rcParams["svg.hashsalt"] = "benchmark"  # the same numbers give the same file
    from matplotlib import pyplot as plt

    figure, axes = plt.subplots(figsize=(8, 4.8), layout="constrained")
    for r in results:
        axes.scatter(r.ms, 100 * r.f1, s=70, label=f"{r.name}: {r.exact:.0%} exact")
    axes.set_xscale("log")
    axes.set_xlabel("milliseconds a page (logarithmic; left is faster)")
    axes.set_ylabel("F1 of the text, % (up is better)")
    axes.set_title(f"Extraction of {results[0].pages} pages")
    axes.margins(x=0.1, y=0.12)
    figure.legend(loc="outside right center", fontsize=8)  # names beside the points would hide each other
    axes.grid(alpha=0.3)
    figure.savefig(file, metadata={"Date": None} if file.suffix == ".svg" else None)
    plt.close(figure)
