"""Measure what an audit of a store costs, in small stores and in large ones.

    python -m benchmarks.audit [--articles 5000 200000]

The articles are those of ``benchmarks.duplicates.newspaper``, each one another. Into each store fifty faults
are written; the table says how many are named. Each audit runs in a process of its own: memory is its peak.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import insert

from benchmarks.duplicates.newspaper import printed
from crawler.corpus.audit import audit
from crawler.store import Store
from crawler.store.schema import article

BOILERPLATE = "Unduh aplikasi kami untuk membaca kabar ini tanpa gangguan."
MALAY = (
    "Polis menahan tiga lelaki selepas mereka dipercayai terlibat dalam kes rompakan. Ketua polis berkata,"
    " siasatan masih dijalankan kerana seorang lagi suspek masih bebas. Bahawa kejadian itu berlaku semasa"
    " hujan, kata beliau, apabila kedai baharu ditutup pada hari Isnin."
)
JAVANESE = (
    "Pamarentah bakal mbangun pasar anyar ing kutha iki. Bupati ngandharake yen pasar kasebut bisa dienggo"
    " dening para bakul cilik sing sasuwene iki dodolan ing pinggir dalan. Warga padha seneng amarga ora"
    " perlu adoh-adoh maneh yen arep blanja."
)
FAULTS: Mapping[str, tuple[dict[str, Any], ...]] = {
    "repeated_paragraph": ({"below": BOILERPLATE},) * 8,
    "no_full_stop": tuple(
        {"end": each} for each in (" dan akan diteruskan oleh", " Menurut", " serta,", " […]")
    ),
    "begins_in_mid_sentence": ({"begin": "yang digelar kemarin. "}, {"begin": ", kata dia. "}) * 2,
    "other_language": ({"text": MALAY}, {"text": JAVANESE}) * 2,
    "very_short": ({"text": "Berita menyusul."}, {"text": "Simak videonya."}),
    "very_long": ({"times": 30}, {"times": 50}),
    "mojibake": tuple({"end": each} for each in (" Kata dia, â€œyaâ€.", " CafÃ© tutup.", " Jum&#8217;at.")),
    "date_outside": tuple({"published_at": f"{year}-01-01"} for year in (1970, 1999, 2031, 2150)),
    "author_is_no_name": tuple({"authors": [each]} for each in ("admin", "Baca Juga", "12 Mei", "Jakarta")),
    "headline_in_text": ({"headline": "Warga Dua Kampung Membangun Jembatan", "below": "@headline"},) * 3,
    "email_address": tuple(
        {"end": f" Tulis ke {each}."} for each in ("siti.a85@gmail.com", "budi [at] ac.id")
    )
    * 2,
    "telephone_number": tuple({"end": f" Telepon {each}."} for each in ("0812-3456-7890", "(0274) 512345"))
    * 2,
    "nik": tuple({"end": f" NIK {each}."} for each in ("3201014107850003", "3273 0112 0589 0004")) * 2,
}
"""Kind -> what is changed in an article, once for each fault."""


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, nargs="+", default=[5_000, 200_000], metavar="N")
    parser.add_argument("--measure", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        measure(options.measure)
        return
    print("| articles | seconds | ms an article | peak MB | faults named | clean articles named |")
    print("| ---: | ---: | ---: | ---: | ---: | ---: |", flush=True)
    for number in options.articles:
        with TemporaryDirectory() as folder:
            url = f"sqlite:///{Path(folder, 'koran.db')}"
            planted = fill(url, number)
            command = [sys.executable, "-m", "benchmarks.audit", "--measure", url]
            told = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
            named = sum(at in told["found"].get(kind, []) for kind, at in planted)
            faults = {at for _, at in planted}
            false = {at for urls in told["found"].values() for at in urls} - faults
            each = 1000 * told["seconds"] / number
            print(
                f"| {number:,} | {told['seconds']:.0f} | {each:.2f} | {told['megabytes']} |"
                f" {named} of {len(planted)} | {len(false)} |",
                flush=True,
            )


def fill(url: str, number: int) -> list[tuple[str, str]]:
    """Store so many articles, fifty of them with a fault; return kind and URL of these."""
    faults = [(kind, fault) for kind, some in FAULTS.items() for fault in some]
    places = Random(number).sample(range(number), len(faults))
    by_place = dict(zip(places, faults, strict=True))
    store = Store.open(url)
    for begin in range(0, number, 1_000):
        with store.begin() as conn:
            conn.execute(insert(article), list(_rows(begin, min(1_000, number - begin), by_place)))
    store.close()
    return [(kind, _url(at)) for at, (kind, _) in by_place.items()]


def _rows(
    begin: int, number: int, faults: Mapping[int, tuple[str, dict[str, Any]]]
) -> Iterator[dict[str, Any]]:
    for at, each in enumerate(printed(number, begin), begin):
        row: dict[str, Any] = {
            "key": f"koran.example/{at}", "url": _url(at), "site": "koran", "tags": [], "removed": {},
            "authors": ["Siti Aminah"], "content_hash": "", "revision": 1, "source": "page",
            "published_at": each["published_instant"].isoformat(), **each,
        }  # fmt: skip
        # The one sentence of these articles that has no facts is boilerplate, strictly speaking.
        row["text"] = row["text"].replace("hasil pemeriksaan", f"hasil pemeriksaan ke-{at}")
        if at in faults:
            _plant(row, **faults[at][1])
        yield row


def _plant(
    row: dict[str, Any], *, begin: str = "", end: str = "", below: str = "", times: int = 1, **fields: Any
) -> None:
    row.update(fields)
    text = "\n\n".join([row["text"]] * times)
    below = row["headline"] if below == "@headline" else below
    row["text"] = f"{begin}{text}{end}" + (f"\n\n{below}" if below else "")


def _url(number: int) -> str:
    return f"https://koran.example/{number}"


def measure(url: str) -> None:
    """Audit a store, and print what it took and what was found."""
    store = Store.open(url, create=False)
    begin = time.perf_counter()
    with store.read(aside=True) as conn:
        audited = audit(conn, "koran")
    seconds = time.perf_counter() - begin
    found: dict[str, list[str]] = {}
    for each in audited.findings:
        found.setdefault(each.finding, []).extend(each.urls)
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps({"seconds": seconds, "megabytes": megabytes, "found": found}))


if __name__ == "__main__":
    main()
