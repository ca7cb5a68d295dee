"""Lines that a site prints with many of its stories -> rules for a person to accept.

Nothing here removes anything: a proposal goes into the data file beside the site's declaration
(:mod:`crawler.site_rules`), and takes effect once somebody has set its ``accepted``.
"""

from __future__ import annotations

from crawler.learning.propose import Findings, propose
from crawler.learning.story import Story
from crawler.learning.survey import RejectedLine

__all__ = ["Findings", "RejectedLine", "Story", "propose"]
