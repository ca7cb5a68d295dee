"""The tables of `scrapy reextract`: two columns that never touch, whatever the names and numbers."""

from __future__ import annotations

from collections import Counter

from crawler.reextraction.comparing import Change
from crawler.reextraction.report import Report
from crawler.reextraction.visits import Tally
from tests.crawler.storing import article

RULES = {"learned_kunjungi_juga_kanal_berita_kami": 1, "slogan": 1_234_567}


def test_long_names_and_wide_numbers_stay_in_columns_of_their_own() -> None:
    report = Report(0)
    before = article(removed=dict.fromkeys(RULES, 9))
    report.add(Change(before, article(removed=RULES)))
    found = Tally()
    found.refused = Counter({"a_reason_with_a_name_of_many_words": 3, "empty": 1_200_000})
    lines = list(report.lines(found, 1, is_dry=True))
    tables = [each.split("\n") for each in "\n".join(lines).split("\n\n")[1:]]
    assert len(tables) == 3
    for heading, *rows in tables:
        starts = {row.index("  ") > 0 for row in rows}
        assert starts == {True}, rows
        column = heading.rindex("  ") + 2
        assert all(row[:column].endswith("  ") for row in rows), (heading, rows)
        assert len({len(row) for row in rows}) == 1, rows
    assert "slogan" + " " * 35 + "9 -> 1,234,567" in "\n".join(lines)
