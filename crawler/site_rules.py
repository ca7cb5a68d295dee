"""The data file with one newspaper's cleaning rules: proposed by a program, accepted by a person.

It stands beside the site's declaration and has its name: ``spiders/antara.toml``. Each ``[[rule]]`` holds

- ``name``: its key in ``Article.removed``, lower case with ``_``, starting with ``learned_``;
- ``accepted``: the rule acts only if this is ``true``;
- ``pattern``: a regular expression for a whole line, as the cleaner sees it: single spaces, NFC;
- ``with_links`` (default false): also the fully linked lines that follow;
- all other keys are evidence for the person who decides, and are not read.
"""

from __future__ import annotations

import json
import re
import tomllib
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from crawler.site import SiteRule
from crawler.text import counted

_NAME = re.compile(r"learned_\w+")

_KEYS: Mapping[str, type] = {"name": str, "accepted": bool, "pattern": str, "with_links": bool}


class RulesError(ValueError):
    """A data file of rules that cannot be read; the message names the file and the rule."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A rule that nobody has accepted yet, with its evidence."""

    name: str
    pattern: str
    """A regular expression for a whole line."""
    with_links: bool = False
    """Whether the fully linked lines that follow are removed as well."""
    pages: int
    """On how many pages the line occurs."""
    lines: int
    """How many lines it would remove from them."""
    where: str
    """Where in the text the line occurs, in words."""
    examples: tuple[str, ...]
    """Some of those lines."""


def rules_file(declaration: str | Path) -> Path:
    """Return the path of the rules file beside the Python file of a site's declaration."""
    return Path(declaration).with_suffix(".toml")


def read_rules(declaration: str | Path) -> tuple[SiteRule, ...]:
    """Return the accepted rules beside a site's declaration (``read_rules(__file__)``); none without a file.

    Raises RulesError.
    """
    path = _packed(rules_file(declaration))
    return accepted_rules(path) if path.exists() else ()


def accepted_rules(path: Path | zipfile.Path) -> tuple[SiteRule, ...]:
    """Return the accepted rules of a data file. Raises RulesError."""
    return tuple(rule for accepted, rule in _read(path) if accepted)


def add_proposals(path: Path, proposals: Iterable[Proposal], *, pages: int, source: str, today: date) -> int:
    """Append proposals to a data file, not accepted, and return how many of them are new to it.

    What is in the file already stays as a person left it: its patterns are not proposed again.
    Raises RulesError if the file is broken.
    """
    existing = _read(path) if path.exists() else []
    patterns = {rule.pattern.pattern for _, rule in existing}
    names = {rule.name for _, rule in existing}
    blocks = []
    for proposal in proposals:
        if proposal.pattern not in patterns:
            name = _unused(proposal.name, names)
            names.add(name)
            blocks.append(as_block(name, proposal, pages))
    if blocks:
        header = (
            f"# Proposed by `scrapy learn` on {today} from {counted(pages, 'article page')} of {source}.\n"
            "# To accept a rule, read its examples and set `accepted = true`; leave the others, or they are\n"
            "# proposed again.\n"
        )
        before = path.read_text("utf-8").rstrip("\n") + "\n\n" if existing else ""
        path.write_text(before + "\n".join([header, *blocks]), "utf-8")
    return len(blocks)


def _packed(path: Path) -> Path | zipfile.Path:
    """Return a path as it can be read: inside of a zipped egg, as Scrapyd runs it, by way of the archive."""
    egg = next((folder for folder in path.parents if folder.is_file()), None)
    return path if egg is None else zipfile.Path(egg, path.relative_to(egg).as_posix())


def _read(path: Path | zipfile.Path) -> list[tuple[bool, SiteRule]]:
    try:
        data = tomllib.loads(path.read_text("utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise RulesError(f"{path}: cannot be read as TOML: {error}") from error
    entries = data.pop("rule", [])
    if data or not isinstance(entries, list):
        raise RulesError(f"{path}: only [[rule]] tables are allowed, not {', '.join(data) or '[rule]'}")
    return [_rule(path, number, entry) for number, entry in enumerate(entries, 1)]


def _rule(path: Path | zipfile.Path, number: int, entry: object) -> tuple[bool, SiteRule]:
    if not isinstance(entry, dict):
        raise RulesError(f"{path}: rule {number}: this must be a [[rule]] table, not {entry!r}")
    where = f"{path}: rule {number} ({entry.get('name', 'without a name')})"
    for key, kind in _KEYS.items():
        if key != "with_links" and key not in entry:
            raise RulesError(f"{where}: {key} is missing")
        if not isinstance(entry.get(key, False), kind):
            raise RulesError(f"{where}: {key} must be a {kind.__name__}, not {entry[key]!r}")
    name = str(entry["name"])
    if not _NAME.fullmatch(name):
        raise RulesError(f"{where}: a name must be learned_ followed by lower-case letters, digits and _")
    try:
        pattern = re.compile(str(entry["pattern"]))
    except (re.error, OverflowError) as error:
        raise RulesError(f"{where}: the pattern is not a regular expression: {error}") from error
    if pattern.fullmatch(""):
        raise RulesError(f"{where}: the pattern must not match an empty line")
    return bool(entry["accepted"]), SiteRule(name, pattern, bool(entry.get("with_links", False)))


def _unused(name: str, taken: set[str]) -> str:
    candidates = (name, *(f"{name}_{number}" for number in range(2, len(taken) + 3)))
    return next(candidate for candidate in candidates if candidate not in taken)


def as_block(name: str, proposal: Proposal, pages: int) -> str:
    """Return a proposal as it stands in a data file; ``pages``: all that were looked at."""
    lines = [
        "[[rule]]",
        f"name = {_string(name)}",
        "accepted = false",
        f"pattern = {_string(proposal.pattern)}",
        *(["with_links = true"] if proposal.with_links else []),
        f"pages = {proposal.pages}  # {_percent(proposal.pages / pages)} %",
        f"lines = {proposal.lines}",
        f"where = {_string(proposal.where)}",
        "examples = [",
        *(f"    {_string(example)}," for example in proposal.examples),
        "]\n",
    ]
    return "\n".join(lines)


def _percent(share: float) -> str:
    """Return a share as a percentage: whole, or of one place where that would be 0.

    >>> _percent(0.041), _percent(0.004)
    ('4', '0.4')
    """
    return f"{100 * share:.{0 if share >= 0.01 else 1}f}"


def _string(text: str) -> str:
    r"""Write a TOML string: literal, in single quotes, if it contains none.

    >>> print(_string(r"Copyright \d+"), _string("Jum'at"))
    'Copyright \d+' "Jum'at"
    """
    if "'" in text or not text.isprintable():
        return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
    return f"'{text}'"
