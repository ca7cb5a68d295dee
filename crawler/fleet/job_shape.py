"""Whether a row of the queue looks like a job of ours: procrastinate itself would stumble over it."""

from __future__ import annotations

from collections.abc import Mapping

from procrastinate.jobs import Job

from crawler.fleet.jobs import REWRITE, SHARD, SITES

_ARGUMENTS = {SHARD: "file", REWRITE: "site"}
"""Task of a re-extraction -> what its ``since`` and its ``round`` are of."""


def shape_fault(job: Job) -> str | None:
    """Return why a job of a re-extraction cannot be done, in a sentence; None: it can be begun.

    Jobs of the queue of sites are looked at by who crawls.
    """
    if job.queue == SITES:
        return None
    about = _ARGUMENTS.get(job.task_name)
    if about is None:
        return f"There is no task {short(job.task_name)}."
    arguments: object = job.task_kwargs
    wanted = {about: str, "since": str | None, "round": str}
    if (
        not isinstance(arguments, Mapping)
        or arguments.keys() != wanted.keys()
        or not all(isinstance(arguments[name], kind) for name, kind in wanted.items())
    ):
        return f"Its arguments must be a {about}, a date and a round, not {short(arguments)}."
    return None


def short(value: object) -> str:
    """Return a value for a message, which no value makes long or breaks into lines."""
    text = repr(value)
    return text if len(text) <= 80 else f"{text[:80]}..."
