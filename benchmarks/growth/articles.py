"""Articles: pages, plain texts and records."""

from __future__ import annotations

import json

from benchmarks.growth.parts import LINK, PARAGRAPH, SENTENCE, Made, numbered

_NODE = {"@type": "NewsArticle", "headline": "Jalan desa dibuka", "datePublished": "2024-06-04"}


def _post(content: str = PARAGRAPH * 5, *, head: str = "", above: str = "", title: str = "") -> str:
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
    return lambda n: _post(PARAGRAPH * 2 + numbered(part, n) + PARAGRAPH * 2)


def _above(part: str) -> Made:
    """Return pages that nothing marks, with a part thousands of times above their headline."""
    return lambda n: (
        f"<title>Jalan desa dibuka</title>{numbered(part, n)}<div><h1>Jalan desa dibuka</h1><div>"
        f"{PARAGRAPH * 5}</div></div>"
    )


def _nested(part: str, n: int) -> str:
    """Return a page that nothing marks, with a part inside of itself 475 times for each n."""
    return f"<title>Jalan desa dibuka</title><h1>Jalan desa dibuka</h1>{part * (475 * n)}<div>{PARAGRAPH * 5}"


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
    return _post(figure + PARAGRAPH * 5, head=head + _jsonld(node), above=shown, title=text)


ARTICLES: dict[str, Made] = {
    "5 MB of paragraphs": lambda n: _post(PARAGRAPH * (6_500 * n)),
    "1.9 MB of text": lambda n: _post(PARAGRAPH * (2_500 * n)),
    "the same, nothing named": lambda n: f"<h1>Jalan desa dibuka</h1><div>{PARAGRAPH * (2_500 * n)}</div>",
    "a paragraph of 1,000,000 characters": lambda n: _post(f"<p>{'kata demi kata ' * (16_600 * n)}</p>"),
    "a word of 1,000,000 letters": lambda n: _post(f"<p>{'k' * (250_000 * n)}</p>"),
    "1,000,000 blanks": lambda n: _post(f"<p>kata{' ' * (250_000 * n)}kata</p>" + PARAGRAPH),
    "40,000 accents on one letter": lambda n: _post(
        "<p>a" + "\u0301\u0327" * (5_000 * n) + "</p>" + PARAGRAPH
    ),
    "titles of 400 KB: words": lambda n: _told("Jalan desa " * (9_000 * n)),
    "titles of 160 KB: bars": lambda n: _told("Jalan | " * (5_000 * n)),
    "titles of 160 KB: dashes": lambda n: _told("404 " + "- " * (20_000 * n)),
    "titles of 80 KB: letters": lambda n: _told("x" * (20_000 * n)),
    "titles of 80 KB: digits": lambda n: _told("1" * (20_000 * n)),
    "10,000 line breaks": lambda n: _post("Baris pendek dari sebuah sajak<br>" * (2_500 * n)),
    "10,000 links": lambda n: _post(PARAGRAPH * 5 + '<a href="/kabar/">kabar</a> ' * (2_500 * n)),
    "10,000 lines that are links": _amid(f"<p>{LINK}</p>"),
    "10,000 links with a label each": _amid(f"<p><b>Kabar lain</b></p><p>{LINK}</p>"),
    "10,000 links in one list item": lambda n: _post(
        PARAGRAPH * 2 + f"<ul><li>{numbered(LINK + '<br><br>', n)}</li></ul>" + PARAGRAPH * 2
    ),
    "10,000 list items": _amid("<li>Butir #</li>"),
    "10,000 rows of a table": lambda n: _post(
        PARAGRAPH * 2 + f"<table>{numbered('<tr><td>#</td></tr>', n)}</table>" + PARAGRAPH * 2
    ),
    "10,000 figures": _amid('<figure><img src="#.jpg"><figcaption>Foto #</figcaption></figure>'),
    "10,000 pictures": _above('<img src="#.jpg"><amp-img src="#.jpg"></amp-img>'),
    "10,000 captions": _amid('<p><img src="#.jpg"></p><p>Foto: Warga desa (Antara)</p>'),
    "10,000 empty spans": lambda n: _post(f"<p>{'<span></span> ' * (2_500 * n)}</p>" + PARAGRAPH),
    "10,000 headings of comments": lambda n: _post("<h3>Komentar</h3>" * (2_500 * n) + PARAGRAPH),
    "10,000 cards": _above(f"<h3>{LINK}</h3>{PARAGRAPH}"),
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
    "40,000 signs": lambda n: _post("< & &x; &#; <! </x> <x " * (10_000 * n) + PARAGRAPH * 3),
    "40,000 tags without end": lambda n: _post("<p>kata<li>kata<td>kata" * (10_000 * n) + PARAGRAPH * 3),
    "100,000 attributes": lambda n: _post(f"<div {numbered('data-a#=1 ', n, 25_000)}>{PARAGRAPH * 5}</div>"),
    "100,000 names around 10,000 lines": lambda n: _post(
        f'<div class="{numbered("a# ", n, 25_000)}">' + "kata <i>kata</i><br><br>" * (2_500 * n)
    ),
    "100,000 nested elements": lambda n: _post(PARAGRAPH + "<div>" * (25_000 * n)),
    "1,900 nested elements": lambda n: _post(PARAGRAPH + '<div class="gallery"><b>x</b>' * (475 * n)),
    "1,900 nested spans": lambda n: _nested("<span>Kata. ", n),
    "1,900 nested elements around 1,900 paragraphs": lambda n: _nested(f"<div>{PARAGRAPH}", n),
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
        numbered(f"<p>{SENTENCE} #</p>", n),
        head=_jsonld({**_NODE, "articleBody": numbered(f"{SENTENCE} # ", n)}),
    ).replace('class="single single-post postid-7"', ""),
    "40,000 quotes in broken JSON-LD": lambda n: _post(
        head=_jsonld('{"a": "' + 'x" y ' * (10_000 * n) + "\\")
    ),
}

TEXTS: dict[str, Made] = {
    "a plain text of 1.9 MB": lambda n: "Judul\n" + f"{SENTENCE}\n" * (5_000 * n),
    "a plain line of 1.9 MB": lambda n: "Judul\n" + "kata " * (95_000 * n),
    "a plain text with 10,000 lines below it": lambda n: (
        "Judul\n" + "kata " * (25_000 * n) + f"\n{SENTENCE}\n" + "Tags: desa, jalan\n" * (2_500 * n)
    ),
    "a plain text with 10,000 datelines": lambda n: "Judul\n" + "Jakarta, Antara - " * (2_500 * n) + SENTENCE,
    "a plain text with 10,000 signoffs": lambda n: f"Judul\n{SENTENCE}" + " (ist/sur)" * (2_500 * n),
}

RECORDS: dict[str, Made] = {
    "a record with 40,000 terms": lambda n: json.dumps(
        {
            "title": {"rendered": "Jalan desa dibuka"},
            "content": {"rendered": PARAGRAPH * 5},
            "_embedded": {
                "wp:term": [[{"name": f"t{i}", "taxonomy": "post_tag"}] for i in range(10_000 * n)]
            },
        }
    ),
}
