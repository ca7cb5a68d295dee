"""Which elements of a page are not part of the story, by their structure."""

from __future__ import annotations

from collections.abc import Sequence, Set
from functools import cached_property
from typing import cast

from crawler.extract.body.blocks import BLOCK_TAGS, HEADINGS, LEAST_RUN, length_of, prose_in
from crawler.extract.body.names import is_called
from crawler.extract.body.suspects import HIDDEN, TAGS, around_headline, of_component, suspect
from crawler.extract.body.vocabulary import HOVER
from crawler.extract.parse.xpath import Element, condition, number
from crawler.rules import Cause, kind_of
from crawler.text import words

_is_quoting = condition("descendant::blockquote[not(descendant::img)]")
_has_headline = condition("descendant::h1")
_is_written = condition("descendant-or-self::p[string-length() > 100 and not(ancestor::figure)]")
_is_told = condition(f"descendant-or-self::p[string-length() > {LEAST_RUN} and not(descendant::a)]")
"""A table of contents has links; a section of the contents has paragraphs."""
_opens = condition("descendant::button[@aria-expanded]")
_links = number("count(descendant::a[@href])")
_NEVER_AROUND = words("hidden author_box newsletter aside")
"""Rules for what is never the name of something around a story."""
_FORGIVABLE = words(
    """
    share related advertisement newsletter author_box navigation post_meta box widget table_of_contents
    table aside form page_links
    """
)
"""Rules whose words also name what is around a story, or parts of one.

Readers' comments may well be most of a page; what is hidden, embedded or a caption is no story at any size.
"""
_MOST = 0.5
"""Share of a page's running text from which on a rule takes the story itself, box by box."""
_SET_APART = words("box aside related")
_NEARLY_ALL = 0.9
"""The same for rules whose names are those of texts set apart, which may be longer than the story."""
_PER_LINK = 250
"""Characters of a story to a link; teasers have fewer."""
_LAYOUT = kind_of("structure.layout")
"""What the declaration of the site says."""
_MOST_REFUSALS = 16


class BlockFilter:
    """Says which elements inside a container are not part of its story.

    What a name or a tag says gives way where most of the running text stands inside: a ``div`` called
    "related" that wraps the whole article does not swallow it. Nor may a rule take most of it box by box:
    see :meth:`fairer`.
    """

    def __init__(
        self,
        container: Element,
        *,
        whole_page: bool = False,
        unwanted: Set[Element] = frozenset(),
        forgiven: Set[str] = frozenset(),
    ) -> None:
        """Prepare to read ``container``.

        ``whole_page``: whether the story is only a part of it; ``unwanted``: elements that are not part of
        the story; ``forgiven``: ids of rules that are not asked.
        """
        self.container = container
        """What is read."""
        self.is_whole_page = whole_page
        """Whether the story is one part of what is read."""
        self._unwanted = unwanted
        self._forgiven = forgiven
        self._prose: int | None = None
        self._refusals = 0
        self._taken: dict[Cause, list[tuple[Element, int]]] = {}
        """The elements that each rule took, and the length of all their texts: as much as they can hold."""

    def fairer(self) -> BlockFilter | None:
        """Return one that does not ask the rules by which most of the running text was left out, if any."""
        if self._forgiven or not self._prose:
            return None
        prose = self._prose
        most = frozenset(
            cause.by for cause, taken in self._taken.items() if _takes_most(cause.rule, taken, prose)
        )
        if not most:
            return None
        return BlockFilter(
            self.container, whole_page=self.is_whole_page, unwanted=self._unwanted, forgiven=most
        )

    @cached_property
    def _around_headline(self) -> frozenset[Element]:
        """The elements around the page's headline."""
        return around_headline(self.container)

    def cause(self, element: Element, tag: str, *, inside_text: bool) -> Cause | None:
        """Return why an element is left out; None where it stays.

        ``inside_text``: whether text of the same paragraph stands before it.
        """
        if self._unwanted and element in self._unwanted:
            return _LAYOUT
        attributes = cast("Sequence[tuple[str, str]]", element.items())
        if not attributes and tag not in TAGS:
            return None
        cause, sure = suspect(element, tag, attributes)
        if cause is None and self.is_whole_page:
            cause = of_component(tag, attributes)
        if cause is None or cause.by in self._forgiven:
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
        if cause is HIDDEN and _is_collapsed(element) and _is_written(element):
            return None
        is_place = rule == "navigation" and tag in HEADINGS and not _links(element)  # navigation leads to it
        if is_place or (rule == "table_of_contents" and _is_told(element)):
            return None
        if not sure and rule in ("gallery", "embed", "widget") and _is_written(element):
            return None
        return cause if self._is_small(element, cause, sure) else None

    def _is_small(self, element: Element, cause: Cause, sure: bool) -> bool:
        # Each refusal means reading most of the container once more: their number keeps the cost linear.
        if self._refusals >= _MOST_REFUSALS:
            return sure
        length = length_of(element)  # nearly all are small by this already
        if length <= LEAST_RUN:
            return True
        if self._prose is None:
            self._prose = prose_in(self.container)
        most = self._share(element, cause.rule, sure) * self._prose
        small = length <= most or prose_in(element) <= most
        self._refusals += not small
        if small and cause.rule in _FORGIVABLE:
            self._taken.setdefault(cause, []).append((element, length))
        return small

    def _share(self, element: Element, rule: str, sure: bool) -> float:
        """Return which share of the container's running text an element may hold and still be left out."""
        if not self.is_whole_page:
            return 0.8 if sure else 0.6
        if element in self._around_headline:
            return 0.0 if rule in _NEVER_AROUND else 0.05
        # A page holds more than its story; readers' comments can be most of it.
        if rule == "comments" and sure and not _has_headline(element):
            return 0.9
        if rule in _NEVER_AROUND:
            return 0.45
        return 0.27 if sure else 0.2


def _takes_most(rule: str, taken: Sequence[tuple[Element, int]], prose: int) -> bool:
    """Say whether a rule took most of the running text; ``taken``: the elements and their lengths."""
    most = (_NEARLY_ALL if rule in _SET_APART else _MOST) * prose
    if sum(length for _, length in taken) <= most:
        return False
    sizes = ((element, prose_in(element)) for element, _ in taken)
    return sum(size for element, size in sizes if size and _may_be_story(element, rule, size)) > most


def _may_be_story(element: Element, rule: str, prose: int) -> bool:
    """Say whether what a box holds may be a part of a story: running text, not teasers, nor figures."""
    if rule == "table" and not _is_written(element):
        return False
    return _links(element) * _PER_LINK <= prose


def _is_unrendered(attributes: Sequence[tuple[str, str]]) -> bool:
    """Say whether a browser shows nothing of an element, wherever it stands.

    https://html.spec.whatwg.org/multipage/interaction.html#the-hidden-attribute
    """
    return any(key == "hidden" or (key == "style" and "none" in value) for key, value in attributes)


def _is_collapsed(element: Element) -> bool:
    """Say whether an element is the panel of an accordion: what the button in the heading above it opens.

    https://www.w3.org/WAI/ARIA/apg/patterns/accordion/
    """
    if element.get("role") == "region" and element.get("aria-labelledby"):
        return True
    above = element.getprevious()
    return above is not None and above.tag in HEADINGS and _opens(above)


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
