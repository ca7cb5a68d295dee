"""Printed dates: what is read, in which zone, and what is no date."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfoNotFoundError

import pytest

from crawler.dates import customs_of, dates_in, parse_date, parse_date_line, to_instant

JAKARTA = "Asia/Jakarta"


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("2016-09-06T14:05:00+07:00", "2016-09-06T14:05:00+07:00"),
        ("2016-09-06T07:05:00Z", "2016-09-06T14:05:00+07:00"),
        ("2016-09-06T07:05:00.123Z", "2016-09-06T14:05:00+07:00"),
        ("2016-09-06T14:05+0700", "2016-09-06T14:05:00+07:00"),
        ("2016-09-06 14:05:00", "2016-09-06T14:05:00+07:00"),
        ("2016-09-06 14:05", "2016-09-06T14:05:00+07:00"),
        ("20160906T070500Z", "2016-09-06T14:05:00+07:00"),
        ("2016-W36-2", "2016-09-06"),
        ("2016-09-06", "2016-09-06"),
        ("20160906", "2016-09-06"),
        ("Tue, 06 Sep 2016 14:05:00 +0700", "2016-09-06T14:05:00+07:00"),
        ("Tue, 06 Sep 2016 07:05:00 GMT", "2016-09-06T14:05:00+07:00"),
        ("Mon Sep 05 2016 14:05:00 GMT+0700 (WIB)", "2016-09-05T14:05:00+07:00"),
        ("Selasa, 6 September 2016 | 14:05 WIB", "2016-09-06T14:05:00+07:00"),
        ("Selasa, 6 September 2016 14:05 WITA", "2016-09-06T13:05:00+07:00"),
        ("Selasa 06 September 2016, 14:05 WIT", "2016-09-06T12:05:00+07:00"),
        ("Jum'at, 12 Agu 2016 pukul 09.00 WIB", "2016-08-12T09:00:00+07:00"),
        ("Jum’at, 12 Agt 2016", "2016-08-12"),
        ("6 Pebruari 2016", "2016-02-06"),
        ("6 Nop 2016", "2016-11-06"),
        ("6 Des. 2016", "2016-12-06"),
        ("06/09/2016 14:05 WIB", "2016-09-06T14:05:00+07:00"),
        ("06/09/2016, 14.05", "2016-09-06T14:05:00+07:00"),
        ("06-09-2016", "2016-09-06"),
        ("6 Sep 2016 14.05", "2016-09-06T14:05:00+07:00"),
        ("6 Sep 2016 (14:05 WIB)", "2016-09-06T14:05:00+07:00"),
        ("14:05 WIB, 6 September 2016", "2016-09-06T14:05:00+07:00"),
        ("6 September 2016 14:05 GMT+7", "2016-09-06T14:05:00+07:00"),
        ("Rina Puspitasari - detikNews Selasa, 06 Sep 2016 14:05 WIB", "2016-09-06T14:05:00+07:00"),
        ("September 6th, 2016 at 2:05 pm", "2016-09-06T14:05:00+07:00"),
        ("Sept. 6, 2016 12:05 a.m.", "2016-09-06T00:05:00+07:00"),
        ("6. September 2016, 14:05 Uhr", "2016-09-06T14:05:00+07:00"),
        ("le 1er août 2016 à 14h05", "2016-08-01T14:05:00+07:00"),
        ("6 de septiembre de 2016, 14:05", "2016-09-06T14:05:00+07:00"),
        ("6 settembre 2016 alle 14:05", "2016-09-06T14:05:00+07:00"),
        ("6 de setembro de 2016 às 14h05", "2016-09-06T14:05:00+07:00"),
        ("6 maart 2016", "2016-03-06"),
        ("6 сентября 2016", "2016-09-06"),
        ("2016年9月6日 14時05分", "2016-09-06T14:05:00+07:00"),
    ],
)
def test_dates_are_read_in_the_zone_of_the_site(printed: str, value: str) -> None:
    assert parse_date(printed, JAKARTA) == value


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("Selasa, 6 September 2016 | 14:05", "2016-09-06"),
        ("2016-09-06 14:05:00", "2016-09-06"),
        ("2016-09-06T14:05:00+07:00", "2016-09-06T14:05:00+07:00"),
        ("2016-09-06T07:05:00Z", "2016-09-06T07:05:00+00:00"),
        ("6 September 2016 14:05 WITA", "2016-09-06T14:05:00+08:00"),
        ("6 September 2016 14:05 IST", "2016-09-06"),
    ],
)
def test_without_a_zone_a_local_time_gives_the_day_alone(printed: str, value: str) -> None:
    assert parse_date(printed, None) == value


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("July 6, 2016 2:05 p.m. ET", "2016-07-06T14:05:00-04:00"),
        ("December 6, 2016 2:05 p.m. ET", "2016-12-06T14:05:00-05:00"),
        ("09/06/2016 2:05 PM EDT", "2016-09-06T14:05:00-04:00"),
    ],
)
def test_american_papers_print_the_month_first(printed: str, value: str) -> None:
    assert parse_date(printed, None) == value


@pytest.mark.parametrize(
    "printed",
    [
        "3 jam yang lalu",
        "2 hours ago",
        "Kemarin, 14:05",
        "September 2016",
        "31 Februari 2016",
        "31/02/2016",
        "2016-13-01",
        "0000-00-00 00:00:00",
        "9999-12-31T23:59:59Z",
        "20 orang 2016 lalu",
        "",
    ],
)
def test_what_is_no_date_or_on_no_calendar_is_null(printed: str) -> None:
    assert parse_date(printed, JAKARTA) is None


@pytest.mark.parametrize(
    "printed", ["6 September 2016 12.500 orang", "6 September 2016 25:61", "6 Sep 2016 10 orang"]
)
def test_numbers_behind_a_date_are_no_time(printed: str) -> None:
    assert parse_date(printed, JAKARTA) == "2016-09-06"


def test_an_unknown_zone_is_an_error() -> None:
    with pytest.raises(ZoneInfoNotFoundError):
        parse_date("6 September 2016", "Asia/Batavia")


@pytest.mark.parametrize(
    "line",
    [
        "Selasa, 6 September 2016 | 14:05 WIB",
        "Kompas.com - 06/09/2016, 14:05 WIB",
        "Diterbitkan pada 6 September 2016 14:05 WIB",
        "Published: 6 Sep 2016, 14:05",
    ],
)
def test_a_line_with_nothing_but_a_date_is_a_date_line(line: str) -> None:
    assert parse_date_line(line, JAKARTA) == "2016-09-06T14:05:00+07:00"


@pytest.mark.parametrize(
    "line",
    [
        "Lahir di Blora, 6 September 2016",
        "6 September 2016 menjadi hari terakhir pameran itu.",
        "Pada 6 September 2016, pukul 14.05, hujan turun",
        "Surat bertanggal 06/09/2016",
        "",
    ],
)
def test_a_line_that_says_more_is_no_date_line(line: str) -> None:
    assert parse_date_line(line, JAKARTA) is None


@pytest.mark.parametrize(
    ("value", "instant"),
    [
        ("2016-09-06T14:05:00+07:00", datetime(2016, 9, 6, 7, 5, tzinfo=UTC)),
        ("2016-09-06", datetime(2016, 9, 6, tzinfo=UTC)),
        ("0001-01-01T00:00:00+07:00", None),
        ("kemarin", None),
    ],
)
def test_dates_of_articles_are_instants(value: str, instant: datetime | None) -> None:
    assert to_instant(value) == instant


@pytest.mark.parametrize(
    ("printed", "tag", "value"),
    [
        ("الأربعاء، 07 أكتوبر 2020 - 12:09 م", "ar", "2020-10-07"),
        ("٥ آذار/مارس ٢٠٢٤", "ar", "2024-03-05"),
        ("5 كانون الثاني 2024", "ar", "2024-01-05"),
        ("۵ مارس ۲۰۲۴", "fa", "2024-03-05"),
        ("5 मार्च 2024", "hi", "2024-03-05"),
        ("05 EKİM 2024 Cumartesi", "tr", "2024-10-05"),
        ("Τρίτη 5 ΜΑΡΤΙΟΥ 2024", "el", "2024-03-05"),
        ("5 marca 2024", "pl", "2024-03-05"),
        ("5. listopada 2024", "hr", "2024-10-05"),
        ("5 listopada 2024", "pl", "2024-11-05"),
        ("5 березня 2024", "uk", "2024-03-05"),
        ("Ngày 5 tháng 3 năm 2024", "vi", "2024-03-05"),
        ("2024. március 5.", "hu", "2024-03-05"),
        ("입력 2024. 3. 5.", "ko", "2024-03-05"),
        ("2024년 3월 5일", "ko", "2024-03-05"),
        ("5. maaliskuuta 2024", "fi", "2024-03-05"),
        ("5 d’abril de 2024", "ca", "2024-04-05"),
        ("5 במרץ 2024", "he", "2024-03-05"),
        ("5 มีนาคม 2567", "th", "2024-03-05"),
        ("05 / Mar / 2024", "id", "2024-03-05"),
        ("Mon Aug 03 12:45:00 EDT 2015", "en", "2015-08-03T12:45:00-04:00"),
        ("2024-03-05T09:10:0Z", "en", "2024-03-05T09:10:00+00:00"),
        ("2024-03-05T09:10:00:684Z", "en", "2024-03-05T09:10:00+00:00"),
        ("Oct 9, 2019, 11:05 IST", "en-IN", "2019-10-09T11:05:00+05:30"),
        ("Oct 9, 2019, 11:05 IST", "en", "2019-10-09"),
        ("03/05/2024", "en-US", "2024-03-05"),
        ("03/05/2024", "en", None),
        ("5.3.2024", "en", "2024-03-05"),
        ("Tue, 03/25/2024 - 11:38", "id", "2024-03-25"),
        ("13/14/2024", "en-US", None),
        ("1399/04/12", "fa", None),
    ],
)
def test_dates_of_other_languages_and_countries(printed: str, tag: str, value: str | None) -> None:
    assert parse_date(printed, None, customs_of(tag)) == value


def test_a_year_of_two_digits_is_one_only_where_it_is_asked_for() -> None:
    assert parse_date("5.3.24", None) is None
    assert [found.value for found in dates_in("Daerah, 5.3.24", None, short_years=True)] == ["2024-03-05"]
    assert dates_in("v5.3.24.1 10:5.3", None, short_years=True) == []
