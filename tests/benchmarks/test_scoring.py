"""The score of what was found among labelled pairs, and what we find in a store."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from benchmarks.duplicates import ours
from benchmarks.duplicates.labelled import Half, Labelled
from benchmarks.duplicates.scoring import Score, grouped, pair, within

TEXT = """Kapal feri yang berlayar dari Lembar, Lombok, kandas di karang dekat mulut Pelabuhan Padangbai, \
Karangasem, Bali, Jumat pukul 19.10 Wita. Sebanyak 41 penumpang dan 23 awak dievakuasi dengan selamat.

Kepala Kantor SAR Denpasar, Gede Darmayasa, mengatakan arus kuat menyeret kapal \
ketika menunggu giliran sandar."""


def article(name: str, belongs_to: str, kind: str, day: int = 1, text: str = TEXT) -> Labelled:
    published = datetime.fromisoformat("2020-06-01T12:00:00+08:00") + timedelta(days=day)
    return Labelled(name, published, "Feri Kandas", text, belongs_to, kind)


HALF = Half(
    [
        article("feri", "feri", "story"),
        article("feri-1", "feri", "reprint", day=2),
        article("feri-2", "feri", "shortened", day=2),
        article("feri-3", "feri", "unlike", day=3, text="Sopir truk bercerita."),
        article("cuaca-1", "cuaca", "weather", text="Surabaya berawan, suhu 31 derajat."),
        article("cuaca-2", "cuaca", "weather", day=60, text="Medan hujan, suhu 28 derajat."),
    ]
)


def test_recall_is_told_by_what_the_editor_did() -> None:
    score = Score.of(HALF, {pair("feri-1", "feri"), pair("feri-2", "feri-1")})
    assert score.recall_by_kind() == {"between": (1, 1), "reprint": (1, 1), "shortened": (0, 1)}
    assert score.missed == {("feri", "feri-2")}
    assert score.precision == 1.0
    assert score.recall == pytest.approx(2 / 3)


def test_false_pairs_are_told_by_what_they_are_about() -> None:
    found = {pair("feri", "feri-1"), ("cuaca-1", "cuaca-2"), ("feri", "feri-3"), ("cuaca-1", "feri-3")}
    score = Score.of(HALF, found)
    assert score.false_by_kind() == {"weather": 1, "unlike": 1, "different stories": 1}
    assert score.precision == pytest.approx(1 / 4)


def test_what_finds_nothing_finds_nothing_false() -> None:
    assert Score.of(HALF, set()).precision == 1.0


def test_connected_pairs_are_one_group() -> None:
    assert grouped([("a", "b"), ("c", "d"), ("b", "c"), ("x", "y")]) == {
        *[("a", "b"), ("a", "c"), ("a", "d"), ("b", "c"), ("b", "d"), ("c", "d")],
        ("x", "y"),
    }


def test_a_window_leaves_out_what_lies_farther_apart() -> None:
    near = {pair(one.name, other.name) for one, other in within(HALF, timedelta(days=1))}
    assert ("feri", "feri-1") in near
    assert ("cuaca-1", "cuaca-2") not in near
    assert len(list(within(HALF, None))) == 15


@pytest.mark.parametrize("window", [None, timedelta(days=30)])
def test_a_store_finds_the_reprints_of_a_story(window: timedelta | None) -> None:
    score = Score.of(HALF, ours.by_store(HALF, window))
    assert (score.precision, score.recall) == (1.0, 1.0)
