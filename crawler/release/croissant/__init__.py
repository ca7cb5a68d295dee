"""The metadata of a release as Croissant 1.0 (https://docs.mlcommons.org/croissant/docs/croissant-spec.html).

``describing.py`` puts it together of ``record_sets.py`` (files and fields) and ``lineage.py`` (where the data
come from, in the terms of W3C PROV-O); ``citing.py`` has the citation.
"""

from __future__ import annotations

from crawler.release.croissant.citing import bibtex
from crawler.release.croissant.describing import croissant

__all__ = ["bibtex", "croissant"]
