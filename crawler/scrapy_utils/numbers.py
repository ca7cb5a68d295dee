"""Settings that are numbers, as people give them."""

from __future__ import annotations

from scrapy.exceptions import UsageError


def whole_number(value: object, name: str, *, least: int = 0) -> int:
    """Return a setting as a number. Raises UsageError, with its name in the sentence."""
    try:
        number = int(str(value))
    except ValueError:
        number = least - 1
    if number < least:
        raise UsageError(f"the setting {name}={value} is no whole number from {least} on")
    return number
