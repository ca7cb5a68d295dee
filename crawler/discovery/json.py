"""JSON as it is found on the web: with a byte order mark, or with an HTML page in its place."""

from __future__ import annotations

import json
from typing import Any

from crawler.discovery.listing import NotAListing


def read_json(body: bytes) -> Any:
    """Decode a response body. Raises NotAListing("empty" | "html" | "invalid_json")."""
    text = body.decode("utf-8-sig", "replace").strip()
    if not text:
        raise NotAListing("empty")
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NotAListing("html" if text.startswith("<") else "invalid_json") from error
