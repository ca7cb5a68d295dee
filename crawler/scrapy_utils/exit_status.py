"""The exit statuses of the commands; 0 is healthy."""

from __future__ import annotations

FAILED = 1
"""The job could not be done."""
MISUSED = 2
"""The user made a mistake."""
LOCKED = 75
"""Another run of this site on this store is still going (EX_TEMPFAIL)."""
INTERRUPTED = 130
"""The user stopped it by Ctrl-C (128 + SIGINT)."""
