"""What was learned about a site, for the person who decides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from crawler.learning.propose import FEWEST_STORIES, Findings, shortened
from crawler.site_rules import Proposal
from crawler.text import counted

LONGEST_PATTERN = 100


def report(findings: Findings, source: str, refused: Mapping[str, int]) -> Iterator[str]:
    """Yield the lines of the report: proposals with their evidence, then what was held back and why."""
    read = f"{counted(findings.stories, 'article')} of {source}, {counted(findings.lines, 'line')}"
    yield f"{read}{_refusals(refused)}"
    if findings.stories < FEWEST_STORIES:
        yield f"Fewer than {FEWEST_STORIES} articles do not show what a site repeats."
        return
    for proposal in findings.proposals:
        yield ""
        yield from _proposal(proposal, findings.stories)
    if not findings.proposals:
        yield "No boilerplate was found: there is nothing to propose."
    if findings.rejected:
        yield ""
        yield "Repeats, but is not proposed:"
    for held in findings.rejected:
        yield f"  on {counted(held.pages, 'page')}: {held.text}"
        yield f"      {held.reason}"


def _refusals(refused: Mapping[str, int]) -> str:
    numbers = Counter(refused)
    reasons = ", ".join(f"{reason} {number:,}" for reason, number in numbers.most_common())
    return f"; {counted(numbers.total(), 'page')} without an article ({reasons})" if reasons else ""


def _proposal(proposal: Proposal, stories: int) -> Iterator[str]:
    pages = f"{counted(proposal.pages, 'page')} ({round(100 * proposal.pages / stories)} %)"
    links = ", with the links below it" if proposal.with_links else ""
    yield f"{proposal.name}: {shortened(proposal.pattern, LONGEST_PATTERN)}"
    yield f"  on {pages}, removes {counted(proposal.lines, 'line')}{links}; {proposal.where}"
    for example in proposal.examples:
        yield f"    {example}"
