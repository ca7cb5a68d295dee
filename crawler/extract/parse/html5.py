"""Pages whose tags are nested wrongly, parsed again as the HTML standard says; libxml2 reads them otherwise.

Three kinds matter to a story, and libxml2 tells each of them by its own error log or by its tree:

- An end tag such as ``</button>``, ``</header>`` or ``</h2>`` with an unclosed ``<div>`` before it: libxml2
  does not believe it, and the rest of the page, story included, stands in the button. By the standard such an
  end tag closes what is open inside of it (13.2.6.4.7, "generate implied end tags ... pop elements").
- Text behind ``</body>`` or ``</html>``: by the standard it goes on in the body (13.2.6.4.19, 13.2.6.4.22).
- ``<body>`` or ``<html>`` behind the first element of the body: by the standard their attributes are added
  (13.2.6.4.7); libxml2 drops them, and with them the marks of WordPress and the language. They are added to
  its tree, which is right otherwise.

The tree builder is Lexbor's. It is asked for those pages alone, since its tree has to be copied into lxml's.
https://html.spec.whatwg.org/multipage/parsing.html
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from itertools import chain, islice
from typing import cast

from lxml import etree
from selectolax.lexbor import LexborHTMLParser, LexborNode

from crawler.extract.parse.react_streaming import MARKS
from crawler.extract.parse.templates import SHADOW
from crawler.extract.parse.xpath import Element, upward
from crawler.text import words

_LEFT_OPEN = re.compile(
    r"Opening and ending tag mismatch: (?!a and (?:b|big|em|font|i|s|small|strike|strong|tt|u)\b)(\w+) and "
)
"""libxml2 closes formatting elements, and says so; of others it says what it found open, and leaves it so."""
_OTHER_RANK = re.compile(r"Unexpected end tag : h[1-6]\b")
"""``<h1>...</h2>``: by the standard the end tag of any heading closes the open one (13.2.6.4.7)."""
_RANKS = words("h1 h2 h3 h4 h5 h6")
_MISPLACED = re.compile(r"misplaced <(html|body)>")
_CLOSED = words(
    """
    a address aside button caption dd details dialog dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header
    hgroup li menu nav ol search select summary template ul
    """
)
"""Elements that their end tag closes, whatever is still open inside, and in which no story stands.

What follows an unclosed ``<article>``, ``<main>`` or ``<section>`` is read in it as well as behind it.
"""
_HOLDS_STORY = ("main", "article")
_LONG = 60
"""Characters from which on a text is no label."""
_LEAST_LONG = 2
"""Long texts in an element, or behind the body's end, from which on a story may be lost."""
_MOST_LOOKED_AT = 500
"""Long texts of a page that are looked at."""

_MOST_LATE = 5
"""Late tags that are looked at."""
_LATE_NAME = re.compile(r"[A-Za-z_][\w.:-]*+", re.ASCII)

_FORMATTING = re.compile(
    rb"<(/?)(?=[bcefinstu])(b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)(?=[\s/>])", re.IGNORECASE
)
_PREFIX = "x-as-"
"""Formatting elements are parsed under other names: left open, the standard opens each again in all that
follows, and a page of some kilobytes becomes a tree of gigabytes. To a story it is all one where they end."""
_RENAMED = re.compile(rf"(</?){_PREFIX}")
_RAW = frozenset(("script", "style", "title", "textarea", "iframe", "noframes", "xmp"))

_MOST_BYTES = 4_000_000
_MOST_TAGS = 50_000
"""Most tags of a page that is parsed again: each end tag is compared with all elements that are open."""
_DEEPEST = 2_000
"""Most elements in each other; libxml2 stops there, too."""
_NAME = re.compile(r"[A-Za-z_][\w.-]*+", re.ASCII)
_NAMELESS = "span"
"""What an element is called whose name XML does not know."""
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def is_misread(root: Element, errors: Iterable[etree._LogEntry]) -> bool:
    """Say whether a browser nests the elements of this page otherwise, so that its story may be lost.

    ``errors``: what libxml2 had to say of it.
    """
    messages = [error.message for error in errors]
    left_open = {each[1] for each in map(_LEFT_OPEN.match, messages) if each} & _CLOSED
    if any(map(_OTHER_RANK.match, messages)):
        left_open |= _RANKS
    if left_open and _holds_story(root, left_open):
        return True
    body = next(root.iterchildren("body"), None)
    if body is None:
        return False
    behind = chain(body.itersiblings(), root.itersiblings())
    return len(body.tail or "") >= _LONG or _is_text(behind)


def add_lost_attributes(root: Element, errors: Iterable[etree._LogEntry], body: bytes) -> None:
    """Add the attributes of a ``<body>`` or ``<html>`` that stands behind the first element of the body.

    By the standard the tag is ignored but for the attributes that the element does not have.
    """
    misplaced = {found[1] for error in errors if (found := _MISPLACED.search(error.message))}
    for name in misplaced:
        element = root if name == "html" else next(root.iterchildren("body"), None)
        if element is None:
            continue
        # A tag that never ends is looked for once: it reaches to the end of the page.
        tags = re.finditer(rb"<%b\s[^>]*+(>|\Z)" % name.encode(), body, re.IGNORECASE)
        for tag in islice((each for each in tags if each[1]), _MOST_LATE):
            alone = etree.fromstring(tag[0] + b"<p>", etree.HTMLParser(encoding="utf-8"))
            if alone is None:
                continue
            own = alone if name == "html" else next(alone.iterchildren("body"), alone)
            attributes = cast("list[tuple[str, str]]", own.items())
            for key, value in attributes:
                if _LATE_NAME.fullmatch(key) and key not in element.attrib:
                    element.set(key, _NOT_XML.sub("", value))


def _holds_story(root: Element, left_open: AbstractSet[str]) -> bool:
    for element in islice(root.iter(*_HOLDS_STORY), _MOST_LOOKED_AT):
        if any(each.tag in left_open for each in element.iterancestors()):
            return True
    inside = (
        element
        for element in islice(_long_texts(root), _MOST_LOOKED_AT)
        if any(each.tag in left_open for each in upward(element))
    )
    return len(list(islice(inside, _LEAST_LONG))) == _LEAST_LONG


def _is_text(behind: Iterable[Element]) -> bool:
    found = chain.from_iterable(map(_long_texts, behind))
    return len(list(islice(found, _LEAST_LONG))) == _LEAST_LONG


def _long_texts(top: Element) -> Iterator[Element]:
    """Yield the elements in which a long text stands, scripts and links aside."""
    for element in top.iter():
        if element.tag not in _RAW and element.tag != "a" and len(element.text or "") >= _LONG:
            yield element
        if element is not top and len(element.tail or "") >= _LONG:
            yield element


def parse_again(body: bytes) -> Element | None:
    """Return the tree that a browser makes of a page in UTF-8.

    None where that would take too long, or the page has shadow roots, which Lexbor does not show.
    Of its comments it keeps React's marks.
    """
    if len(body) > _MOST_BYTES or body.count(b"<") > _MOST_TAGS or SHADOW in body:
        return None
    tree = LexborHTMLParser(_FORMATTING.sub(rb"<\1%b\2" % _PREFIX.encode(), body))
    node = tree.root
    while node is not None and node.tag != "html":
        node = node.next
    return None if node is None else _copy(node)


def _copy(top: LexborNode) -> Element | None:
    """Return a copy of the tree for lxml, without the contents of templates; None: it is too deep."""
    root = etree.Element("html")
    _set(root, top)
    parent, last = root, None
    texts: list[str] = []
    """The text since ``last``, the element before; since the start of the parent where it is None."""
    above: list[tuple[LexborNode, Element]] = []
    node = top.first_child
    while node is not None or above:
        if node is not None and not node.is_element_node:
            if node.is_text_node:
                texts.append(node.text_content or "")
            elif (mark := _mark(node)) is not None:
                _put(parent, last, texts)
                parent.append(last := mark)
            node = node.next
            continue
        _put(parent, last, texts)
        if node is None:
            last = parent
            node, parent = above.pop()
            node = node.next
            continue
        last = _add(parent, node)
        child = node.first_child
        if child is None:
            node = node.next
        elif len(above) == _DEEPEST:
            return None
        else:
            above.append((node, parent))
            parent, last, node = last, None, child
    _put(parent, last, texts)
    return root


def _mark(node: LexborNode) -> Element | None:
    text = node.comment_content if node.is_comment_node else None
    return etree.Comment(text) if text in MARKS else None


def _put(parent: Element, last: Element | None, texts: list[str]) -> None:
    """Write these texts behind the element ``last``, or at the start of the parent; empty the list."""
    if not texts:
        return
    text = _NOT_XML.sub("", "".join(texts))
    texts.clear()
    if parent.tag in _RAW:
        text = _RENAMED.sub(r"\1", text)
    if last is None:
        parent.text = text
    else:
        last.tail = text


def _add(parent: Element, node: LexborNode) -> Element:
    tag = (node.tag or "").removeprefix(_PREFIX)
    element = etree.SubElement(parent, tag if _NAME.fullmatch(tag) else _NAMELESS)
    _set(element, node)
    return element


def _set(element: Element, node: LexborNode) -> None:
    """Copy the attributes, as far as XML has them; scripts alone read the others (``@click``, ``:class``)."""
    for name, value in node.attributes.items():
        if _NAME.fullmatch(name):
            element.set(name, _NOT_XML.sub("", value or ""))
