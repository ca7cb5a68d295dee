"""The card of a release: what it is, where it comes from and what it lacks, for its readers.

A README with a head of YAML, as the Hugging Face Hub reads it (https://huggingface.co/docs/hub/datasets-cards).
``making.py`` fills in ``card.md``; ``front_matter.py`` writes the head, ``markdown.py`` escapes what comes
from sites.
"""

from __future__ import annotations

from crawler.release.card.making import Examined, make_card

__all__ = ["Examined", "make_card"]
