"""In which split each article is: by its story, so that no two versions of one stand in different splits."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from hashlib import sha256
from typing import get_args

from crawler.article import Article
from crawler.errors import Trouble
from crawler.release.facts import Split
from crawler.urls import article_key

NAMES: tuple[Split, ...] = get_args(Split)
"""In the order in which they stand, and are given their shares."""
USUAL = "train/validation/test"

_USUAL_SHARES = {"train": 8, "validation": 1, "test": 1}
_PART = re.compile(r"(?:(?P<name>[a-z]+)\s*(?:=\s*)?)?(?P<share>[0-9]{1,9}(?:\.[0-9]{1,9})?)?\s*%?")
_ALL = 1 << 64


class NotSplits(Trouble):
    """A text that says no splits."""

    is_mistake = True


@dataclass(frozen=True, slots=True)
class Splits:
    """The splits of a release, with their shares of all stories."""

    shares: Mapping[Split, Fraction]
    """In the order of :data:`NAMES`; their sum is one."""

    @property
    def names(self) -> Sequence[Split]:
        """The splits there are."""
        return list(self.shares)

    def of(self, article: Article) -> Split:
        """Return the split of an article: the same in each release that has the same shares.

        It is drawn by the URL of the earliest version of its story, so chance decides how near the splits
        come to their shares.
        """
        story = article.near_duplicate_of or article.url or ""
        drawn = int.from_bytes(sha256(article_key(story).encode()).digest()[:8])
        upto = Fraction(0)
        for name, share in self.shares.items():
            upto += share
            if drawn < upto * _ALL:
                return name
        raise AssertionError("the shares are one together")


WHOLE = Splits({"train": Fraction(1)})
"""All of it is ``train``, as ``datasets`` calls what is not split."""


def parse_splits(text: str) -> Splits:
    """Read splits: names (``train/test``), shares (``80/10/10``), or both (``train=90/test=10``).

    Names alone have the usual shares, eight to one to one; shares alone are those of train, validation and
    test, or of train and test. Raises NotSplits.

    >>> parse_splits("90/10").shares
    {'train': Fraction(9, 10), 'test': Fraction(1, 10)}
    """
    parts = [_PART.fullmatch(part.strip()) for part in re.split("[/,:]", text)]
    found = [(part["name"], part["share"]) for part in parts if part and (part["name"] or part["share"])]
    names = [name or usual for (name, _), usual in zip(found, _usual_names(len(found)), strict=False)]
    of_all = [each for _, each in found]
    if len(found) != len(parts) or not found or len(names) != len(found):
        raise _not_splits(text, f"names are {', '.join(NAMES)}")
    if unknown := next((name for name in names if name not in NAMES), None):
        raise _not_splits(text, f"there is no split {unknown!r}")
    if twice := next((name for name in names if names.count(name) > 1), None):
        raise _not_splits(text, f"{twice} stands there twice")
    if len({share is None for share in of_all}) > 1:
        raise _not_splits(text, "give each a share, or none")
    shares = {name: Fraction(share or _USUAL_SHARES[name]) for name, share in zip(names, of_all, strict=True)}
    total = sum(shares.values())
    if not all(shares.values()):
        raise _not_splits(text, "a share is 0")
    return Splits({name: shares[name] / total for name in NAMES if name in shares})


def _usual_names(number: int) -> Sequence[Split]:
    return NAMES if number > 2 else ("train", "test")


def _not_splits(text: str, why: str) -> NotSplits:
    return NotSplits(f"--split {text!r}: {why}; write {USUAL}, 80/10/10 or train=90/test=10")
