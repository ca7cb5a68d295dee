"""What was learned of a site, for the person who decides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from crawler.learning.propose import FEWEST_STORIES, Findings, shortened
from crawler.site_rules import Proposal

LONGEST_PATTERN = 100


def report(findings: Findings, source: str, refused: Mapping[str, int]) -> Iterator[str]:
    """Yield the lines of the report: proposals with their evidence, then what was held back and why."""
    yield f"{findings.stories:,} articles of {source}, {findings.lines:,} lines{_refusals(refused)}"
    if findings.stories < FEWEST_STORIES:
        yield f"Fewer than {FEWEST_STORIES} articles say nothing about what a site repeats."
        return
    for proposal in findings.proposals:
        yield ""
        yield from _proposal(proposal, findings.stories)
    if not findings.proposals:
        yield "No line repeats that would be boilerplate: nothing to propose."
    if findings.held_back:
        yield ""
        yield "Repeats, but is not proposed:"
    for held in findings.held_back:
        yield f"  on {held.pages} pages: {held.text}"
        yield f"      {held.reason}"


def _refusals(refused: Mapping[str, int]) -> str:
    counted = Counter(refused)
    reasons = ", ".join(f"{reason} {number:,}" for reason, number in counted.most_common())
    return f"; {counted.total():,} pages are no article ({reasons})" if reasons else ""


def _proposal(proposal: Proposal, stories: int) -> Iterator[str]:
    pages = f"{proposal.pages:,} pages ({round(100 * proposal.pages / stories)} %)"
    links = ", with the links below it" if proposal.with_links else ""
    yield f"{proposal.name}: {shortened(proposal.pattern, LONGEST_PATTERN)}"
    yield f"  on {pages}, removes {proposal.lines:,} lines{links}; {proposal.where}"
    for example in proposal.examples:
        yield f"    {example}"
