"""Settings that are numbers."""

from __future__ import annotations

from scrapy.exceptions import UsageError


def whole_number(value: object, name: str, *, least: int = 0, most: int | None = None) -> int:
    """Return a setting as a number. Raises UsageError, which names the setting."""
    try:
        number = int(str(value))
    except ValueError:
        number = least - 1
    if number < least or (most is not None and number > most):
        limits = f"at least {least}" if most is None else f"from {least} to {most}"
        raise UsageError(f"the setting {name}={value} must be a whole number, {limits}")
    return number
