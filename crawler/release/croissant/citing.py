"""How a release is cited."""

from __future__ import annotations

import re

from crawler.release.facts import Facts

_NO_KEY = re.compile(r"[^a-z0-9]+")
_SPECIAL = re.compile(r"([&%$#_{}])")


def bibtex(facts: Facts) -> str:
    """Return the entry for BibTeX: the newspapers are the authors, as the texts are theirs."""
    key = _NO_KEY.sub("-", f"{facts.name}-{facts.version}".lower()).strip("-")
    names = [each.name for each in facts.newspapers]
    authors = " and ".join(f"{{{_escaped(name)}}}" for name in names[:10])
    if len(names) > 10:
        authors += " and others"
    only = f", {_escaped(facts.only)}" if facts.only else ""
    return "\n".join(
        (
            f"@misc{{{key},",
            f"  author = {{{authors}}},",
            f"  title = {{{_escaped(facts.title)}}},",
            f"  year = {{{facts.as_of.year}}},",
            f"  note = {{Version {facts.version}, {facts.articles:,} articles{only}, by telegraf-corpus}}",
            "}",
        )
    )


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text.replace("\\", ""))
