"""Lines that a site prints with many of its stories -> rules for a person to accept.

Nothing in here removes anything: a proposal goes into the data file beside the site's declaration
(:mod:`crawler.site_rules`), and acts once somebody has set its ``accepted``.
"""

from __future__ import annotations

from crawler.learning.propose import Findings, propose
from crawler.learning.story import Story
from crawler.learning.survey import NotProposed

__all__ = ["Findings", "NotProposed", "Story", "propose"]
