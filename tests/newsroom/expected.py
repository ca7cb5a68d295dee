"""What a crawl of the newspaper should extract: the expectations that a reader wrote for the fixtures.

>>> from tests.newsroom.expected import expected_articles
>>> articles = expected_articles("http://127.0.0.1:8000")
>>> articles["http://127.0.0.1:8000/gempa-5-2-guncang-lebak-tidak-berpotensi-tsunami/"]["section"]
'Nasional'
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Literal

from tests.newsroom.answer import HOST
from tests.newsroom.fixtures import Fixture, further_pages, read_fixtures
from tests.newsroom.options import FIXTURES

NO_FIELDS = {"reviewed", "holds", "record", "stored", "encoding"}
"""Keys of an expectation that are not fields of the article."""


def fields_of(fixture: Fixture) -> dict[str, Any]:
    """Return the article's fields that a page gives."""
    return {name: value for name, value in fixture.expected.items() if name not in NO_FIELDS}


def expected_articles(
    site_url: str, way: Literal["page", "api"] = "page", folder: Path = FIXTURES
) -> dict[str, dict[str, Any]]:
    """Return URL -> fields of each article, its pages joined, in a newspaper served at ``site_url``.

    ``way``: what the text is read from; a REST record tells other things than its page. The URLs are
    pretty permalinks.
    """
    fixtures = read_fixtures(folder)
    first_pages = [each for each in fixtures if not each.refused and each.url == f"{HOST}/{each.name}/"]
    articles = {}
    for first in first_pages:
        fields = fields_of(first)
        further = [fields_of(each) for each in further_pages(first, fixtures)]
        if further:
            fields["text"] = "\n\n".join([fields["text"], *(each["text"] for each in further)])
            fields["signoff"] = further[-1]["signoff"]
        if way == "api":
            fields |= first.expected.get("record", {}) | {"source": "api", "canonical_url": None}
        fields = json.loads(json.dumps(fields).replace(HOST, site_url))
        articles[fields["url"]] = fields
    return articles
