"""Which elements of a page are no part of the story, by their structure."""

from __future__ import annotations

from collections.abc import Sequence, Set
from functools import cached_property
from itertools import islice
from typing import cast

from crawler.extract.body.names import is_called, verdict
from crawler.extract.body.vocabulary import HOVER
from crawler.extract.parse.xpath import Element, test, texts
from crawler.text import by_word, words

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
"""Elements whose text nobody reads as part of a page."""

HEADINGS = words("h1 h2 h3 h4 h5 h6")
PARAGRAPH_TAGS = HEADINGS | words("p li ul ol dl dd dt blockquote pre")
"""Elements that are paragraphs, or hold nothing else; what else holds text is a container."""

_TAGS = by_word(
    {
        "navigation": "nav menu dir",
        "aside": "aside",
        "post_meta": "footer time",
        "form": "form",
        "caption": "figure figcaption",
        "table": "table",
    }
)
_ROLES = by_word(
    {
        "navigation": "navigation banner menu menubar tablist",
        "aside": "complementary",
        "post_meta": "contentinfo",
        "form": "search",
        "widget": "dialog alertdialog",
        "share": "toolbar",
        "hidden": "tooltip",
    }
)
_PROPERTIES = by_word(
    {
        "post_meta": "author publisher datepublished datemodified keywords",
        "comments": "comment",
        "caption": "caption image",
    }
)

_runs = texts(
    "descendant::text()[string-length() > 60]"
    "[not(parent::script or parent::style or parent::noscript or parent::template)]"
)
_visible = texts("descendant::text()[not(parent::script or parent::style or parent::template)]")
_is_quoting = test("descendant::blockquote[not(descendant::img)]")
_has_headline = test("descendant::h1")
_is_written = test("descendant::p[string-length() > 100 and not(ancestor::figure)]")
_NEVER_AROUND = words("hidden author_box newsletter")
"""Rules for what is never the name of something around a story."""
_COMPONENT_KEYS = words("data-testid data-test-id data-component data-component-name data-qa")
_COMPONENT_RULES = words("newsletter related advertisement comments share author_box")
_MOST_REFUSALS = 16


def prose_in(element: Element) -> int:
    """Return how much running text an element holds, in characters: its longer stretches of text."""
    return sum(len(run.strip()) for run in _runs(element))


def text_of(element: Element) -> str:
    """Return what a reader could read of an element, white space collapsed."""
    return " ".join(" ".join(_visible(element)).split())


class Sieve:
    """Says which elements inside a container are no part of its story.

    What a name or a tag says gives way where most of the running text stands inside: a ``div`` called
    "related" that wraps the whole article does not swallow it.
    """

    def __init__(
        self, container: Element, *, whole_page: bool = False, unwanted: Set[Element] = frozenset()
    ) -> None:
        """``whole_page``: whether the story is one part of the container; ``unwanted``: surely none of it."""
        self.container = container
        """What is read."""
        self.is_whole_page = whole_page
        """Whether the story is one part of what is read."""
        self._unwanted = unwanted
        self._prose: int | None = None
        self._refusals = 0

    @cached_property
    def _around_headline(self) -> frozenset[Element]:
        """The elements around the only ``<h1>``: what holds the page's headline is no furniture."""
        headings = list(islice(self.container.iter("h1"), 2))
        return frozenset(headings[0].iterancestors()) if len(headings) == 1 else frozenset()

    def rule(self, element: Element, tag: str, *, inside_text: bool) -> str | None:
        """Return the rule by which an element is left out, null where it stays.

        ``inside_text``: whether text of the same paragraph stands before it.
        """
        if self._unwanted and element in self._unwanted:
            return "layout"
        attributes = cast("Sequence[tuple[str, str]]", element.items())
        if not attributes and tag not in _TAGS:
            return None
        rule, sure = _suspect(tag, attributes)
        if rule is None and self.is_whole_page:
            rule = _of_component(tag, attributes)
        if rule is None:
            return None
        if tag not in BLOCK_TAGS and not sure:
            if rule == "hover" and _opens_inside(element, tag):
                return rule
            if not (rule == "hidden" and _is_unrendered(attributes)) and not _stands_alone(
                element, tag, inside_text
            ):
                return None
        if tag == "figure" and rule == "caption" and _is_quoting(element):
            return None
        if rule in ("gallery", "embed", "widget") and not sure and _is_written(element):
            return None
        return rule if self._is_small(element, rule, sure) else None

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


def _suspect(tag: str, attributes: Sequence[tuple[str, str]]) -> tuple[str | None, bool]:
    """Return the rule that an element's tag, role, names or attributes speak for, and whether surely."""
    rule = _TAGS.get(tag)
    names = ""
    for key, value in attributes:
        if key in ("class", "id"):
            names = f"{names} {value}" if names else value
        elif key == "hidden" or (key == "aria-hidden" and value == "true" and tag in BLOCK_TAGS):
            rule = rule or "hidden"
        elif key == "style":
            if "none" in value and "display:none" in value.replace(" ", ""):
                rule = rule or "hidden"
        elif key == "role":
            rule = rule or _ROLES.get(value)
        elif key == "itemprop":
            rule = rule or _PROPERTIES.get(value.lower())
    if not names:
        return rule, False
    if rule == "hidden" and "paywall" in names:
        rule = None  # the rest of a story that a script shows to subscribers
    found = verdict(names)
    if found is not None and (found.sure or rule is None):
        return found.rule, found.sure
    return rule, False


def _of_component(tag: str, attributes: Sequence[tuple[str, str]]) -> str | None:
    """Return the rule that speaks against a part of a page by the name which its script or its test knows."""
    is_own = "-" in tag
    for key, value in attributes:
        if key in _COMPONENT_KEYS or (is_own and key == "name"):
            found = verdict(value)
            if found is not None and found.rule in _COMPONENT_RULES:
                return found.rule
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
    """Say whether an inline element is a line of its own, not a word of a sentence."""
    if tag == "a" or inside_text or (element.tail and element.tail.strip()):
        return False
    parent = element.getparent()
    return element.getnext() is None or parent is None or parent.tag != "p"
