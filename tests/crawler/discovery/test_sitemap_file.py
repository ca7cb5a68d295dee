"""Sitemaps as sites really print them, plain and gzip, whole and cut off."""

from __future__ import annotations

import gzip

import pytest

from crawler.discovery import NotAListing
from crawler.discovery.sitemap_file import read_sitemap
from tests.crawler.discovery.answers import SITE

URL = f"{SITE}sitemap.xml"
PAGES = [f"{SITE}kabar-{number}/" for number in range(4)]
PROLOG = '<?xml version="1.0" encoding="UTF-8"?>\n'
NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def urlset(
    pages: list[str] = PAGES,
    entry: str = "<url><loc>{0}</loc></url>",
    *,
    attributes: str = NAMESPACE,
    prolog: str = PROLOG,
) -> str:
    entries = "".join(entry.format(page) for page in pages)
    return f"{prolog}<urlset {attributes}>{entries}</urlset>"


PLAIN = urlset()
NOTICE = (
    '<br />\n<b>Warning</b>:  Undefined array key "x" & a < b in <b>/var/x.php</b> on line <b>3</b><br />\n'
)
STRAY = "<url><loc>{0}</loc><title>Kaf\xe9</title></url>"
PREFIXED = "<sm:url><sm:loc>{0}</sm:loc></sm:url>"
PAPERS: dict[str, str | bytes] = {
    # Names and prefixes.
    "root-with-undeclared-prefix": PLAIN.replace("urlset", "sm:urlset"),
    "all-with-undeclared-prefix": urlset(
        entry="<sm:url><sm:loc>{0}</sm:loc></sm:url>", attributes=""
    ).replace("urlset", "sm:urlset"),
    "all-with-declared-prefix": urlset(
        entry=PREFIXED, attributes="xmlns:sm='http://www.sitemaps.org/'"
    ).replace("urlset", "sm:urlset"),
    "undeclared-in-first-child": PLAIN.replace("<url>", "<image:image/><url>", 1),
    "undeclared-on-attribute": PLAIN.replace("<urlset", "<urlset xsi:schemaLocation='a b' a:b='c'"),
    "namespace-changed-in-the-middle": PLAIN.replace("<url>", "<url xmlns='https://lain.test/'>", 2),
    "namespace-on-entries-only": urlset(entry=f"<url {NAMESPACE}><loc>{{0}}</loc></url>", attributes=""),
    "no-namespace-on-loc": urlset(entry="<url><loc xmlns=''>{0}</loc></url>"),
    "capitals": urlset(entry="<Url><LOC>{0}</LOC></Url>").replace("urlset", "UrlSet"),
    # What else stands in an entry.
    "picture-before-loc": urlset(entry=f"<url><image:loc>{SITE}a.jpg</image:loc><loc>{{0}}</loc></url>"),
    "film-in-entry": urlset(
        entry=f"<url><video:video><video:player_loc>{SITE}a</video:player_loc></video:video><loc>{{0}}</loc></url>"
    ),
    "translation": urlset(entry="<url><xhtml:link rel='alternate' href='/en'/><loc>{0}</loc></url>"),
    "empty-loc-beside": urlset(entry="<url><loc/><loc>{0}</loc></url>"),
    "loc-with-attribute": urlset(entry="<url><loc type='text/html'>{0}</loc></url>"),
    "empty-entries": PLAIN.replace("<url>", "<url/><url>"),
    "lastmod-before-loc": urlset(entry="<url><lastmod>2024-01-01</lastmod><loc>{0}</loc></url>"),
    "all-in-one-entry": f"<urlset><url>{''.join(f'<loc>{page}</loc>' for page in PAGES)}</url></urlset>",
    "foreign-element-of-that-name": urlset(entry="<url><loc>{0}</loc><a:url>x</a:url></url>"),
    # Tags that do not match.
    "entries-not-closed": urlset(entry="<url><loc>{0}</loc>"),
    "entries-closed-twice": urlset(entry="<url><loc>{0}</loc></url></url>"),
    "loc-not-closed": urlset(entry="<url><loc>{0}</url>"),
    "html-in-title": urlset(
        entry="<url><loc>{0}</loc><news:news><news:title>A<br>B & C < D</news:title></news:news></url>"
    ),
    "nested": urlset().replace("<urlset", "<urlset><urlset").replace("</urlset>", "</urlset></urlset>"),
    "urlset-in-index": f"<sitemapindex>{urlset(prolog='')}</sitemapindex>",
    "pages-in-index": urlset(prolog="").replace("urlset", "sitemapindex"),
    # What stands around it.
    "letter-above": "x" + PLAIN,
    "comment-above": f"<!-- <html><body><urlset> -->{PLAIN}",
    "comment-never-closed": f"<!-- cache\n{PLAIN}",
    "notices-above": NOTICE * 3000 + PLAIN,
    "text-above": f"PHP Notice: Undefined index: a in /var/a.php on line 3\n{PLAIN}",
    "type-of-html-above": f"<!DOCTYPE html>\n{PLAIN}",
    "in-a-page": f"<!DOCTYPE html><html><body>{PLAIN}</body></html>",
    "comment-within": PLAIN.replace("<url>", "<!-- <body> </urlset> -- --><url>"),
    "comment-behind": f"{PLAIN}<!-- <urlset><url><loc>{SITE}lain/</loc></url> -->",
    "script-behind": PLAIN + "<script>if (a<b && c) { document.write('<x>') }</script>" * 400,
    "two-documents": urlset(PAGES[:2]) + urlset(PAGES[2:]),
    "two-with-types": urlset(PAGES[:2]) + "<!DOCTYPE urlset [<!ENTITY a 'b'>]>" + urlset(PAGES[2:]),
    "two-prologs": PROLOG + PLAIN,
    # Byte order marks, blanks, control characters.
    "marks-behind-blank-lines": "\n\ufeff \n\ufeff" + PLAIN,
    "mark-in-the-middle": urlset(PAGES[:2]) + "\ufeff" + urlset(PAGES[2:]),
    "mark-in-loc": urlset(entry="<url><loc>\ufeff{0}\ufeff</loc></url>"),
    "blanks-in-loc": urlset(entry="<url><loc>\u200b\u00a0\n{0}\u200b\u00a0\n</loc></url>"),
    "line-break-in-loc": PLAIN.replace("kabar", "\n    kabar"),
    "blanks-in-cdata": urlset(entry="<url><loc><![CDATA[\n {0} \n]]></loc></url>"),
    "text-and-cdata": PLAIN.replace("/kabar", "/<![CDATA[kabar").replace("</loc>", "]]></loc>"),
    "control-characters": PLAIN.replace("kabar", "ka\0b\x0bar").replace("<url>", "&#0;&#x1f;<url>"),
    # Encodings.
    "utf-16-that-is-utf-8": PLAIN.replace("UTF-8", "UTF-16"),
    "unknown-encoding": PLAIN.replace("UTF-8", "UTF-9000"),
    "encoding-that-is-none": urlset(entry=STRAY).replace("UTF-8", "zlib").encode("latin-1"),
    "encoding-that-is-misspelled": urlset(entry=STRAY).replace("UTF-8", "ISO-88591-1").encode("latin-1"),
    "encoding-that-is-true": urlset(entry=STRAY).replace("UTF-8", "ISO-8859-1").encode("latin-1"),
    "utf-8-that-is-utf-16": PLAIN.encode("utf-16"),
    "utf-16-without-mark": urlset(prolog="").encode("utf-16-be"),
    "utf-16-behind-a-blank-line": b"\n" + PLAIN.encode("utf-16"),
    "utf-32": PLAIN.encode("utf-32"),
    "stray-bytes": urlset(entry=STRAY).encode("latin-1"),
    # Addresses.
    "paths": PLAIN.replace(SITE, "/"),
    "relative": PLAIN.replace(SITE, ""),
    "without-scheme": PLAIN.replace("https://", ""),
    "with-two-slashes": PLAIN.replace("https:", ""),
}


@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "gzip"])
@pytest.mark.parametrize("name", PAPERS)
def test_all_pages_are_named_and_nothing_else(name: str, pack: type[bytes]) -> None:
    paper = PAPERS[name]
    sitemap = read_sitemap(pack(paper if isinstance(paper, bytes) else paper.encode()), URL)
    assert [link.url for link in sitemap.pages] == PAGES
    assert not sitemap.sitemaps
    assert sitemap.whole


ENDS_TWICE = {"comment-behind", "in-a-page", "nested", "script-behind", "urlset-in-index"}
"""What is cut off of these stands behind an end."""


@pytest.mark.parametrize("cut", [3, 17, 25, 40, 60])
@pytest.mark.parametrize("name", sorted(PAPERS.keys() - ENDS_TWICE))
def test_what_is_cut_off_names_no_half_address(name: str, cut: int) -> None:
    paper = PAPERS[name]
    body = (paper if isinstance(paper, bytes) else paper.encode())[:-cut]
    for packed in (body, gzip.compress(body)):
        sitemap = read_sitemap(packed, URL)
        assert {link.url for link in sitemap.pages} <= set(PAGES)
        assert not sitemap.whole


@pytest.mark.parametrize("cut", [12, 20, 40])
def test_a_gzip_file_that_is_cut_off_names_no_half_address(cut: int) -> None:
    sitemap = read_sitemap(gzip.compress(PLAIN.encode())[:-cut], URL)
    assert {link.url for link in sitemap.pages} <= set(PAGES)
    assert not sitemap.whole


def test_an_index_cut_off_above_its_first_entry_is_not_empty() -> None:
    assert not read_sitemap(b"<sitemapindex><sitemap><loc>https://", URL).whole


def test_an_address_cut_off_above_a_second_document_is_not_taken() -> None:
    body = urlset(PAGES[:2]).removesuffix("2/</loc></url></urlset>")[: -len("-1/</loc></url></urlset>")]
    sitemap = read_sitemap((body + urlset(PAGES[2:])).encode(), URL)
    assert [link.url for link in sitemap.pages] == [PAGES[0], *PAGES[2:]]


@pytest.mark.parametrize(
    ("loc", "address"),
    [
        ("{0}?a=1&b=2", "{0}?a=1&b=2"),
        ("{0}?a=1&amp;amp;b=2", "{0}?a=1&b=2"),
        ("{0}?a=1&#038;b=2", "{0}?a=1&b=2"),
        ("<![CDATA[{0}?a=1&b=2]]>", "{0}?a=1&b=2"),
        ("<![CDATA[{0}?a=1&amp;b=2]]>", "{0}?a=1&b=2"),
        ("{0}?copy&copy=1&lt=2", "{0}?copy&copy=1&lt=2"),
        ("{0}caf&eacute;/", "{0}café/"),
        ("{0}caf&#233;/", "{0}café/"),
        ("{0}&kabar;/", "{0}&kabar;/"),
        ("{0}kabar satu/", "{0}kabar satu/"),
        ("{0}kabar%20satu/#isi", "{0}kabar%20satu/#isi"),
    ],
)
def test_an_address_is_what_its_site_meant(loc: str, address: str) -> None:
    (link,) = read_sitemap(urlset([loc.format(SITE)]).encode(), URL).pages
    assert link.url == address.format(SITE)


def test_stray_bytes_in_an_address_are_letters_of_windows_1252() -> None:
    (link,) = read_sitemap(urlset([f"{SITE}caf\xe9/"]).encode("latin-1"), URL).pages
    assert link.url == f"{SITE}café/"


def test_an_entry_says_what_it_is_whatever_the_root_is_called() -> None:
    children = [f"{SITE}peta/", f"{SITE}peta-2/"]
    body = urlset(children, "<sitemap><loc>{0}</loc></sitemap>").replace("</urlset>", f"{PLAIN}</urlset>")
    sitemap = read_sitemap(body.encode(), URL)
    assert [link.url for link in sitemap.pages] == PAGES
    assert [link.url for link in sitemap.sitemaps] == children


def test_a_document_of_another_kind_may_follow() -> None:
    index = f"<sitemapindex><sitemap><loc>{SITE}peta.xml</loc></sitemap></sitemapindex>"
    for body in (index + PLAIN, PLAIN + index):
        sitemap = read_sitemap(body.encode(), URL)
        assert [link.url for link in sitemap.pages] == PAGES
        assert [link.url for link in sitemap.sitemaps] == [f"{SITE}peta.xml"]
        assert sitemap.whole


def test_a_list_of_nothing_but_xml_is_an_index() -> None:
    children = [f"{SITE}post-sitemap.xml", f"{SITE}post-sitemap2.xml.gz"]
    sitemap = read_sitemap(urlset(children).encode(), URL)
    assert [link.url for link in sitemap.sitemaps] == children
    assert not sitemap.pages
    mixed = read_sitemap(urlset([*PAGES, children[0]]).encode(), URL)
    assert [link.url for link in mixed.pages] == [*PAGES, children[0]]


def test_an_empty_address_is_counted_as_none() -> None:
    assert [link.url for link in read_sitemap(urlset(["", PAGES[0]]).encode(), URL).pages] == ["", PAGES[0]]


def test_of_several_addresses_in_an_entry_none_has_its_date() -> None:
    entry = f"<url><loc>{PAGES[0]}</loc>{{0}}<lastmod>2024-01-01</lastmod></url>"
    (alone,) = read_sitemap(urlset([""], entry).encode(), URL).pages
    assert alone.lastmod == "2024-01-01"
    both = read_sitemap(urlset([f"<loc>{PAGES[1]}</loc>"], entry).encode(), URL).pages
    assert [(link.url, link.lastmod) for link in both] == [(PAGES[0], None), (PAGES[1], None)]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (f"<!-- <urlset> --><html><body>{PAGES[0]}</body></html>", "html"),
        ("<!DOCTYPE html><title>Tidak ada</title><p>urlset", "html"),
        (f"<html><script>var a = '<urlset>'</script><body>{PAGES[0]}</body></html>", "html"),
        ("<catalog><item/></catalog>", "no_sitemap"),
        ("\ufeff \n", "empty"),
        ("<urlset>" + "<!---->" * 1_000_001, "too_large"),
        ("<urlset>" + "<url>" * 500_002, "too_large"),
        ("<urlset><url><loc>" + "a" * (4 << 20) + "</loc></url>", "too_large"),
    ],
    ids=[
        "comment",
        "page without body",
        "page with script",
        "other xml",
        "blank",
        "asides",
        "entries",
        "large",
    ],
)
def test_what_is_no_sitemap_is_named(body: str, reason: str) -> None:
    with pytest.raises(NotAListing) as none:
        read_sitemap(body.encode(), URL)
    assert none.value.reason == reason


TYPE = """<?xml version="1.0"?><!DOCTYPE urlset [<!ENTITY b "berita"><!ENTITY b 'kabar'>
<!ENTITY amp "&#38;#38;"><!ENTITY n "&b;&b;"><!ENTITY s SYSTEM "file:///etc/passwd">]>"""


@pytest.mark.parametrize(
    ("loc", "name"),
    [
        ("&b;-1/", "berita-1/"),
        ("<![CDATA[?a&b;=1]]>", "?a&b;=1"),  # there it is itself
        ("?a=1&amp;c=2", "?a=1&c=2"),
    ],
)
def test_an_entity_that_a_sitemap_defines_is_its_text(loc: str, name: str) -> None:
    body = f"{TYPE}<urlset><url><loc>{SITE}{loc}</loc></url></urlset>"
    assert [link.url for link in read_sitemap(body.encode(), URL).pages] == [SITE + name]


@pytest.mark.parametrize("entity", ["&n;", "&s;", "&tidak;"])
def test_entities_of_entities_and_of_files_are_none(entity: str) -> None:
    body = f"{TYPE}<urlset><url><loc>{SITE}{entity}</loc></url><url><loc>{SITE}&b;/</loc></url></urlset>"
    first, second = read_sitemap(body.encode(), URL).pages
    assert (first.url, second.url) == (f"{SITE}{entity}", f"{SITE}berita/")


def test_entities_that_would_make_a_sitemap_too_large_stay_as_they_are() -> None:
    kind = f'<!DOCTYPE urlset [<!ENTITY b "{"b" * 200}">]>'
    body = f"{kind}<urlset><url><loc>{SITE}a</loc><x>{'&b;' * 100_000}</x></url></urlset>"
    assert [link.url for link in read_sitemap(body.encode(), URL).pages] == [f"{SITE}a"]
