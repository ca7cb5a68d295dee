"""In which way a run failed, and what shows that this is over."""

from __future__ import annotations

from typing import Literal, get_args

from crawler import stats
from crawler.health import CHECKS, failures
from crawler.health.ending import Ending

Proof = Literal["run", "article", "new_article"]
"""What a healthy run must have had to show that a failure is over. A run that finds nothing new is healthy
also while the theme is broken: if it ended the alarm, the next article would raise it again, each hour."""

_NOT_OF_ARTICLES = {
    failures.REACHABLE,
    failures.LISTED,
    failures.WELCOME,
    failures.EXPORTED,
    "listings",
}
"""Names of checks that a run passes by itself, whether it had an article or not."""
_OF_ARTICLES = {check.name: check for check in CHECKS if check.name not in _NOT_OF_ARTICLES}
"""The others of ours; what a check of the user's own wants to see, nobody knows."""


def way_of_failing(ending: Ending) -> str:
    """Return in which way a run failed: the names of the checks. Two runs with the same have one trouble."""
    return ", ".join(sorted({check.name for check in ending.failed_checks})) or ending.reason


def proof_wanted(ending: Ending) -> Proof:
    """Return what a later run must have had to show that the failure of this one is over."""
    about_articles = [check for check in ending.failed_checks if check.name in _OF_ARTICLES]
    if any(check.is_by_history for check in about_articles):
        return "new_article"
    return "article" if about_articles else "run"


def shows(ending: Ending, proof: str) -> bool:
    """Say whether a healthy run shows that a failure is over."""
    if proof == "new_article":
        return ending.numbers.number(stats.ARTICLE_NEW) > 0
    return proof == "run" or any(ending.numbers.number(each) for each in stats.STORED.values())


def as_proof(text: object) -> Proof:
    """Return what was kept as a proof. Raises ValueError."""
    found: Proof | None = next((proof for proof in get_args(Proof) if proof == text), None)
    if found is None:
        raise ValueError(text)
    return found
