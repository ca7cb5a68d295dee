"""The names in a line of a byline, printed in pieces."""

from __future__ import annotations

import pytest

from crawler.byline.authors_line import Piece, Reading, is_label, person_before

LINES: dict[str, tuple[list[list[str]], list[str]]] = {
    "a lead-in and a name": ([["Oleh", "Siti Aminah"]], ["Siti Aminah"]),
    "a lead-in in the text": ([["Penulis: Siti Aminah"]], ["Siti Aminah"]),
    "a lead-in above": ([["Written by"], ["Siti Aminah"]], ["Siti Aminah"]),
    "nothing without one": ([["Siti Aminah"]], []),
    "nothing from a line further down": ([["Oleh"], ["Harga cabai naik"], ["Siti Aminah"]], []),
    "a list over lines": (
        [["By"], ["Siti Aminah", "0", ","], ["Budi Santoso", ","]],
        ["Siti Aminah", "Budi Santoso"],
    ),
    "a comma before a date connects nothing": (
        [["Oleh Siti Aminah", ", 5 Maret 2024"], ["Baca Nanti"]],
        ["Siti Aminah"],
    ),
    "roles": ([["Oleh", "Siti Aminah", "Reporter"], ["Kota Lama"]], ["Siti Aminah"]),
    "who did something else": (
        [["Disunting oleh", "Budi Santoso"], ["Oleh", "Siti Aminah"]],
        ["Siti Aminah"],
    ),
    "an agency": ([["von", "APA"]], []),
    "on behalf of": ([["By Siti Aminah on behalf of Kelompok Warga"]], ["Siti Aminah"]),
    "nothing behind another line": (
        [["Oleh Siti Aminah"], ["Harga cabai"], ["Oleh Budi Santoso"]],
        ["Siti Aminah"],
    ),
}


@pytest.mark.parametrize(("lines", "names"), LINES.values(), ids=LINES.keys())
def test_names_follow_a_lead_in(lines: list[list[str]], names: list[str]) -> None:
    reading = Reading()
    for line in lines:
        reading.line([Piece(text) for text in line])
    assert reading.names == names


def test_marked_names_need_no_lead_in() -> None:
    reading = Reading()
    reading.line([Piece("Siti Aminah", is_marked=True), Piece("Staff Writer", is_marked=True)])
    reading.line([Piece("View author archive", is_marked=True)])
    assert reading.names == ["Siti Aminah"]


@pytest.mark.parametrize(
    "label",
    [
        "Link Copied",
        "View author archive",
        "Get author RSS feed",
        "Follow",
        "51 Comments",
        "3 menit",
        "Ikuti",
    ],
)
def test_the_text_of_a_button_is_a_label(label: str) -> None:
    assert is_label(label)


def test_a_name_is_no_label() -> None:
    assert not any(map(is_label, ("Siti Aminah", "Mei Lestari", "Agus Barus", "Sri Bagus")))


def test_a_name_stands_alone_or_beside_a_date() -> None:
    assert person_before([Piece("Siti Aminah | Senior Writer | 5 Maret 2024")]) == "Siti Aminah"
    assert person_before([Piece("Siti Aminah tiba di Kota Lama")]) is None
    assert person_before([Piece("Berita Utama"), Piece("Harga cabai")]) is None
