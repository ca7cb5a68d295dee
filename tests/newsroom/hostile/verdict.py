"""Compares what a crawl came to with what the case says it must come to."""

from __future__ import annotations

from collections.abc import Iterator

from tests.newsroom.hostile.case import ANY, MOST_MEGABYTES, MOST_SECONDS, MOST_SECONDS_TO_STOP, Case
from tests.newsroom.hostile.paper import BAIT, Paper
from tests.newsroom.hostile.running import Ran


def faults(case: Case, ran: Ran) -> list[str]:
    """Return what is not as it must be, each in one sentence."""
    return [*_of_the_process(case, ran), *_of_the_articles(case, ran), *_of_the_rest(case, ran)]


def counted(case: Case, ran: Ran) -> dict[str, int]:
    """Return those of the counted reasons that the case asks for."""
    if ANY in case.reasons:
        return {reason: number for reason, number in ran.reasons.items() if reason != "robots"}
    return {reason: number for reason, number in ran.reasons.items() if reason in case.reasons}


def listed(reasons: dict[str, int]) -> str:
    """Return reasons with the number of each, as the log prints them."""
    return ", ".join(f"{reason} {number}" for reason, number in sorted(reasons.items()))


def _of_the_process(case: Case, ran: Ran) -> Iterator[str]:
    if ran.status is None:
        yield f"It did not end within {MOST_SECONDS} s."
    elif ran.status != case.status:
        yield f"Its exit status is {ran.status}, not {case.status}."
    if "Traceback" in ran.log:
        yield "It logs a traceback."
    if ran.megabytes > MOST_MEGABYTES:
        yield f"It used {ran.megabytes:.0f} MB."
    if case.stop_at is not None and ran.seconds_to_stop is None:
        yield "It ended before it was stopped."
    if ran.seconds_to_stop is not None and ran.seconds_to_stop > MOST_SECONDS_TO_STOP:
        yield f"It took {ran.seconds_to_stop:.1f} s to stop."
    if ran.private:
        yield f"It connected to {', '.join(sorted(set(ran.private)))}."


def _of_the_articles(case: Case, ran: Ran) -> Iterator[str]:
    paper = Paper(ran.url, case.stories)
    wanted = {paper.address(each): each.text for each in case.stories}
    known = wanted | {paper.address(each): each.text for each in case.may_keep}
    if missing := wanted.keys() - ran.texts.keys():
        yield f"It lacks {', '.join(sorted(missing))}."
    if more := ran.texts.keys() - known.keys():
        yield f"It keeps {', '.join(sorted(more))}."
    if other := [url for url, text in ran.texts.items() if known.get(url, text) != text]:
        yield f"It keeps another text of {', '.join(sorted(other))}."
    if sorted(ran.exported) != sorted(ran.texts):
        yield f"Its export has {len(ran.exported)} articles, its store {len(ran.texts)}."


def _of_the_rest(case: Case, ran: Ran) -> Iterator[str]:
    """Yield what is wrong with what was not kept; nothing can be if all was that may be kept."""
    paper = Paper(ran.url)
    if case.may_keep and all(paper.address(each) in ran.texts for each in case.may_keep):
        return
    if case.reasons and not counted(case, ran):
        yield f"It counts {listed(ran.reasons) or 'nothing'}, not {' or '.join(case.reasons)}."
    if case.left not in (None, ran.left):
        yield f"It leaves {ran.left} URLs for a later run, not {case.left}."
    if case.heals and ran.mended != BAIT.text:
        yield f"A later run keeps {'another text' if ran.mended else 'nothing'} of the article that failed."
