"""Faults of the program itself: one sentence in the log, and the traceback at LOG_LEVEL=DEBUG."""

from __future__ import annotations

import logging

logger = logging.getLogger(__name__)


def error_reason(error: BaseException | None) -> str:
    """Return the reason under which what could not be read because of a fault is counted."""
    return f"error_{type(error).__name__}"


def log_fault(what: str, error: BaseException) -> None:
    """Log that something could not be read because of a fault of the program; ``what``: its URL."""
    logger.error(
        "%s could not be read: %s (%s). That is a fault of the program; please report it with this URL.",
        what,
        error_reason(error),
        " ".join(str(error).split())[:200],
    )
    logger.debug("Where it happened:", exc_info=error)
