"""Lines of a page in; paragraphs of the story, and a trace of what was removed, out."""

from __future__ import annotations

from crawler.cleaning.cleaned import Cleaned, Removal
from crawler.cleaning.cleaner import clean
from crawler.cleaning.plain import clean_text
from crawler.rules import Kind, Line
from crawler.text import TooLong, normalize

__all__ = ["Cleaned", "Kind", "Line", "Removal", "TooLong", "clean", "clean_text", "normalize"]
