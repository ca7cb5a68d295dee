"""Lines whose frame is the same in many stories while a part changes: a town, a date, a name, a headline.

Writers have formulas with such parts, too ("Rapat lanjutan digelar di Kudus setelah 6 pekan."), and series
consist of them. What tells the frame of a page is what its constant words say: they speak to the reader, or
of the page (``page_words.py``); or the cleaning rules know the line; or it has no full stop and always is the
first line or the last.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crawler.corpus.audit.examined import Examined
from crawler.corpus.audit.notebook import Notebook, hashed
from crawler.corpus.audit.page_words import may_speak, speaks
from crawler.corpus.audit.repeated import EDGES, Repeated, is_series, place, repeated
from crawler.learning.template import EDGE_WORDS, Template, Tokens, common, keys, mask
from crawler.rules import Line, find_rule
from crawler.text import FULL_STOPS

_LONGEST = 300
"""Characters of a line that may be a frame: pages say little at once."""
_LONGEST_WITH_FIGURES = 120
"""The same of a line that has figures and nothing else that tells."""
_FEWEST, _SHARE = 6, 0.001
"""Stories that have a frame of a page at the least, as a number and as a share."""
_FEWEST_EDGE, _SHARE_EDGE = 8, 0.005
"""The same of a frame that only its place tells."""
_SHARE_NUMBERS = 0.02
"""The same share of lines that differ in figures alone, at a place that is neither the first nor the last."""
_VARIETY = 0.7
"""Share of a frame's lines that may be the very same: if it is more, that line is what repeats."""
_MOST = 0.8
"""Share of a frame's lines that a rule knows, or that have no full stop."""
_FEWEST_LETTERS = 4
_MOST_FRAMES = 1000
"""Frames that are judged in each round, those of the most stories first."""
_FIRST_LOOK, _LOOKED_AT = 40, 2000
"""Lines of a frame that are read: most frames are a story's, which few lines show."""
_LINES_OF_AN_ARTICLE = 1 << 12
_EXAMPLES = 3

_DIGIT = re.compile(r"\d")
_NO_LETTER = r"\W?"
_OPENINGS = "\"'“‘«„"
_NAME = re.compile(r"[“‘\"'(]*[^\W\d_a-zà-öø-ÿ][^\s]*?(?P<end>[.,;:!?)”\"’]*)")
_SENTENCE = re.compile(r"[^\W\d_]{4,}[.!?]”? [“\"]?[^\W\d_]{3,}")
"""The end of a sentence, and the beginning of the next."""
_CLOSE, _WIDE = 0, 1
"""Kinds of keys: those by which most words are the same, and those by which two are."""
_CHANGING = "\x02"


@dataclass(frozen=True, slots=True)
class _Frame:
    """What is known about lines of one key."""

    texts: list[str]
    """Some of them."""
    where: str | None
    stories: int
    share: float

    @property
    def is_open(self) -> bool:
        """Whether nearly none of them ends like a sentence."""
        return _most([not text.endswith(FULL_STOPS) for text in self.texts])


def note_frames(article: Examined, notebook: Notebook) -> None:
    """Note the lines of an article that may be frames, with what they share with others."""
    last = len(article.paragraphs) - 1
    for above, text in enumerate(article.paragraphs):
        if above < _LINES_OF_AN_ARTICLE and _may_be_frame(text, is_edge=above in (0, last)):
            number, story = article.number * _LINES_OF_AN_ARTICLE + above, hashed(article.story)
            notebook.note("candidate", [(number, text, story, article.number, above, last - above)])
            notebook.note("frame", [(kind, key, story, number) for kind, key in _keys(text)])


def find_frames(notebook: Notebook, site: str) -> Iterator[Repeated]:
    """Yield the frames of pages; what they have is noted as ``framed``, and is not looked at again."""
    ((stories,),) = notebook.ask("SELECT COUNT(DISTINCT story) FROM line")
    notebook.run("CREATE INDEX frame_key ON frame (kind, key, story)")
    for kind in (_CLOSE, _WIDE):
        found = notebook.ask(
            "SELECT key, COUNT(DISTINCT story) AS n FROM frame WHERE kind = ? GROUP BY key HAVING n >= ?"
            " ORDER BY n DESC LIMIT ?",
            kind,
            max(_FEWEST, _SHARE * stories),
            _MOST_FRAMES,
        )
        for key, _ in list(found):
            if frame := _judged(notebook, kind, key, stories, site):
                yield frame


def _may_be_frame(text: str, *, is_edge: bool) -> bool:
    if len(text) > _LONGEST or text[:1].islower() or text[:1] in _OPENINGS:
        return False
    if may_speak(text):
        return True
    if text.endswith(FULL_STOPS):
        return False
    return is_edge or (len(text) <= _LONGEST_WITH_FIGURES and _DIGIT.search(text) is not None)


def _keys(text: str) -> set[tuple[int, int]]:
    """Return the keys of a line: all but its figures, all but its names, its beginning, its end."""
    tokens = mask(text)
    close: list[tuple[str, Tokens]] = [("figures", tokens), ("names", _without_names(tokens))]
    close += [each for each in keys(tokens) if each[0] == "label"]
    if len(rest := close[1][1][1:]) > 2:
        close.append(("rest", rest))
    wide: list[tuple[str, Tokens]] = []
    half = EDGE_WORDS // 2
    if len(tokens) > EDGE_WORDS:
        close += [("head", tokens[:EDGE_WORDS]), ("tail", tokens[-EDGE_WORDS:])]
        close.append(("both", tokens[:half] + tokens[-half:]))
    if len(tokens) > half:
        wide = [("head", tokens[:half]), ("tail", tokens[-half:])]
    if len(tokens) > 1:
        wide.append(("word", tokens[:1]))
    return {
        (kind, hashed("\x00\n".join((name, *words))))
        for kind, named in ((_CLOSE, close), (_WIDE, wide))
        for name, words in named
        if kind == _CLOSE or may_speak(" ".join(words))
    }


def _without_names(tokens: Tokens) -> Tokens:
    """Return the words of a line with each run of names as one mark; the first word is one before another."""
    found: list[str] = []
    for at, token in enumerate(tokens):
        name = _NAME.fullmatch(token)
        if at == 0 and not (len(tokens) > 1 and _NAME.fullmatch(tokens[1])):
            name = None
        if name is None or name["end"].endswith(":") or (at < EDGE_WORDS and may_speak(token)):
            found.append(token)
        elif found and found[-1] == _CHANGING:
            found[-1] = _CHANGING + name["end"]
        else:
            found.append(_CHANGING + name["end"])
    return tuple(found)


def _judged(notebook: Notebook, kind: int, key: int, stories: int, site: str) -> Repeated | None:
    """Return the frame of a key, if it is a page's."""
    of_key = "FROM candidate WHERE line IN (SELECT line FROM frame WHERE kind = ? AND key = ?)"
    some = [text for (text,) in notebook.ask(f"SELECT text {of_key} LIMIT ?", kind, key, _FIRST_LOOK)]
    if len(some) < _FEWEST or not _may_be_page(some, _constant(some), site):
        return None
    rows = list(notebook.ask(f"SELECT story, article, above, below {of_key} ORDER BY article", kind, key))
    step = max(1, len(rows) // _LOOKED_AT)
    texts = [text for (text,) in notebook.ask(f"SELECT text {of_key} AND article % ? = 0", kind, key, step)]
    number = len({row[0] for row in rows})
    frame = _Frame(texts or some, place([row[2:] for row in rows]), number, number / stories)
    articles = sorted({row[1] for row in rows})
    words = _constant(frame.texts)
    if not _is_page(frame, words, site) or is_series(articles, frame.share, notebook):
        return None
    notebook.note("framed", ((hashed(text),) for text in _unique(notebook, of_key, (kind, key))))
    notebook.run(f"DELETE {of_key}", kind, key)
    examples = list(dict.fromkeys(frame.texts))[:_EXAMPLES]
    template = Template(tuple(word for word in words if not word.startswith(_CHANGING)))
    return repeated(frame.texts[0], template, _pattern(words), articles, frame.where, *examples)


def _unique(notebook: Notebook, of_key: str, values: Sequence[int]) -> Iterator[str]:
    for (text,) in list(notebook.ask(f"SELECT DISTINCT text {of_key}", *values)):
        yield text


def _is_page(frame: _Frame, words: Tokens, site: str) -> bool:
    if frame.stories < _FEWEST or frame.share < _SHARE:
        return False
    if Counter(frame.texts).most_common(1)[0][1] > _VARIETY * len(frame.texts):
        return False
    constant, pattern = _said(words), _pattern(words)
    if _CHANGING in "".join(words) and _changes_story(pattern, frame.texts):
        return False
    is_line = frame.is_open and frame.where is not None
    if speaks(constant, is_line=is_line) or _is_known(frame.texts):
        return True
    is_at_edge = frame.where in EDGES
    if _names(constant, site) and (is_at_edge or frame.is_open):
        return True
    letters = sum(map(str.isalpha, constant)) + (_FEWEST_LETTERS if "\x01" in "".join(words) else 0)
    if not frame.is_open or letters < _FEWEST_LETTERS:
        return False
    is_figures = len({mask(text) for text in frame.texts}) == 1
    if is_figures and frame.where is not None and frame.share >= _SHARE_NUMBERS:
        return True
    return is_at_edge and frame.stories >= _FEWEST_EDGE and frame.share >= _SHARE_EDGE


def _may_be_page(texts: Sequence[str], words: Tokens, site: str) -> bool:
    """Say whether some lines of a frame leave it open that it is a page's: all lines share fewer words."""
    constant = _said(words)
    is_open = not all(text.endswith(FULL_STOPS) for text in texts)
    return is_open or speaks(constant, is_line=True) or _names(constant, site) or _is_known(texts)


def _constant(texts: Sequence[str]) -> Tokens:
    """Return the words that lines share, with a mark for each part that changes."""
    lines = {mask(text) for text in texts}
    if len(lines) == 1:
        return next(iter(lines))
    without = {_without_names(line) for line in lines}
    if len(without) == 1:
        return next(iter(without))
    if len({line[1:] for line in without}) == 1:
        return (_CHANGING, *next(iter(without))[1:])
    template = common(lines)
    return (*template.head, _CHANGING, *template.tail)


def _said(words: Tokens) -> str:
    """Return the constant words as text; a mark stands for what changes."""
    return " ".join(words).replace("\x01", "\x00").replace(_CHANGING, " … ")


def _pattern(words: Tokens) -> str:
    """Return the regular expression for a whole line with these words."""
    parts: list[str] = []
    for word in words:
        head, mark, tail = word.partition(_CHANGING)
        parts.append(f".+{Template((tail,)).pattern if tail else ''}" if mark else Template((head,)).pattern)
    return " ".join(parts)


def _names(constant: str, site: str) -> bool:
    """Say whether words name a site, whose name is folded: "Koran Pagi", "koran-pagi.com"."""
    if len(site) < EDGE_WORDS:
        return False
    return re.search(rf"\b{_NO_LETTER.join(map(re.escape, site))}\b", constant.casefold()) is not None


def _is_known(texts: Sequence[str]) -> bool:
    """Say whether the cleaning rules know most lines of a frame: "Baca juga: ..."."""
    return _most([find_rule(Line(text), edge=True) is not None for text in texts[:_FIRST_LOOK]])


def _changes_story(pattern: str, texts: Sequence[str]) -> bool:
    """Say whether whole sentences change: a frame around them is a sentence of the story's own paragraphs."""
    changing = re.compile(pattern.replace(".+", "(.+)"))
    parts = [" ".join(found.groups()) for text in texts[:_FIRST_LOOK] if (found := changing.fullmatch(text))]
    return sum(_SENTENCE.search(part) is not None for part in parts) > (1 - _MOST) * len(parts)


def _most(holds: Sequence[bool]) -> bool:
    return sum(holds) >= _MOST * len(holds)
