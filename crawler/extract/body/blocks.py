"""Which elements of a page are not part of the story, by their structure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from functools import cached_property
from itertools import islice
from typing import cast

from lxml import etree

from crawler.extract.body.names import is_called, verdict
from crawler.extract.body.vocabulary import HOVER
from crawler.extract.parse.xpath import Element, test, texts
from crawler.rules import Cause, causes_by_word, kind_of
from crawler.text import words

BLOCK_TAGS = words(
    """
    address article aside blockquote body caption center dd details dialog dir div dl dt fieldset
    figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p
    pre section summary table tbody td tfoot th thead tr ul
    """
)
"""Elements that begin and end a paragraph: what the HTML standard displays as blocks, and parts of tables."""

SILENT_TAGS = words(
    """
    script style noscript template iframe object embed applet video audio canvas svg math img amp-img
    picture source track map area button select option textarea input datalist output progress meter head link
    meta title param dialog
    """
)
"""Elements whose text is not read as part of a page."""

HEADINGS = words("h1 h2 h3 h4 h5 h6")
PARAGRAPH_TAGS = HEADINGS | words("p li ul ol dl dd dt blockquote pre")
"""Elements that are paragraphs, or hold nothing else; what else holds text is a container."""

_TAGS = causes_by_word(
    {
        "structure.tags.navigation": "nav menu dir",
        "structure.tags.aside": "aside",
        "structure.tags.post_meta": "footer time",
        "structure.tags.form": "form",
        "structure.tags.caption": "figure figcaption",
        "structure.tags.table": "table",
    }
)
_ROLES = causes_by_word(
    {
        "structure.roles.navigation": "navigation banner menu menubar tablist",
        "structure.roles.aside": "complementary",
        "structure.roles.post_meta": "contentinfo",
        "structure.roles.form": "search",
        "structure.roles.widget": "dialog alertdialog",
        "structure.roles.share": "toolbar",
        "structure.roles.hidden": "tooltip",
    }
)
_PROPERTIES = causes_by_word(
    {
        "structure.properties.post_meta": "author publisher datepublished datemodified keywords",
        "structure.properties.comments": "comment",
        "structure.properties.caption": "caption image",
    }
)

_LEAST_RUN = 60
_runs = texts(
    f"descendant::text()[string-length() > {_LEAST_RUN}]"
    "[not(parent::script or parent::style or parent::noscript or parent::template)]"
)
_visible = texts("descendant::text()[not(parent::script or parent::style or parent::template)]")
_is_quoting = test("descendant::blockquote[not(descendant::img)]")
_has_headline = test("descendant::h1")
_is_written = test("descendant::p[string-length() > 100 and not(ancestor::figure)]")
_NEVER_AROUND = words("hidden author_box newsletter")
"""Rules for what is never the name of something around a story."""
_COMPONENT_KEYS = words("data-testid data-test-id data-component data-component-name data-qa")
_COMPONENTS = {
    cause.rule: cause
    for cause in (
        kind_of("structure.components.newsletter"),
        kind_of("structure.components.related"),
        kind_of("structure.components.advertisement"),
        kind_of("structure.components.comments"),
        kind_of("structure.components.share"),
        kind_of("structure.components.author_box"),
    )
}
"""What the name of a component may say of it."""
_HIDDEN = kind_of("structure.attributes.hidden")
_LAYOUT = kind_of("structure.layout")
"""What the declaration of the site says."""
_MOST_REFUSALS = 16
_UNSEEN = frozenset(("script", "style", "template"))
_UNREAD = _UNSEEN | {"noscript"}
_MANY = 500
"""Elements inside of one from which on its texts are not found by XPath.

XPath is faster, but libxml2 sorts what it finds, and climbs to the root of the page for each comparison.
"""


def prose_in(element: Element) -> int:
    """Return how much running text an element holds, in characters: its longer stretches of text."""
    if not has_many(element, 10 * _MANY):
        return sum(len(run.strip()) for run in _runs(element))
    return sum(len(run.strip()) for run in _texts_in(element, _UNREAD) if len(run) > _LEAST_RUN)


def text_of(element: Element) -> str:
    """Return what a reader could read of an element, white space collapsed."""
    shown = _texts_in(element, _UNSEEN) if has_many(element) else _visible(element)
    return " ".join(" ".join(shown).split())


def has_many(element: Element, most: int = _MANY) -> bool:
    """Say whether an element has more elements inside of it than anything small."""
    if not len(element):
        return False
    return next(islice(element.iterdescendants(), most, None), None) is not None


def _texts_in(element: Element, silent: Set[str]) -> Iterator[str]:
    """Yield the texts in an element, in order, without those right inside of silent ones."""
    for event, node in etree.iterwalk(element, events=("start", "end")):
        if event == "start":
            if node.text and node.tag not in silent:
                yield str(node.text)
        elif node.tail and node is not element:
            yield str(node.tail)


class BlockFilter:
    """Says which elements inside a container are not part of its story.

    What a name or a tag says gives way where most of the running text stands inside: a ``div`` called
    "related" that wraps the whole article does not swallow it.
    """

    def __init__(
        self, container: Element, *, whole_page: bool = False, unwanted: Set[Element] = frozenset()
    ) -> None:
        """``whole_page``: whether the story is only a part of the container; ``unwanted``: not part of it."""
        self.container = container
        """What is read."""
        self.is_whole_page = whole_page
        """Whether the story is one part of what is read."""
        self._unwanted = unwanted
        self._prose: int | None = None
        self._refusals = 0

    @cached_property
    def _around_headline(self) -> frozenset[Element]:
        """The elements around the only ``<h1>``: what holds the page's headline is not furniture."""
        headings = list(islice(self.container.iter("h1"), 2))
        return frozenset(headings[0].iterancestors()) if len(headings) == 1 else frozenset()

    def cause(self, element: Element, tag: str, *, inside_text: bool) -> Cause | None:
        """Return why an element is left out; None where it stays.

        ``inside_text``: whether text of the same paragraph stands before it.
        """
        if self._unwanted and element in self._unwanted:
            return _LAYOUT
        attributes = cast("Sequence[tuple[str, str]]", element.items())
        if not attributes and tag not in _TAGS:
            return None
        cause, sure = _suspect(tag, attributes)
        if cause is None and self.is_whole_page:
            cause = _of_component(tag, attributes)
        if cause is None:
            return None
        rule = cause.rule
        if tag not in BLOCK_TAGS and not sure:
            if rule == "hover" and _opens_inside(element, tag):
                return cause
            if not (rule == "hidden" and _is_unrendered(attributes)) and not _stands_alone(
                element, tag, inside_text
            ):
                return None
        if self._refusals >= _MOST_REFUSALS and not sure:
            return None
        if tag == "figure" and rule == "caption" and _is_quoting(element):
            return None
        if rule in ("gallery", "embed", "widget") and not sure and _is_written(element):
            return None
        return cause if self._is_small(element, rule, sure) else None

    def _is_small(self, element: Element, rule: str, sure: bool) -> bool:
        # Each refusal means reading most of the container once more: their number keeps the cost linear.
        if self._refusals >= _MOST_REFUSALS:
            return sure
        if self._prose is None:
            self._prose = prose_in(self.container)
        small = prose_in(element) <= self._share(element, rule, sure) * self._prose
        self._refusals += not small
        return small

    def _share(self, element: Element, rule: str, sure: bool) -> float:
        """Return which share of the container's running text an element may hold and still be left out."""
        if not self.is_whole_page:
            return 0.8 if sure else 0.6
        # A page holds more than its story; readers' comments can be most of it.
        if rule == "comments" and sure and not _has_headline(element):
            return 0.9
        if rule in _NEVER_AROUND:
            return 0.0 if element in self._around_headline else 0.45
        return 0.27 if sure else 0.2


def _suspect(tag: str, attributes: Sequence[tuple[str, str]]) -> tuple[Cause | None, bool]:
    """Return what an element's tag, role, names or attributes say against it, and whether that is certain."""
    cause = _TAGS.get(tag)
    names = ""
    for key, value in attributes:
        if key in ("class", "id"):
            names = f"{names} {value}" if names else value
        elif key == "hidden" or (key == "aria-hidden" and value == "true" and tag in BLOCK_TAGS):
            cause = cause or _HIDDEN
        elif key == "style":
            if "none" in value and "display:none" in value.replace(" ", ""):
                cause = cause or _HIDDEN
        elif key == "role":
            cause = cause or _ROLES.get(value)
        elif key == "itemprop":
            cause = cause or _PROPERTIES.get(value.lower())
    if not names:
        return cause, False
    if cause is not None and cause.rule == "hidden" and "paywall" in names:
        cause = None  # the rest of a story that a script shows to subscribers
    found = verdict(names)
    if found is not None and (found.sure or cause is None):
        return found.cause, found.sure
    return cause, False


def _of_component(tag: str, attributes: Sequence[tuple[str, str]]) -> Cause | None:
    """Return what the name that scripts or tests give to a part of a page says against it."""
    is_own = "-" in tag
    for key, value in attributes:
        if key in _COMPONENT_KEYS or (is_own and key == "name"):
            found = verdict(value)
            if found is not None and found.cause.rule in _COMPONENTS:
                return _COMPONENTS[found.cause.rule]
    return None


def _is_unrendered(attributes: Sequence[tuple[str, str]]) -> bool:
    """Say whether a browser shows nothing of an element, wherever it stands.

    https://html.spec.whatwg.org/multipage/interaction.html#the-hidden-attribute
    """
    return any(key == "hidden" or (key == "style" and "none" in value) for key, value in attributes)


def _opens_inside(element: Element, tag: str) -> bool:
    """Say whether an inline element is what opens under the pointer: the part of a tooltip in the word's."""
    parent = element.getparent()
    return tag == "span" and parent is not None and is_called(parent, HOVER)


def _stands_alone(element: Element, tag: str, inside_text: bool) -> bool:
    """Say whether an inline element is a whole line, not a word of a sentence."""
    if tag == "a" or inside_text or (element.tail and element.tail.strip()):
        return False
    parent = element.getparent()
    return element.getnext() is None or parent is None or parent.tag != "p"
