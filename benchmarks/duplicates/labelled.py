"""The labelled pairs: stories told in several versions, and families of look-alikes.

They are read from the TOML files of a half; the README of the benchmarks has the format.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent

HALVES = ("choosing", "measuring")
"""The rule is chosen on the first half alone; what is told about it is measured on the second."""

VERSIONS = (
    "reprint",
    "new_lead",
    "shortened",
    "shortened_new_lead",
    "figures",
    "all_figures",
    "appended",
    "edited",
    "embedded",
)
"""What an editor did to a story to make the version, which still is a near-duplicate."""

FAMILIES = (
    "match",
    "weather",
    "prices",
    "exchange",
    "earthquake",
    "aftershock",
    "obituary",
    "schedule",
    "crime",
    "accident",
    "announcement",
    "health",
    "horoscope",
    "topic",
    "statement",
)
"""What look-alikes are about. No two of them are near-duplicates."""

STORY = "story"
"""The kind of the article that the versions were made from."""

UNLIKE = "unlike"
"""The kind of another article about a story's matter, which is no near-duplicate."""

_STORY_KEYS = {"name", "published", "headline", "text", "version"}
_ARTICLE_KEYS = {"published", "headline", "text"}
_EDITS = {"keep", "replace", "lead", "append"}
_VERSION_KEYS = _ARTICLE_KEYS | _EDITS | {"kind", "unlike"}
_FAMILY_KEYS = {"kind", "name", "article", "template"}


class LabelError(Exception):
    """What is wrong in a file of labelled pairs: names the file, and the story or family."""


@dataclass(frozen=True)
class Labelled:
    """One article of the set."""

    name: str
    """Unique in its half: the story or family, and a number."""

    published: datetime
    headline: str
    text: str

    belongs_to: str
    """The name of its story or family."""

    kind: str
    """`STORY`, one of `VERSIONS`, `UNLIKE`, or one of `FAMILIES`."""

    @property
    def is_told_again(self) -> bool:
        """Whether it is a near-duplicate of the others of its story."""
        return self.kind == STORY or self.kind in VERSIONS


@dataclass(frozen=True)
class Half:
    """All articles of a half, in the order of the files."""

    articles: list[Labelled] = field(default_factory=list)

    def pairs(self) -> Iterator[tuple[Labelled, Labelled]]:
        """Each pair of near-duplicates once, the earlier in the file first."""
        stories: dict[str, list[Labelled]] = {}
        for article in self.articles:
            if article.is_told_again:
                stories.setdefault(article.belongs_to, []).append(article)
        for told in stories.values():
            for number, one in enumerate(told):
                for other in told[number + 1 :]:
                    yield one, other


def load(half: str) -> Half:
    """All articles of one of the `HALVES`.

    Raises `LabelError` for what a file should not say."""
    return load_folder(FOLDER / half)


def load_folder(folder: Path) -> Half:
    """All articles of the TOML files in a folder.

    Raises `LabelError` for what a file should not say."""
    articles: list[Labelled] = []
    names: dict[str, str] = {}
    for path in sorted(folder.glob("*.toml")):
        try:
            tables = tomllib.loads(path.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise LabelError(f"{path.name}: {error}") from error
        _only(tables, {"story", "family"}, path.name)
        read = [*_each(_stories, tables, "story", path.name), *_each(_family, tables, "family", path.name)]
        for name in dict.fromkeys(article.belongs_to for article in read):
            if name in names:
                raise LabelError(f"{path.name}: {name}: {names[name]} has this name too")
            names[name] = path.name
        articles.extend(read)
    if not articles:
        raise LabelError(f"{folder.name}: no labelled articles")
    return Half(articles)


def _each(read: Any, tables: Mapping[str, Any], key: str, file: str) -> Iterator[Labelled]:
    seen: set[str] = set()
    for number, table in enumerate(tables.get(key, []), start=1):
        name = table.get("name")
        if not name:
            raise LabelError(f"{file}: the {key} number {number} has no name")
        if name in seen:
            raise LabelError(f"{file}: {name}: this name is used twice")
        seen.add(name)
        yield from read(table, name, f"{file}: {name}")


def _stories(table: Mapping[str, Any], name: str, where: str) -> Iterator[Labelled]:
    _only(table, _STORY_KEYS, where)
    story = _article(table, name, STORY, name, where)
    yield story
    for number, version in enumerate(table.get("version", []), start=1):
        yield _version(version, story, number, f"{where}: version {number}")


def _version(table: Mapping[str, Any], story: Labelled, number: int, where: str) -> Labelled:
    _only(table, _VERSION_KEYS, where)
    kind = table.get("kind")
    if kind not in VERSIONS and not (kind is None and table.get("unlike")):
        raise LabelError(f"{where}: {kind!r} is no kind of version")
    edited = _edited(table, story, where)
    kind = UNLIKE if table.get("unlike") else kind
    return _article(edited, f"{story.name}-{number}-{kind}", kind, story.name, where)


def _edited(table: Mapping[str, Any], story: Labelled, where: str) -> dict[str, Any]:
    """Headline, text and date of a version, its edits made."""
    headline = table.get("headline", story.headline)
    if "text" in table:
        for key in sorted(_EDITS & set(table)):
            raise LabelError(f"{where}: {key} has no use beside text")
        return {"published": table.get("published"), "headline": headline, "text": table["text"]}
    paragraphs = story.text.split("\n\n")
    kept = table.get("keep", range(1, len(paragraphs) + 1))
    for place in kept:
        if not 1 <= place <= len(paragraphs):
            raise LabelError(
                f"{where}: keep: there is no paragraph {place}, the last one is {len(paragraphs)}"
            )
    text = "\n\n".join(paragraphs[place - 1] for place in kept)
    inherits = "headline" not in table
    text, headline = _replaced(table.get("replace", []), text, headline, inherits, where)
    parts = (table.get("lead", ""), text, table.get("append", ""))
    return {
        "published": table.get("published"),
        "headline": headline,
        "text": "\n\n".join(p for p in parts if p),
    }


def _replaced(
    changes: Iterable[Any], text: str, headline: str, inherits: bool, where: str
) -> tuple[str, str]:
    """Text and headline after all replacements at once: none sees what another has put there."""
    wanted: dict[str, str] = {}
    for change in changes:
        if not (isinstance(change, list) and len(change) == 2 and change[0]):
            raise LabelError(f"{where}: replace: {change!r} is no pair of old and new")
        wanted[change[0]] = change[1]
    if not wanted:
        return text, headline
    unused = set(wanted)

    def put(match: re.Match[str]) -> str:
        unused.discard(match[0])
        return wanted[match[0]]

    pattern = re.compile("|".join(map(re.escape, wanted)))
    text = pattern.sub(put, text)
    if inherits:
        headline = pattern.sub(put, headline)
    for old in wanted:
        if old in unused:
            raise LabelError(
                f"{where}: replace: {old!r} is not there (or inside of what an earlier one replaces)"
            )
    return text, headline


def _family(table: Mapping[str, Any], name: str, where: str) -> Iterator[Labelled]:
    _only(table, _FAMILY_KEYS, where)
    kind = table.get("kind")
    if kind not in FAMILIES:
        raise LabelError(f"{where}: {kind!r} is no kind of family")
    tables = [*table.get("article", [])]
    for template in table.get("template", []):
        tables.extend(_filled(template, where))
    for number, article in enumerate(tables, start=1):
        yield _article(article, f"{name}-{number}", kind, name, f"{where}: article {number}", exactly=True)


def _filled(template: Mapping[str, Any], where: str) -> Iterator[dict[str, Any]]:
    _only(template, {"headline", "text", "fill"}, f"{where}: template")
    for number, values in enumerate(template.get("fill", []), start=1):
        place = f"{where}: fill {number}"
        used = set(re.findall(r"\{(\w+)\}", template.get("headline", "") + template.get("text", "")))
        _only(values, used | {"published"}, place)
        try:
            filled = {key: template[key].format_map(values) for key in ("headline", "text")}
        except (KeyError, ValueError) as error:
            raise LabelError(f"{place}: {error} is not filled in") from error
        yield {"published": values.get("published"), **filled}


def _article(
    table: Mapping[str, Any], name: str, kind: str, belongs_to: str, where: str, *, exactly: bool = False
) -> Labelled:
    if exactly:
        _only(table, _ARTICLE_KEYS, where)
    for key in ("published", "headline", "text"):
        if not (isinstance(table.get(key), str) and table[key].strip()):
            raise LabelError(f"{where}: {key} is missing")
    try:
        published = datetime.fromisoformat(table["published"])
    except ValueError as error:
        raise LabelError(f"{where}: published: {error}") from error
    if published.tzinfo is None:
        raise LabelError(f"{where}: published: {table['published']} has no time zone")
    return Labelled(name, published, table["headline"], _paragraphs(table["text"]), belongs_to, kind)


def _paragraphs(text: str) -> str:
    """One line a paragraph, as the extraction stores a text: lines of a file are broken anywhere."""
    return "\n\n".join(" ".join(part.split()) for part in re.split(r"\n\s*\n", text.strip()))


def _only(table: Mapping[str, Any], known: set[str], where: str) -> None:
    for key in table:
        if key not in known:
            raise LabelError(f"{where}: {key} is no key here, only {', '.join(sorted(known))}")
