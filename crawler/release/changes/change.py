"""What became of an article since the earlier release."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from crawler.store.differences import Difference

Became = Literal["added", "edited", "gone", "left_out"]
Cause = Literal["site", "extractor"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """An article of either release that is not the same in both."""

    change: Became
    """``gone``: the newspaper no longer has it; ``left_out``: the store or the release does without it."""
    url: str
    """Its URL, in the newer release if it is there."""
    site: str
    headline: str
    published_at: str | None
    earlier_url: str | None = None
    """Its URL in the earlier release, if it moved since."""
    kinds: Sequence[str] = ()
    """What an edit changed: headline, figures, wording, paragraphs added or removed, metadata, address."""
    cause: Cause | None = None
    """Who made an edit: the newspaper (``site``), or a newer version of the extraction (``extractor``)."""
    differences: Sequence[Difference] = ()
    gone_at: str | None = None
    """Since when it is gone: ISO 8601, UTC."""
    reason: str | None = None
    """Why it is left out: near_duplicate, too_short, other_newspaper or not_stored."""
