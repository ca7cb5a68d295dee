"""How extraction's time and memory grow with a page: ``python -m benchmarks.growth``.

Each kind of page is made in three sizes, each twice the one before: time in proportion doubles. The bare
parse of the same bytes stands beside it, since a parser has its own way of growing.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress

import lxml.html

from crawler.extract import NotAnArticle, extract_article

_SENTENCE = "Warga desa itu berkumpul di balai sejak pagi untuk mendengar hasil musyawarah tentang jalan."
_PARAGRAPH = f"<p>{_SENTENCE} {_SENTENCE}</p>"


def _post(content: str) -> str:
    return (
        '<html lang="id"><head><title>Jalan desa dibuka</title></head>'
        '<body class="single single-post postid-7"><article id="post-7">'
        '<h1 class="entry-title">Jalan desa dibuka</h1>'
        '<time class="published" datetime="2024-06-04T14:05:00+07:00"></time>'
        f'<div class="entry-content">{content}</div></article></body></html>'
    )


KINDS: dict[str, Callable[[int], str]] = {
    "5 MB of paragraphs": lambda n: _post(_PARAGRAPH * (6_500 * n)),
    "the same, nothing named": lambda n: f"<h1>Jalan desa dibuka</h1><div>{_PARAGRAPH * (6_500 * n)}</div>",
    "a paragraph of 1,000,000 characters": lambda n: _post(f"<p>{'kata demi kata ' * (16_600 * n)}</p>"),
    "10,000 line breaks": lambda n: _post("Baris pendek dari sebuah sajak<br>" * (2_500 * n)),
    "10,000 links": lambda n: _post(_PARAGRAPH * 5 + '<a href="/kabar/">kabar</a> ' * (2_500 * n)),
    "100,000 nested elements": lambda n: _post(_PARAGRAPH + "<div>" * (25_000 * n)),
}
"""What a page is made of -> the page of a size; size 4 is what the name says."""

SIZES = (1, 2, 4)


def worker(kind: str, size: int) -> None:
    """Print the seconds of the extraction and of the bare parse, and the peak of the process in MB."""
    page = KINDS[kind](size).encode()
    start = time.perf_counter()
    with suppress(lxml.etree.ParserError):
        lxml.html.document_fromstring(page)
    parsed = time.perf_counter() - start
    start = time.perf_counter()
    try:
        extract_article(page, "https://koran.test/jalan-desa/")
        answer = "article"
    except NotAnArticle as refusal:
        answer = refusal.reason
    spent = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    json.dump(
        {"mb": len(page) / 1e6, "seconds": spent, "parse": parsed, "peak": peak, "answer": answer}, sys.stdout
    )


def main() -> None:
    """Print a row for each kind and size."""
    print("| page | MB | seconds | grows by | bare parse | peak MB | read as |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | --- |")
    for kind in KINDS:
        before = None
        for size in SIZES:
            command = [sys.executable, "-m", "benchmarks.growth", kind, str(size)]
            got = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
            growth = f"{got['seconds'] / before:.1f}" if before else ""
            before = got["seconds"]
            print(
                f"| {kind if size == 1 else ''} | {got['mb']:.1f} | {got['seconds']:.2f} | {growth}"
                f" | {got['parse']:.2f} | {got['peak']:.0f} | {got['answer']} |"
            )


if __name__ == "__main__":
    if len(sys.argv) == 3:
        worker(sys.argv[1], int(sys.argv[2]))
    else:
        main()
