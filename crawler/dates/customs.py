"""What is known of how a page writes its dates: by its language and its country."""

from __future__ import annotations

from dataclasses import dataclass

_MONTH_FIRST = frozenset({"US", "PR", "PH", "GU", "VI", "FM", "MH"})
"""Countries that write the month before the day in digits, by the CLDR's short dates."""
_BOTH = frozenset({"CA"})
_ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class Customs:
    """How a page writes its dates, as far as it is known."""

    language: str | None = None
    """The primary tag (BCP 47) of its language, in lower case."""
    region: str | None = None
    """The ISO code of its country, in upper case."""
    month_first: bool | None = False
    """Whether 3/5/2024 is March 5; None: not known, so such a date is not read at all."""


UNKNOWN = Customs()
"""Nothing is known: the day comes first, as in most of the world."""


def customs_of(tag: str | None) -> Customs:
    """Return the customs of a language tag (BCP 47) or a locale.

    English alone tells nothing about the order: it is that of both sides of the Atlantic.

    >>> customs_of("en-US").month_first, customs_of("en_GB").month_first, customs_of("en").month_first
    (True, False, None)
    >>> customs_of("id").month_first
    False
    """
    language, *rest = (tag or "").strip().replace("_", "-").split("-")
    language = language.lower()
    if not 2 <= len(language) <= 3 or not language.isalpha():
        return UNKNOWN
    region = next((part.upper() for part in rest if len(part) == 2 and part.isalpha()), None)
    if region in _BOTH or (region is None and language == _ENGLISH):
        return Customs(language, region, None)
    return Customs(language, region, region in _MONTH_FIRST)
