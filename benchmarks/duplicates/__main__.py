"""Find the near-duplicates among labelled articles, beside rivals on the same pairs.

    python -m benchmarks.duplicates [--half choosing|measuring] [--json] [--missed]

Every pair of articles of the half counts, also those of different stories: a way is precise if it takes none
of them for near-duplicates. ``in groups`` is what comes of the pairs once all that are connected count as one
group, as a store has them. The rivals are measured if they are installed (the extra ``bench``).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

from benchmarks.duplicates import ours, rivals
from benchmarks.duplicates.labelled import HALVES, Half, LabelError, load
from benchmarks.duplicates.scoring import Pair, Score, grouped, pair, within
from benchmarks.duplicates.speed import per_second
from crawler.corpus.duplicates.sketching import Sketch

WINDOW = timedelta(days=30)
"""That of a crawl, unless its settings say otherwise."""

OURS = "this project"
RULE = "this project, each pair compared"

Ways = dict[str, set[Pair]]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.duplicates")
    parser.add_argument("--half", choices=HALVES, default="measuring", help="default: %(default)s")
    parser.add_argument("--json", action="store_true", help="print all figures as JSON")
    parser.add_argument(
        "--missed", action="store_true", help="name the pairs that we miss, and the false ones"
    )
    arguments = parser.parse_args()
    try:
        half = load(arguments.half)
    except LabelError as error:
        sys.exit(str(error))
    report = measured(half)
    if not arguments.missed:
        del report["missed"], report["false"]
    if arguments.json:
        print(json.dumps({"half": arguments.half, **report}, indent=2))
        return
    print("\n".join(as_tables(arguments.half, report)))
    for kind, one, other in report.get("missed", ()):
        print(f"missed ({kind}): {one} | {other}")
    for kind, one, other in report.get("false", ()):
        print(f"false ({kind}): {one} | {other}")


def measured(half: Half) -> dict[str, Any]:
    """All figures of a half: what was found in which way, candidates, and signatures a second."""
    makers = rivals.makers()
    near = {pair(one.name, other.name) for one, other in within(half, WINDOW)}
    everywhere = _ways(half, makers)
    in_window = {name: pairs & near for name, pairs in everywhere.items() if name != OURS}
    labelled = {pair(one.name, other.name) for one, other in half.pairs()}
    texts = [article.text for article in half.articles]
    score = Score.of(half, everywhere[OURS])
    return {
        "articles": len(half.articles),
        "labelled": len(labelled),
        "pairs": {"all": len(half.articles) * (len(half.articles) - 1) // 2, "window": len(near)},
        "ways": {name: _figures(half, found) for name, found in everywhere.items()},
        "ways_in_window": {
            name: _figures(half, found)
            for name, found in {OURS: ours.by_store(half, WINDOW), **in_window}.items()
        },
        "candidates": _candidates(half, makers, labelled & near),
        "signatures_per_second": per_second({OURS: Sketch.of, **makers}, texts),
        "missed": sorted([score.labelled[each], *each] for each in score.missed),
        "false": sorted([kind, *each] for each, kind in score.false_kinds.items()),
    }


def _ways(half: Half, makers: dict[str, Callable[[str], rivals.Signature]]) -> Ways:
    """What each way finds, however far apart two articles are."""
    ways = {OURS: ours.by_store(half, None), RULE: ours.by_rule(half, None)}
    for name, make in makers.items():
        for bands, rows in rivals.BANDS:
            met = rivals.by_bands(half, make, bands, rows)
            ways[f"{name}, {bands} × {rows}"] = met
            ways[f"{name}, {bands} × {rows}, Jaccard ≥ {rivals.LEAST_JACCARD}"] = rivals.verified(half, met)
    ways[f"containment of 5-shingles ≥ {rivals.LEAST_CONTAINED}"] = rivals.by_containment(half)
    return ways


def _figures(half: Half, found: set[Pair]) -> dict[str, Any]:
    score, in_groups = Score.of(half, found), Score.of(half, grouped(found))
    return {
        "found": len(found),
        "precision": score.precision,
        "recall": score.recall,
        "false": len(score.false_kinds),
        "in_groups": {"precision": in_groups.precision, "recall": in_groups.recall},
        "recall_by_kind": score.recall_by_kind(),
        "false_by_kind": score.false_by_kind(),
    }


def _candidates(
    half: Half, makers: dict[str, Callable[[str], rivals.Signature]], labelled: set[Pair]
) -> dict[str, dict[str, float]]:
    """Of each index: the share of the labelled pairs that it brings together, what else, rows an article."""
    met, rows_of_ours = ours.by_sketch(half)
    indexes = {OURS: (met, rows_of_ours)}
    for name, make in makers.items():
        for bands, rows in rivals.BANDS:
            indexes[f"{name}, {bands} × {rows}"] = (rivals.by_bands(half, make, bands, rows), float(bands))
    return {
        name: {
            "recall": len(met & labelled) / len(labelled),
            "others": len(met - labelled),
            "rows_per_article": rows_per_article,
        }
        for name, (met, rows_per_article) in indexes.items()
    }


def as_tables(half: str, report: dict[str, Any]) -> Iterator[str]:
    """The report as Markdown."""
    yield (
        f"{half}: {report['articles']} articles, {report['labelled']} labelled pairs of "
        f"{report['pairs']['all']}, {report['pairs']['window']} of them at most {WINDOW.days} days apart"
    )
    yield "\nAll pairs:\n"
    yield from _ways_table(report["ways"])
    yield f"\nThose at most {WINDOW.days} days apart:\n"
    yield from _ways_table(report["ways_in_window"])
    yield "\nOf these, recall by what the editor did, and false pairs by what they are about:\n"
    yield from _kinds_table(report["ways_in_window"])
    yield "\n| index | labelled pairs that meet | other pairs that meet | rows an article |"
    yield "| --- | ---: | ---: | ---: |"
    for name, index in report["candidates"].items():
        yield f"| {name} | {index['recall']:.3f} | {index['others']} | {index['rows_per_article']:.1f} |"
    yield "\n| signatures | a second | × |"
    yield "| --- | ---: | ---: |"
    speeds = report["signatures_per_second"]
    for name, speed in speeds.items():
        yield f"| {name} | {speed:.0f} | {speed / speeds[OURS]:.2f} |"


def _ways_table(ways: dict[str, Any]) -> Iterator[str]:
    yield "| way | precision | recall | false pairs | precision in groups | recall in groups |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: |"
    for name, way in ways.items():
        yield (
            f"| {name} | {way['precision']:.3f} | {way['recall']:.3f} | {way['false']} "
            f"| {way['in_groups']['precision']:.3f} | {way['in_groups']['recall']:.3f} |"
        )


def _kinds_table(ways: dict[str, Any]) -> Iterator[str]:
    """A row for each kind; of the two MinHashes one, as the other comes to much the same."""
    ways = {name: way for name, way in ways.items() if not name.startswith("rensa")}
    yield f"| kind | pairs | {' | '.join(ways)} |"
    yield f"| --- | ---: |{' ---: |' * len(ways)}"
    for kind, (_, number) in ways[OURS]["recall_by_kind"].items():
        shares = (f"{way['recall_by_kind'][kind][0] / number:.2f}" for way in ways.values())
        yield f"| {kind} | {number} | {' | '.join(shares)} |"
    for kind in sorted({kind for way in ways.values() for kind in way["false_by_kind"]}):
        counts = (str(way["false_by_kind"].get(kind, 0)) for way in ways.values())
        yield f"| false: {kind} |  | {' | '.join(counts)} |"


if __name__ == "__main__":
    main()
