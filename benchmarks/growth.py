"""How the time and memory of reading grow with what is read: ``python -m benchmarks.growth [WORD]``.

Each kind of page, listing and text is made in three sizes, each twice the one before: time in proportion
doubles. The time is the processor's, the better of two readings, so that a busy machine changes it little.
The bare parse of the same bytes stands beside it, since a parser has its own way of growing. With a word,
only the kinds whose name contains it are read.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import NamedTuple

import lxml.html

from crawler.cleaning import clean_text
from crawler.discovery.feed import read_feed
from crawler.discovery.home_page import read_home_page
from crawler.discovery.json_feed import read_json_feed
from crawler.discovery.listing import ListingResponse
from crawler.discovery.sitemap_file import read_sitemap
from crawler.extract import NotAnArticle, extract_article, extract_record
from crawler.page import Page

SIZES = (1, 2, 4)
MOST_GROWTH = 2.6
"""A doubling of the size that takes more than this many times the time is not linear."""
LEAST_SECONDS = 0.1
"""With less, what a process does once, and chance, decide about the growth."""

_SITE = "https://koran.test/"
_SENTENCE = "Warga desa itu berkumpul di balai sejak pagi untuk mendengar hasil musyawarah tentang jalan."
_PARAGRAPH = f"<p>{_SENTENCE} {_SENTENCE}</p>"
_NODE = {"@type": "NewsArticle", "headline": "Jalan desa dibuka", "datePublished": "2024-06-04"}

Made = Callable[[int], str]
"""Makes what is read, of a size; size 4 is what its name says."""


class Kind(NamedTuple):
    """What is read, and how."""

    make: Made
    read: Callable[[str], str]
    """Returns what it was read as."""


def _post(content: str = _PARAGRAPH * 5, *, head: str = "", above: str = "", title: str = "") -> str:
    title = title or "Jalan desa dibuka"
    return (
        f'<html lang="id"><head><title>{title}</title>{head}</head>'
        f'<body class="single single-post postid-7">{above}<article id="post-7">'
        f'<h1 class="entry-title">{title}</h1>'
        '<time class="published" datetime="2024-06-04T14:05:00+07:00"></time>'
        f'<div class="entry-content">{content}</div></article></body></html>'
    )


def _amid(part: str) -> Made:
    """Return posts that have a part thousands of times between their paragraphs."""
    return lambda n: _post(_PARAGRAPH * 2 + _numbered(part, n) + _PARAGRAPH * 2)


def _above(part: str) -> Made:
    """Return pages that nothing marks, with a part thousands of times above their headline."""
    return lambda n: (
        f"<title>Jalan desa dibuka</title>{_numbered(part, n)}<div><h1>Jalan desa dibuka</h1><div>"
        f"{_PARAGRAPH * 5}</div></div>"
    )


def _nested(part: str, n: int) -> str:
    """Return a page that nothing marks, with a part inside of itself 475 times for each n."""
    return (
        f"<title>Jalan desa dibuka</title><h1>Jalan desa dibuka</h1>{part * (475 * n)}<div>{_PARAGRAPH * 5}"
    )


def _numbered(part: str, n: int, times: int = 2_500) -> str:
    return "".join(part.replace("#", str(i)) for i in range(times * n))


def _jsonld(value: object) -> str:
    text = value if isinstance(value, str) else json.dumps(value)
    return f'<script type="application/ld+json">{text}</script>'


def _told(text: str) -> str:
    """Return a page that says the same text everywhere: as its title, its author, its date ..."""
    node = {**_NODE, "headline": text, "author": {"name": text}, "articleSection": text, "keywords": text}
    head = "".join(
        f'<meta property="{name}" content="{text}">'
        for name in ("og:title", "author", "article:section", "article:published_time", "article:tag")
    )
    shown = f'<span class="byline">{text}</span><span class="date">2024 {text}</span><time>{text}</time>'
    figure = f'<figure><img src="a.jpg"><figcaption>{text}</figcaption></figure>'
    return _post(figure + _PARAGRAPH * 5, head=head + _jsonld(node), above=shown, title=text)


_LINK = '<a href="/kabar/judul-kabar-dari-desa-#/">Judul kabar #</a>'

ARTICLES: dict[str, Made] = {
    "5 MB of paragraphs": lambda n: _post(_PARAGRAPH * (6_500 * n)),
    "1.9 MB of text": lambda n: _post(_PARAGRAPH * (2_500 * n)),
    "the same, nothing named": lambda n: f"<h1>Jalan desa dibuka</h1><div>{_PARAGRAPH * (2_500 * n)}</div>",
    "a paragraph of 1,000,000 characters": lambda n: _post(f"<p>{'kata demi kata ' * (16_600 * n)}</p>"),
    "a word of 1,000,000 letters": lambda n: _post(f"<p>{'k' * (250_000 * n)}</p>"),
    "1,000,000 blanks": lambda n: _post(f"<p>kata{' ' * (250_000 * n)}kata</p>" + _PARAGRAPH),
    "40,000 accents on one letter": lambda n: _post(
        "<p>a" + "\u0301\u0327" * (5_000 * n) + "</p>" + _PARAGRAPH
    ),
    "titles of 400 KB: words": lambda n: _told("Jalan desa " * (9_000 * n)),
    "titles of 160 KB: bars": lambda n: _told("Jalan | " * (5_000 * n)),
    "titles of 160 KB: dashes": lambda n: _told("404 " + "- " * (20_000 * n)),
    "titles of 80 KB: letters": lambda n: _told("x" * (20_000 * n)),
    "titles of 80 KB: digits": lambda n: _told("1" * (20_000 * n)),
    "10,000 line breaks": lambda n: _post("Baris pendek dari sebuah sajak<br>" * (2_500 * n)),
    "10,000 links": lambda n: _post(_PARAGRAPH * 5 + '<a href="/kabar/">kabar</a> ' * (2_500 * n)),
    "10,000 lines that are links": _amid(f"<p>{_LINK}</p>"),
    "10,000 links with a label each": _amid(f"<p><b>Kabar lain</b></p><p>{_LINK}</p>"),
    "10,000 links in one list item": lambda n: _post(
        _PARAGRAPH * 2 + f"<ul><li>{_numbered(_LINK + '<br><br>', n)}</li></ul>" + _PARAGRAPH * 2
    ),
    "10,000 list items": _amid("<li>Butir #</li>"),
    "10,000 rows of a table": lambda n: _post(
        _PARAGRAPH * 2 + f"<table>{_numbered('<tr><td>#</td></tr>', n)}</table>" + _PARAGRAPH * 2
    ),
    "10,000 figures": _amid('<figure><img src="#.jpg"><figcaption>Foto #</figcaption></figure>'),
    "10,000 pictures": _above('<img src="#.jpg"><amp-img src="#.jpg"></amp-img>'),
    "10,000 captions": _amid('<p><img src="#.jpg"></p><p>Foto: Warga desa (Antara)</p>'),
    "10,000 empty spans": lambda n: _post(f"<p>{'<span></span> ' * (2_500 * n)}</p>" + _PARAGRAPH),
    "10,000 headings of comments": lambda n: _post("<h3>Komentar</h3>" * (2_500 * n) + _PARAGRAPH),
    "10,000 cards": _above(f"<h3>{_LINK}</h3>{_PARAGRAPH}"),
    "10,000 headlines and titles": _above('<h1>Jalan #</h1><meta property="og:title" content="J #">'),
    "10,000 times": _above('<time datetime="9999-99-99T99:99:00Z">#</time>'),
    "10,000 authors": _above('<b itemprop="author"><i itemprop="name">Rina #</i></b>'),
    "10,000 links to one tag": lambda n: _post(
        above='<a rel="tag" href="/tag/desa/">desa</a>' * (2_500 * n)
    ).replace('id="post-7"', 'id="post-7" class="tag-desa"'),
    "10,000 comments, scripts, drawings": _amid(
        "<!-- # --><script>#</script><svg></svg><noscript>#</noscript>"
    ),
    "40,000 scripts without end": lambda n: _post() + "<script " * (10_000 * n),
    "40,000 drawings without end": lambda n: _post() + "<svg>" * (10_000 * n),
    "40,000 signs": lambda n: _post("< & &x; &#; <! </x> <x " * (10_000 * n) + _PARAGRAPH * 3),
    "40,000 tags without end": lambda n: _post("<p>kata<li>kata<td>kata" * (10_000 * n) + _PARAGRAPH * 3),
    "100,000 attributes": lambda n: _post(
        f"<div {_numbered('data-a#=1 ', n, 25_000)}>{_PARAGRAPH * 5}</div>"
    ),
    "100,000 names around 10,000 lines": lambda n: _post(
        f'<div class="{_numbered("a# ", n, 25_000)}">' + "kata <i>kata</i><br><br>" * (2_500 * n)
    ),
    "100,000 nested elements": lambda n: _post(_PARAGRAPH + "<div>" * (25_000 * n)),
    "1,900 nested elements": lambda n: _post(_PARAGRAPH + '<div class="gallery"><b>x</b>' * (475 * n)),
    "1,900 nested spans": lambda n: _nested("<span>Kata. ", n),
    "1,900 nested elements around 1,900 paragraphs": lambda n: _nested(f"<div>{_PARAGRAPH}", n),
    "1,900 nested times": lambda n: _nested("<time>2024", n),
    "1,900 nested authors": lambda n: _nested('<div itemprop="author">Rina', n),
    "10,000 JSON-LD articles": lambda n: _post(
        head=_jsonld([{**_NODE, "url": f"/{i}"} for i in range(2_500 * n)])
    ),
    "10,000 references in JSON-LD": lambda n: _post(
        head=_jsonld(
            [{**_NODE, "publisher": {"@id": "#a"}}] * (2_500 * n)
            + [{"@type": "Organization", "@id": "#a", "name": [f"Koran {i}" for i in range(2_500 * n)]}]
        )
    ),
    "the text again in JSON-LD": lambda n: _post(
        _numbered(f"<p>{_SENTENCE} #</p>", n),
        head=_jsonld({**_NODE, "articleBody": _numbered(f"{_SENTENCE} # ", n)}),
    ).replace('class="single single-post postid-7"', ""),
    "40,000 quotes in broken JSON-LD": lambda n: _post(
        head=_jsonld('{"a": "' + 'x" y ' * (10_000 * n) + "\\")
    ),
}

TEXTS: dict[str, Made] = {
    "a plain text of 1.9 MB": lambda n: "Judul\n" + f"{_SENTENCE}\n" * (5_000 * n),
    "a plain line of 1.9 MB": lambda n: "Judul\n" + "kata " * (95_000 * n),
    "a plain text with 10,000 lines below it": lambda n: (
        "Judul\n" + "kata " * (25_000 * n) + f"\n{_SENTENCE}\n" + "Tags: desa, jalan\n" * (2_500 * n)
    ),
    "a plain text with 10,000 datelines": lambda n: (
        "Judul\n" + "Jakarta, Antara - " * (2_500 * n) + _SENTENCE
    ),
    "a plain text with 10,000 signoffs": lambda n: f"Judul\n{_SENTENCE}" + " (ist/sur)" * (2_500 * n),
}

RECORDS: dict[str, Made] = {
    "a record with 40,000 terms": lambda n: json.dumps(
        {
            "title": {"rendered": "Jalan desa dibuka"},
            "content": {"rendered": _PARAGRAPH * 5},
            "_embedded": {
                "wp:term": [[{"name": f"t{i}", "taxonomy": "post_tag"}] for i in range(10_000 * n)]
            },
        }
    ),
}


def _listed(part: str, around: str = "<main>") -> Made:
    return lambda n: f"<html><body>{around}{_numbered(part, n)}"


LISTINGS: dict[str, Made] = {
    "a front page with 10,000 links": _listed(_LINK),
    "a front page with 10,000 cards": _listed(
        f"<article><h2>{_LINK}</h2><time datetime=2024-06-04></time></article>"
    ),
    "a card with 10,000 headlines": _listed(
        f"<h2>{_LINK}</h2><time datetime=2024-06-04></time>", "<article>"
    ),
    "a menu with 10,000 entries": _listed('<li><a href="/rubrik-#/">Rubrik #</a></li>', "<nav><ul>"),
    "10,000 links to further pages": _listed('<a class="next" rel="next" href="/page/9#/">#</a>'),
    "10,000 links in 500 elements": lambda n: (
        "<body>" + '<div class="nav-previous menu">' * 500 + _numbered(_LINK, n)
    ),
    "a link with 20,000 hyphens": lambda n: f'<body><h2><a href="/{"a-" * (5_000 * n)}/x">Judul</a></h2>',
    "a base URL of 10,000 characters": lambda n: (
        f'<head><base href="/{"a" * (2_500 * n)}/"></head><body>{_numbered("<a href=x>x</a>", n)}'
    ),
}

_URL = "<url><loc>https://koran.test/#</loc><lastmod>2024-06-04</lastmod></url>"
_ITEM = "<item><link>https://koran.test/#</link><pubDate>Tue, 04 Jun 2024 07:05:00 GMT</pubDate></item>"

SITEMAPS: dict[str, Made] = {
    "a sitemap with 40,000 URLs": lambda n: f"<urlset>{_numbered(_URL, n, 10_000)}</urlset>",
    "a sitemap with one entry of 40,000": lambda n: f"<urlset><url>{'<loc/>' * (10_000 * n)}</url></urlset>",
    "a sitemap with 400 KB of ampersands": lambda n: f"<urlset>{'&a=1' * (25_000 * n)}</urlset>",
    "a sitemap as 40,000 lines": lambda n: _numbered(f"{_SITE}#\n", n, 10_000),
}
FEEDS: dict[str, Made] = {
    "a feed with 20,000 items": lambda n: f"<rss><channel>{_numbered(_ITEM, n, 5_000)}</channel></rss>",
    "a feed with an item of 40,000 categories": lambda n: (
        f"<rss><channel><item>{'<category>a</category>' * (10_000 * n)}</item></channel></rss>"
    ),
}
JSON_FEEDS: dict[str, Made] = {
    "a JSON feed with 20,000 items": lambda n: json.dumps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "items": [{"url": f"{_SITE}{i}", "tags": ["desa"]} for i in range(5_000 * n)],
        }
    ),
}


def _read_page(page: str) -> str:
    extract_article(page, f"{_SITE}jalan-desa/")
    return "article"


def _read_text(text: str) -> str:
    clean_text(text)
    return "article"


def _read_record(record: str) -> str:
    extract_record(json.loads(record))
    return "article"


def _read_front_page(page: str) -> str:
    found = read_home_page(ListingResponse(Page(url=_SITE, body=page.encode())), _SITE)
    return f"{len(found.listing.links)} links"


def _kinds(made: dict[str, Made], read: Callable[[str], str]) -> Iterable[tuple[str, Kind]]:
    return ((name, Kind(make, read)) for name, make in made.items())


KINDS: dict[str, Kind] = dict(
    [
        *_kinds(ARTICLES, _read_page),
        *_kinds(TEXTS, _read_text),
        *_kinds(RECORDS, _read_record),
        *_kinds(LISTINGS, _read_front_page),
        *_kinds(SITEMAPS, lambda text: f"{len(read_sitemap(text.encode(), _SITE).pages)} links"),
        *_kinds(FEEDS, lambda text: f"{len(read_feed(text.encode(), _SITE).links)} links"),
        *_kinds(JSON_FEEDS, lambda text: f"{len(read_json_feed(text.encode(), _SITE).links)} links"),
    ]
)


def worker(name: str, size: int) -> None:
    """Print the seconds of reading and of the bare parse, and the peak of the process in MB."""
    kind = KINDS[name]
    kind_of_small = kind.make(1)[:1_000]
    with suppress(Exception):  # what is compiled and imported once is no cost of a page
        kind.read(kind_of_small)
    text = kind.make(size)
    page = text.encode()
    start = time.process_time()
    with suppress(lxml.etree.ParserError):
        lxml.html.document_fromstring(page)
    parsed = time.process_time() - start
    answer, spent = "", float("inf")
    for _ in range(2):
        start = time.process_time()
        try:
            answer = kind.read(text)
        except NotAnArticle as refusal:
            answer = refusal.reason
        spent = min(spent, time.process_time() - start)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    json.dump(
        {"mb": len(page) / 1e6, "seconds": spent, "parse": parsed, "peak": peak, "answer": answer}, sys.stdout
    )


def main(word: str = "") -> None:
    """Print a row for each kind and size."""
    print("| what is read | MB | seconds | grows by | linear | bare parse | peak MB | read as |")
    print("| --- | ---: | ---: | ---: | --- | ---: | ---: | --- |")
    for name in KINDS:
        if word not in name:
            continue
        before = 0.0
        for size in SIZES:
            command = [sys.executable, "-m", "benchmarks.growth", name, str(size)]
            got = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
            growth: float | None = got["seconds"] / before if before else None
            linear = growth is None or growth <= MOST_GROWTH or got["seconds"] < LEAST_SECONDS
            before = got["seconds"]
            print(
                f"| {name if size == 1 else ''} | {got['mb']:.1f} | {got['seconds']:.2f}"
                f" | {f'{growth:.1f}' if growth else ''} | {('yes' if linear else 'NO') if growth else ''}"
                f" | {got['parse']:.2f} | {got['peak']:.0f} | {got['answer']} |",
                flush=True,
            )


if __name__ == "__main__":
    if len(sys.argv) == 3:
        worker(sys.argv[1], int(sys.argv[2]))
    else:
        main(*sys.argv[1:])
