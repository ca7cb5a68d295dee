"""What surrounds a printed story: dateline, signoff, the picture's credit, the authors' names."""

from __future__ import annotations

from crawler.byline.authors import choose_authors, clean_authors, names_same, read_authors
from crawler.byline.caption import is_captioned, split_caption
from crawler.byline.dateline import publisher_names, split_dateline
from crawler.byline.makers import read_makers
from crawler.byline.opening import LINES_ABOVE, Opening, leads_in
from crawler.byline.persons import is_person
from crawler.byline.signoff import split_signoff

__all__ = [
    "LINES_ABOVE",
    "Opening",
    "choose_authors",
    "clean_authors",
    "is_captioned",
    "is_person",
    "leads_in",
    "names_same",
    "publisher_names",
    "read_authors",
    "read_makers",
    "split_caption",
    "split_dateline",
    "split_signoff",
]
