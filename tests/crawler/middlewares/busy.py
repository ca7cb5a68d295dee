"""A pipeline that keeps the event loop busy, as a slow database does."""

from __future__ import annotations

import time


class Busy:
    """Sleeps at each item."""

    def process_item(self, item: object) -> object:
        """Return the item, late."""
        time.sleep(0.3)
        return item
