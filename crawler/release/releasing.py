"""The steps of a release, in their order: articles, changes, papers, checksums."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from crawler.article import Article, StoredArticle
from crawler.release.card import Examined, make_card
from crawler.release.changes import Changes, Earlier, Register, compare, write_changes
from crawler.release.checksums import write_checksums
from crawler.release.counting import Tally
from crawler.release.croissant import croissant
from crawler.release.data_files import write_articles
from crawler.release.facts import CARD, CROISSANT, PROVENANCE, DataFile, Facts, Split
from crawler.release.provenance import Provenance, as_json
from crawler.release.selecting import LeftOut, Selection, selected
from crawler.release.splitting import Splits

_FEW = 3
"""Newspapers that a release is named after; of more it is named after their number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a release is to be."""

    wanted: Selection
    splits: Splits
    provenance: Provenance
    """Of the newspapers that are wanted."""
    examined: Examined | None
    """What their audit found; None: none was made."""
    earlier: Earlier | None = None
    """The release with which it is compared."""


@dataclass(frozen=True, slots=True)
class Released:
    """What was written."""

    tally: Tally
    changes: Changes | None


def write_release(conn: Connection, folder: Path, plan: Plan) -> Released:
    """Write a release into an empty folder. Memory does not grow with the number of articles.

    ``conn`` sees one state of the store throughout. Raises OSError, StoreError, BadRelease.
    """
    tally, changes = Tally(), None
    with Register() if plan.earlier else nullcontext() as register:
        files = write_articles(folder, _articles(conn, plan, tally, register), plan.splits)
        if plan.earlier and register:
            changes = Changes(plan.earlier.as_of)
            files.append(write_changes(folder, compare(conn, plan.earlier, register), changes))
    facts = _facts(tally, plan.provenance, files, plan.wanted.in_words)
    card = make_card(
        facts,
        tally,
        plan.provenance,
        splits=plan.splits,
        wanted=plan.wanted,
        examined=plan.examined,
        changes=changes,
    )
    (folder / CARD).write_text(card, "utf-8")
    _write_json(folder / CROISSANT, croissant(facts, plan.provenance))
    _write_json(folder / PROVENANCE, as_json(plan.provenance))
    write_checksums(folder, {each.name: each.sha256 for each in files})
    return Released(tally, changes)


def _articles(
    conn: Connection, plan: Plan, tally: Tally, register: Register | None
) -> Iterator[tuple[Article, Split]]:
    """Yield the articles with their splits, and count and note them on their way."""

    def leave_out(each: StoredArticle, why: LeftOut) -> None:
        tally.leave_out(each, why)
        if register is not None:
            register.note(each, why)

    for each in selected(conn, plan.wanted, leave_out):
        split = plan.splits.of(each)
        tally.add(each, split)
        if register is not None:
            register.note(each)
        yield each, split


def _facts(tally: Tally, provenance: Provenance, files: list[DataFile], only: str) -> Facts:
    newspapers = tally.newspapers()
    names = [each.name for each in newspapers]
    few = 0 < len(names) <= _FEW
    return Facts(
        name=f"{'-'.join(names)}-news" if few else f"{len(names)}-newspapers",
        title=f"News articles of {', '.join(names)}" if few else f"News articles of {len(names)} newspapers",
        as_of=provenance.as_of,
        newspapers=newspapers,
        languages=tally.languages_by_number(),
        only=only,
        files=files,
    )


def _write_json(path: Path, content: dict[str, Any]) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", "utf-8")
