"""The page of a feed's item, in each way in which a feed may name it."""

from __future__ import annotations

import gzip
from collections.abc import Callable

import pytest

from crawler.discovery.feed import read_feed
from tests.crawler.discovery.answers import SITE

FEED = f"{SITE}umpan/feed.xml"
NAMES = [f"kabar-{number}/" for number in range(4)]
PAGES = [SITE + name for name in NAMES]
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"


def rss(item: str, *, root: str = 'version="2.0"', channel: str = "") -> str:
    return f"<?xml version='1.0'?><rss {root}><channel {channel}><link>/</link>{items(item)}</channel></rss>"


def items(item: str) -> str:
    return "".join(f"<item>{item.format(own=name, page=SITE + name)}</item>" for name in NAMES)


def atom(entry: str, *, root: str = "", own: str = "") -> str:
    entries = "".join(f"<entry {own}>{entry}</entry>".format(own=name, page=SITE + name) for name in NAMES)
    return f"<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom' {root}>{entries}</feed>"


def rdf(root: str) -> str:
    about = "".join(f"<item rdf:about='{page}'><title>A</title></item>" for page in PAGES)
    return f"<rdf:RDF {root}><channel rdf:about='a'><items/></channel>{about}</rdf:RDF>"


FEEDS: dict[str, str | bytes] = {
    # XML Base; RFC 4287, 2.
    "base-of-feed": atom('<link href="{own}"/>', root=f'xml:base="{SITE}"'),
    "bases-in-each-other": atom(
        '<link href="../../{own}"/>', root=f'xml:base="{SITE}"', own='xml:base="a/b/"'
    ),
    "base-of-link": atom('<link xml:base="/" href="{own}"/>'),
    "base-of-entry": atom('<link href="."/>', root='xml:base="/"', own='xml:base="{own}"'),
    "base-that-is-the-page": atom('<link href=""/>', own='xml:base="{page}"'),
    "base-of-rss": rss("<link>{own}</link>", root=f'version="2.0" xml:base="{SITE}"'),
    "base-of-channel": rss("<link>{own}</link>", channel=f'xml:base="{SITE}"'),
    "base-of-nothing": atom('<link href="/{own}"/>', root="xml:base='//['", own='xml:base="urn:a"'),
    # RSS.
    "rss-in-a-namespace": rss("<link>{page}</link>", root='xmlns="http://backend.userland.com/rss2"'),
    "rss-1": rdf(f"xmlns:rdf='{RDF}' xmlns='http://purl.org/rss/1.0/'"),
    "rss-1-undeclared": rdf(""),
    "items-outside-of-channel": f"<rss><channel/>{items('<link>{page}</link>')}</rss>",
    "capitals": rss("<link>{page}</link>").replace("rss", "RSS").replace("item", "ITEM"),
    "undeclared-prefixes": rss("<dc:creator>A</dc:creator><link>{page}</link><media:content url='a'/>"),
    "cdata-and-blanks": rss("<link>\n <![CDATA[ {page} ]]>\n</link>"),
    "guid-beside-empty-link": rss("<link/><guid>{page}</guid>"),
    "address-behind-empty-link": rss("<link/>{page}<guid isPermaLink='true'>/a</guid>"),
    "words-behind-empty-link": rss("<link/>Kabar<guid>{page}</guid>"),
    "guid-in-odd-case": rss("<guid IsPermalink='TRUE'>{page}</guid>"),
    "guid-that-is-a-path": rss("<guid>/{own}</guid>"),
    "guid-that-is-relative": rss("<guid isPermaLink='true'>../{own}</guid>"),
    "guid-that-is-a-name": rss("<link>{page}</link><guid>urn:a:{own}</guid>"),
    "link-of-atom": rss("<atom:link rel='alternate' href='{page}'/>"),
    "record-beside": rss("<atom:link rel='alternate' type='application/json' href='/a'/><link>{page}</link>"),
    "link-of-feedburner": rss("<link>/a</link><feedburner:origLink>{page}</feedburner:origLink>"),
    "html-in-description": rss("<link>{page}</link><description>A<br>B & C<p>D</description>"),
    # Atom.
    "alternate-of-another-type": atom(
        "<link type='application/pdf' href='/a.pdf'/><link rel='alternate' type='text/html' href='{page}'/>"
    ),
    "alternate-of-another-language": atom(
        "<link hreflang='en' href='/en'/><link hreflang='id' href='{page}'/>"
    ),
    "alternate-in-its-language": atom(
        "<link hreflang='id' href='/id'/><link hreflang='en-US' href='{page}'/>", root="xml:lang='en'"
    ),
    "no-relation": atom("<link rel='self' href='/a'/><link href='{page}'/>"),
    "relation-in-capitals": atom("<link rel=' Alternate ' href='{page}'/>"),
    "relation-in-full": atom(
        "<link rel='http://www.iana.org/assignments/relation/alternate' href='{page}'/>"
    ),
    "content-elsewhere": atom("<content type='text/html' src='{page}'/><id>urn:a:{own}</id>"),
    "id-that-is-a-page": atom("<id>{page}</id>"),
    # The document.
    "notice-above": "<br />\n<b>Notice</b>: a in <b>/a.php</b><br />\n" + rss("<link>{page}</link>"),
    "utf-8-called-utf-16": rss("<link>{page}</link>").replace("?>", " encoding='utf-16'?>"),
    "utf-16": rss("<link>{page}</link>").encode("utf-16"),
    "two-documents": rss("<link>{page}</link>").split("<item><link>https://telegraf.test/kabar-2")[0]
    + f"</channel></rss><?xml version='1.0'?><rss><item><link>{PAGES[2]}</link></item>"
    + f"<item><link>{PAGES[3]}</link></item></rss>",
    "script-behind": rss("<link>{page}</link>") + "<script>if (a<b) c()</script>" * 400,
}


@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "gzip"])
@pytest.mark.parametrize("name", FEEDS)
def test_each_item_leads_to_its_page(name: str, pack: Callable[[bytes], bytes]) -> None:
    body = FEEDS[name]
    feed = read_feed(pack(body if isinstance(body, bytes) else body.encode()), FEED)
    assert [link.url for link in feed.links] == PAGES
    assert feed.whole


@pytest.mark.parametrize("cut", [3, 17, 25, 40, 90])
@pytest.mark.parametrize("name", sorted(FEEDS.keys() - {"script-behind"}))
def test_what_is_cut_off_names_no_half_address(name: str, cut: int) -> None:
    body = FEEDS[name]
    feed = read_feed((body if isinstance(body, bytes) else body.encode())[:-cut], FEED)
    assert {link.url for link in feed.links} <= set(PAGES)
    assert not feed.whole


@pytest.mark.parametrize(
    "item",
    ["<guid isPermaLink='false'>{page}</guid>", "<guid>12</guid>", "<guid>urn:a:{own}</guid>", "<link/>", ""],
)
def test_an_item_that_names_no_page_is_left_out(item: str) -> None:
    assert read_feed(rss(item).encode(), FEED).links == []


def test_a_feed_too_deep_for_the_parser_is_not_whole() -> None:
    item = f"<item><link>{PAGES[0]}</link><description>A<br>B<br>C</description></item>"
    body = f"<rss><channel>{item * 400}</channel></rss>".encode()
    assert (len(read_feed(body, FEED).links), read_feed(body, FEED).whole) == (400, True)
    deep = f"<rss><channel>{item * 4000}</channel></rss>".encode()
    assert not read_feed(deep, FEED).whole


def test_an_ampersand_that_was_escaped_twice_is_one() -> None:
    body = rss("<link>{page}?a=1&amp;amp;b=2</link>")
    assert read_feed(body.encode(), FEED).links[0].url == f"{PAGES[0]}?a=1&b=2"


@pytest.mark.parametrize(
    ("holder", "url"),
    [
        (f"<feed xml:base='{SITE}a/'><link rel='next' href='?hal=2'/></feed>", f"{SITE}a/?hal=2"),
        ("<rss><channel xml:base='/b/'><atom:link rel='NEXT' href='2'/></channel></rss>", f"{SITE}b/2"),
        ("<feed><link rel='prev-archive' href='/2003'/></feed>", f"{SITE}2003"),
        ("<feed><link rel='prev-archive' href='/2003'/><link rel='next' href='/2'/></feed>", f"{SITE}2"),
        ("<feed><link rel='self' href='/2003'/></feed>", None),
    ],
)
def test_the_next_page_is_relative_to_its_base(holder: str, url: str | None) -> None:
    assert read_feed(holder.encode(), FEED).next_url == url
