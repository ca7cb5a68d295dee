"""What an element's tag, role, attributes and names say against its being part of a story."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import cast

from crawler.extract.body.blocks import BLOCK_TAGS, HEADINGS
from crawler.extract.body.names import Verdict, verdict
from crawler.extract.body.slugs import without_slugs
from crawler.extract.parse.xpath import Element
from crawler.rules import Cause, causes_by_word, kind_of
from crawler.text import words

TAGS = causes_by_word(
    {
        "structure.tags.navigation": "nav menu dir",
        "structure.tags.aside": "aside",
        "structure.tags.post_meta": "footer time",
        "structure.tags.form": "form",
        "structure.tags.caption": "figure figcaption",
        "structure.tags.table": "table",
    }
)
"""Tags of what is not part of a story."""
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
HIDDEN = kind_of("structure.attributes.hidden")
"""What an attribute hides."""
_UNTIL_FOUND = "until-found"
"""https://html.spec.whatwg.org/multipage/interaction.html#the-hidden-attribute: contents, only collapsed."""
_MOST_AROUND = 2
_MOST_SURE = 1
"""Elements around a page's headline that may be called furniture: by words, and by the names of plugins."""


def suspect(element: Element, tag: str, attributes: Sequence[tuple[str, str]]) -> tuple[Cause | None, bool]:
    """Return what an element's tag, role, names or attributes say against it, and whether that is certain."""
    cause = TAGS.get(tag)
    names = ""
    for key, value in attributes:
        if key == "class" or (key == "id" and not _is_anchor(element, tag)):
            names = f"{names} {value}" if names else value
        elif (key == "hidden" and value != _UNTIL_FOUND) or (
            key == "aria-hidden" and value == "true" and tag in BLOCK_TAGS
        ):
            cause = cause or HIDDEN
        elif key == "style":
            if "none" in value and "display:none" in value.replace(" ", ""):
                cause = cause or HIDDEN
        elif key == "role":
            cause = cause or _ROLES.get(value)
        elif key == "itemprop":
            cause = cause or _PROPERTIES.get(value.lower())
    if not names:
        return cause, False
    if cause is not None and cause.rule == "hidden" and "paywall" in names:
        cause = None  # the rest of a story that a script shows to subscribers
    found = _named(element, names)
    if found is not None and (found.sure or cause is None):
        return found.cause, found.sure
    return cause, False


def around_headline(scope: Element) -> frozenset[Element]:
    """Return the elements around the only ``<h1>``: what holds the headline and its story is no furniture.

    Where several of them are called furniture, one in the other, it is the headline of a box.
    """
    headings = list(islice(scope.iter("h1"), 2))
    if len(headings) != 1:
        return frozenset()
    around = []
    found = sure = 0
    for element in headings[0].iterancestors():
        if element is scope:
            break
        around.append(element)
        attributes = cast("Sequence[tuple[str, str]]", element.items())
        cause, is_sure = suspect(element, str(element.tag), attributes)
        found += cause is not None
        sure += is_sure
    return frozenset(around) if found <= _MOST_AROUND and sure <= _MOST_SURE else frozenset()


def _is_anchor(element: Element, tag: str) -> bool:
    """Say whether the id of an element is where links to a heading lead: a slug of its words."""
    if tag in HEADINGS:
        return True
    if tag in BLOCK_TAGS:
        return False
    parent = element.getparent()
    return parent is not None and parent.tag in HEADINGS


def _named(element: Element, names: str) -> Verdict | None:
    found = verdict(names)
    if found is None:
        return None
    left = without_slugs(element, names)
    return found if left == names else verdict(left)


def of_component(tag: str, attributes: Sequence[tuple[str, str]]) -> Cause | None:
    """Return what the name that scripts or tests give to a part of a page says against it."""
    is_own = "-" in tag
    for key, value in attributes:
        if key in _COMPONENT_KEYS or (is_own and key == "name"):
            found = verdict(value)
            if found is not None and found.cause.rule in _COMPONENTS:
                return _COMPONENTS[found.cause.rule]
    return None
