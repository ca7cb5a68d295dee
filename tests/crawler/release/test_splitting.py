"""Splits: how they are written, and that a story stays in its own."""

from __future__ import annotations

import doctest
from collections import Counter
from fractions import Fraction

import pytest

from crawler.release import splitting
from crawler.release.splitting import WHOLE, NotSplits, parse_splits
from tests.crawler.storing import another


@pytest.mark.parametrize(
    ("text", "shares"),
    [
        ("train/validation/test", {"train": "4/5", "validation": "1/10", "test": "1/10"}),
        ("train/test", {"train": "8/9", "test": "1/9"}),
        ("test", {"test": "1"}),
        ("80/10/10", {"train": "4/5", "validation": "1/10", "test": "1/10"}),
        ("80%/20%", {"train": "4/5", "test": "1/5"}),
        ("0.9/0.1", {"train": "9/10", "test": "1/10"}),
        ("8,1,1", {"train": "4/5", "validation": "1/10", "test": "1/10"}),
        ("test=1/train=3", {"train": "3/4", "test": "1/4"}),
        ("train = 90 % , test = 10 %", {"train": "9/10", "test": "1/10"}),
        ("100", {"train": "1"}),
    ],
)
def test_splits_are_names_shares_or_both(text: str, shares: dict[str, str]) -> None:
    found = parse_splits(text).shares
    assert dict(found) == {name: Fraction(share) for name, share in shares.items()}
    assert list(found) == [name for name in splitting.NAMES if name in shares]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "names are train, validation, test"),
        ("/", "names are train, validation, test"),
        ("train//test", "names are train, validation, test"),
        ("train/dev/test", "there is no split 'dev'"),
        ("80/20/0", "a share is 0"),
        ("0", "a share is 0"),
        ("-80/20", "names are"),
        ("1e9/1", "names are"),
        ("80/10/5/5", "names are"),
        ("train/train", "train stands there twice"),
        ("train=80/test", "give each a share, or none"),
        ("9999999999/1", "names are"),
        ("٨٠/٢٠", "names are"),
    ],
)
def test_what_is_no_splits_is_named_with_what_to_write(text: str, why: str) -> None:
    with pytest.raises(NotSplits) as refused:
        parse_splits(text)
    assert str(refused.value).startswith(f"--split {text!r}: {why}")
    assert str(refused.value).endswith("write train/validation/test, 80/10/10 or train=90/test=10")


def test_examples_in_the_documentation_hold() -> None:
    assert doctest.testmod(splitting).failed == 0


def test_shares_are_met_as_far_as_chance_goes() -> None:
    splits = parse_splits("80/10/10")
    found = Counter(splits.of(another(f"berita-{number}")) for number in range(5000))
    assert 3900 < found["train"] < 4100 and 420 < found["validation"] < 580


def test_a_version_is_where_the_earliest_one_is_however_its_address_is_spelled() -> None:
    splits = parse_splits("1/1/1")
    for number in range(50):
        first = another(f"cerita-{number}")
        later = another("lain", near_duplicate_of=f"http://www.telegraf.co.id/cerita-{number}")
        assert splits.of(first) == splits.of(later)


def test_without_splits_all_is_train() -> None:
    assert WHOLE.of(another("apa-saja")) == "train"
