"""From the lines of many stories to proposals."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from crawler.learning.story import Sighting, Story, distinct, sightings
from crawler.learning.survey import Likeness, RejectedLine, Survey, survey
from crawler.learning.template import Template, Tokens, common, keys, mask, words_of
from crawler.site_rules import Proposal

FEWEST_STORIES = 5
"""With fewer, repetitions prove nothing."""
EXAMPLES = 3
LONGEST_EXAMPLE = 160
"""Characters of a line that the report shows."""
SHOWN_BACK = 10
"""At most this many lines that are not proposed are named."""
FEWEST_REPEATS = 3
REPEATS = 0.03
"""Share of the pages from which a line that is not proposed is named."""
VARIETY = 0.7
"""Share of a template's lines that may be the same line; if it is more, that line is the rule."""
LINKS_FOLLOW = 0.8
"""Share of a group's lines that linked lines must follow to be taken for the title of a box."""


@dataclass(frozen=True, slots=True)
class Findings:
    """What was learned about a site."""

    stories: int
    """Number of different articles."""
    lines: int
    """Number of their lines."""
    proposals: list[Proposal]
    rejected: list[RejectedLine]


@dataclass(frozen=True, slots=True)
class _Group:
    template: Template
    likeness: Likeness
    sightings: list[Sighting]

    @property
    def weight(self) -> tuple[int, int]:
        """Sort key: lines on more pages, with more words in common, come first."""
        return len({sighting.story for sighting in self.sightings}), self.template.letters


def propose(stories: Iterable[Story]) -> Findings:
    """Propose rules for the lines that these stories of one site share.

    Proposed lines are taken out before the rest is examined again: a line above an optional one then has a
    constant place, too.
    """
    originals = distinct(stories)
    lines = len(sightings(originals))
    if len(originals) < FEWEST_STORIES:
        return Findings(len(originals), lines, [], [])
    left = originals
    found: dict[str, Proposal] = {}
    while groups := list(_groups_to_propose(left)):
        proposed = [
            (group, _proposal(group, evidence, first=left is originals)) for group, evidence in groups
        ]
        for _, proposal in proposed:
            found.setdefault(proposal.pattern, proposal)
        left = _without(proposed, left)
    ordered = sorted(found.values(), key=lambda proposal: -proposal.pages)
    return Findings(len(originals), lines, ordered, _held_back(left))


def _groups_to_propose(stories: Sequence[Story]) -> Iterator[tuple[_Group, Survey]]:
    seen = sightings(stories)
    masked = {sighting.line.text: mask(sighting.line.text) for sighting in seen}
    taken: set[tuple[int, int]] = set()
    for candidate in sorted(_groups(seen, masked), key=lambda group: group.weight, reverse=True):
        rest = [sighting for sighting in candidate.sightings if (sighting.story, sighting.above) not in taken]
        if not rest:
            continue
        evidence = survey(rest, stories, candidate.likeness)
        if evidence.objection is None:
            taken |= {(sighting.story, sighting.above) for sighting in rest}
            yield replace(candidate, sightings=rest), evidence


def _groups(seen: Sequence[Sighting], masked: dict[str, Tokens]) -> Iterator[_Group]:
    alike: dict[Tokens, list[Sighting]] = defaultdict(list)
    related: dict[tuple[str, Tokens], list[Sighting]] = defaultdict(list)
    for sighting in seen:
        tokens = masked[sighting.line.text]
        alike[tokens].append(sighting)
        for key in keys(tokens):
            related[key].append(sighting)
    for tokens, group in alike.items():
        if len({sighting.story for sighting in group}) > 1:
            yield _Group(Template(tokens), _likeness(group), group)
    for group in related.values():
        lines = Counter(masked[sighting.line.text] for sighting in group)
        if max(lines.values()) <= VARIETY * len(group):
            yield _Group(common(lines), "template", group)


def _proposal(group: _Group, evidence: Survey, *, first: bool) -> Proposal:
    titles = sum(sighting.links_after > 0 for sighting in group.sightings)
    with_links = titles >= LINKS_FOLLOW * len(group.sightings)
    links = sum(sighting.links_after for sighting in group.sightings) if with_links else 0
    texts = dict.fromkeys(shortened(sighting.line.text, LONGEST_EXAMPLE) for sighting in group.sightings)
    return Proposal(
        name=f"learned_{words_of(group.template)}",
        pattern=group.template.pattern,
        with_links=with_links,
        pages=evidence.pages,
        lines=len(group.sightings) + links,
        where=(evidence.where or "anywhere in the text") + ("" if first else ", once the others are gone"),
        examples=tuple(texts)[:EXAMPLES],
    )


def _without(proposals: Sequence[tuple[_Group, Proposal]], stories: Sequence[Story]) -> list[Story]:
    gone = {
        (sighting.story, sighting.above + offset)
        for group, proposal in proposals
        for sighting in group.sightings
        for offset in range(1 + (sighting.links_after if proposal.with_links else 0))
    }
    return [
        replace(
            story, lines=tuple(line for index, line in enumerate(story.lines) if (number, index) not in gone)
        )
        for number, story in enumerate(stories)
    ]


def _held_back(stories: Sequence[Story]) -> list[RejectedLine]:
    alike: dict[Tokens, list[Sighting]] = defaultdict(list)
    for sighting in sightings(stories):
        alike[mask(sighting.line.text)].append(sighting)
    held = []
    for group in alike.values():
        evidence = survey(group, stories, _likeness(group))
        if evidence.objection and evidence.pages >= max(FEWEST_REPEATS, REPEATS * len(stories)):
            text = shortened(group[0].line.text, LONGEST_EXAMPLE)
            held.append(RejectedLine(text, evidence.pages, evidence.objection))
    return sorted(held, key=lambda line: -line.pages)[:SHOWN_BACK]


def _likeness(group: Sequence[Sighting]) -> Likeness:
    return "same" if len({sighting.line.text for sighting in group}) == 1 else "numbers"


def shortened(text: str, longest: int) -> str:
    """Return at most this many characters of a text, with an ellipsis if it is cut."""
    return text if len(text) <= longest else f"{text[: longest - 1]}…"
