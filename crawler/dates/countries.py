"""The zone of a newspaper that names none: that of its country, where the country has one.

A site under a country's top-level domain, in the language of that country, prints the time of day there.
Only countries that have one zone in the tz database (https://www.iana.org/time-zones, ``zone.tab``), or whose
other zones are those of far islands with few newspapers, and that share their language with no other country
that uses the domain. English, French, Spanish and Portuguese are written everywhere, and tell nothing.
"""

from __future__ import annotations

_COUNTRIES = {
    ("jp", "ja"): "Asia/Tokyo",
    ("kr", "ko"): "Asia/Seoul",
    ("tw", "zh"): "Asia/Taipei",
    ("hk", "zh"): "Asia/Hong_Kong",
    ("th", "th"): "Asia/Bangkok",
    ("vn", "vi"): "Asia/Ho_Chi_Minh",
    ("my", "ms"): "Asia/Kuala_Lumpur",
    ("in", "hi"): "Asia/Kolkata",
    ("bd", "bn"): "Asia/Dhaka",
    ("np", "ne"): "Asia/Kathmandu",
    ("pk", "ur"): "Asia/Karachi",
    ("ir", "fa"): "Asia/Tehran",
    ("il", "he"): "Asia/Jerusalem",
    ("tr", "tr"): "Europe/Istanbul",
    ("de", "de"): "Europe/Berlin",
    ("at", "de"): "Europe/Vienna",
    ("ch", "de"): "Europe/Zurich",
    ("it", "it"): "Europe/Rome",
    ("nl", "nl"): "Europe/Amsterdam",
    ("be", "nl"): "Europe/Brussels",
    ("pl", "pl"): "Europe/Warsaw",
    ("cz", "cs"): "Europe/Prague",
    ("sk", "sk"): "Europe/Bratislava",
    ("hu", "hu"): "Europe/Budapest",
    ("ro", "ro"): "Europe/Bucharest",
    ("bg", "bg"): "Europe/Sofia",
    ("gr", "el"): "Europe/Athens",
    ("hr", "hr"): "Europe/Zagreb",
    ("si", "sl"): "Europe/Ljubljana",
    ("rs", "sr"): "Europe/Belgrade",
    ("dk", "da"): "Europe/Copenhagen",
    ("no", "no"): "Europe/Oslo",
    ("no", "nb"): "Europe/Oslo",
    ("no", "nn"): "Europe/Oslo",
    ("se", "sv"): "Europe/Stockholm",
    ("fi", "fi"): "Europe/Helsinki",
    ("ee", "et"): "Europe/Tallinn",
    ("lv", "lv"): "Europe/Riga",
    ("lt", "lt"): "Europe/Vilnius",
    ("ua", "uk"): "Europe/Kyiv",
}
"""The top-level domain and the language of its country -> the zone there."""


def zone_of_country(domain: str, language: str | None) -> str | None:
    """Return the IANA zone of a country by its top-level domain and the language of a page under it.

    >>> zone_of_country("jp", "ja"), zone_of_country("id", "id"), zone_of_country("jp", "en")
    ('Asia/Tokyo', None, None)
    """
    return _COUNTRIES.get((domain, language or ""))
