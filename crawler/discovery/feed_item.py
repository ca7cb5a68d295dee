"""Which page an item of a feed is about: RSS 0.9x, 1.0 and 2.0, Atom (RFC 4287)."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from crawler.discovery.addresses import absolute_address
from crawler.discovery.xml import base_url, child_text, children, local_name, namespace, text_of
from crawler.urls import fetchable

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_LANGUAGE = "id"
"""What a feed is taken to be in if it does not say."""
_PAGES = ("", "text/html", "application/xhtml+xml")


def item_url(item: etree._Element, url: str) -> str | None:
    """Return the URL of an item's page; None if it names none; ``url``: of the feed.

    Of several the first that can be requested counts; one that cannot is named if there is no other.
    """
    named = [each for each in _addresses(item, url) if each != url]
    return next((each for each in named if fetchable(each) is not None), named[0] if named else None)


def links(holder: etree._Element, relation: str) -> list[etree._Element]:
    """Return the links of Atom with this relation; without one it is ``alternate`` (RFC 4287, 4.2.7.2)."""
    return [
        link
        for link in children(holder, "link")
        if link.get("href") is not None and relation in _relations(link)
    ]


def _relations(link: etree._Element) -> list[str]:
    names = (link.get("rel") or "alternate").lower().split()
    return [name.rpartition("/")[2] if name.startswith("http://www.iana.org/") else name for name in names]


def _addresses(item: etree._Element, url: str) -> Iterator[str]:
    """Yield the URLs that an item has, the best first."""
    original = child_text(item, "origlink")  # what FeedBurner's own link redirects to
    if original:
        yield absolute_address(original, base_url(item, url))
    printed = [link for link in children(item, "link") if text_of(link)]
    printed.sort(key=lambda link: namespace(link) != namespace(item))
    texts = [absolute_address(text_of(link), base_url(link, url)) for link in printed]
    attributes = [absolute_address(link.get("href") or "", base_url(link, url)) for link in _alternates(item)]
    yield from texts + attributes if local_name(item) == "item" else attributes + texts
    for link in children(item, "link"):  # a serializer of HTML knows no content of it: <link/>https://...
        behind = (link.tail or "").strip()
        if not text_of(link) and behind.lower().startswith(("http://", "https://")):
            yield absolute_address(behind, base_url(link, url))
    for guid in children(item, "guid"):
        own, is_url = text_of(guid), _is_permalink(guid)
        if own and (is_url is True or (is_url is None and _is_url(own))) and not own.startswith("urn:"):
            yield absolute_address(own, base_url(guid, url))
    about = next((str(value) for name, value in item.items() if str(name).endswith(("}about", ":about"))), "")
    if _is_url(about):
        yield absolute_address(about, base_url(item, url))
    for content in children(item, "content"):
        source = content.get("src")
        if source and local_name(item) == "entry" and _media_type(content) in _PAGES:
            yield absolute_address(source, base_url(content, url))
    for own in filter(None, map(text_of, children(item, "id"))):
        if local_name(item) == "entry" and own.lower().startswith(("http://", "https://")):
            yield absolute_address(own, url)


def _alternates(item: etree._Element) -> list[etree._Element]:
    """Return the links to an item's page: a page before other files, in the feed's language before others."""
    around = (_language(each.get(_XML_LANG)) for each in (item, *item.iterancestors()))
    wanted = next(filter(None, around), _LANGUAGE)

    def rank(link: etree._Element) -> tuple[bool, int]:
        language = _language(link.get("hreflang"))
        return _media_type(link) not in _PAGES, 0 if language == wanted else 2 if language else 1

    return sorted(links(item, "alternate"), key=rank)


def _language(tag: str | None) -> str:
    return (tag or "").strip().lower().partition("-")[0]


def _media_type(element: etree._Element) -> str:
    return (element.get("type") or "").partition(";")[0].strip().lower()


def _is_permalink(guid: etree._Element) -> bool | None:
    """Say whether a GUID is called a permalink; None: nothing is said, which means yes (RSS 2.0)."""
    for name, value in guid.items():
        if str(name).lower() == "ispermalink":
            return str(value).strip().lower() == "true"
    return None


def _is_url(text: str) -> bool:
    """Say whether a text is a URL or a path, rather than an identifier such as a number."""
    return text.startswith("/") or text.lower().startswith(("http://", "https://"))
