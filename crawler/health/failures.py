"""Names of what ends a crawl before its checks can be made."""

from __future__ import annotations

from crawler.finish_reasons import (
    ARCHIVE_LOST,
    CRAWL_DELAY,
    EXPORT_LOST,
    RETRY_AFTER,
    SITE_CLOSED,
    SITE_SILENT,
    STORE_LOST,
    TURNED_AWAY,
)

REACHABLE = "reachable"
"""The site gives no answer, or an error in place of its front page or its robots.txt (RFC 9309: then nothing
may be requested)."""
LISTED = "listed"
"""No listing of the site could be read."""
WELCOME = "welcome"
"""The site asks to be left alone for longer than a run waits."""
HAD = "had"
"""No article can be had."""
STORE, ARCHIVE, EXPORTED = "store", "archive", "exported"
"""What could not be written."""
USAGE = "usage"
"""The user made a mistake that only the site could show (a section that it does not have)."""
OTHER = "other"
"""What an extension of the user's own says."""
PROGRAM = "program"
"""A fault of this program."""

BY_FINISH_REASON = {
    SITE_SILENT: REACHABLE,
    TURNED_AWAY: HAD,
    RETRY_AFTER: WELCOME,
    CRAWL_DELAY: WELCOME,
    SITE_CLOSED: REACHABLE,
    STORE_LOST: STORE,
    ARCHIVE_LOST: ARCHIVE,
    EXPORT_LOST: EXPORTED,
}
"""Why a crawl was stopped -> the name of what failed."""
