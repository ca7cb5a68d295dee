"""Ordinary articles, as many as a test wants: each with a different text, the same in each run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from html import escape

from tests.newsroom.answer import HOST
from tests.newsroom.pages import article_page
from tests.newsroom.story import Story, slugify

NEWEST = datetime.fromisoformat("2018-06-30T18:00:00+07:00")
CITIES = ("Surabaya", "Medan", "Makassar", "Bandung", "Semarang", "Palembang", "Manado", "Pontianak")
SUBJECTS = ("pasar ikan", "jalan lingkar", "perpustakaan", "terminal", "puskesmas", "jembatan", "taman kota")
SECTIONS = ("Nasional", "Ekonomi", "Daerah", "Olahraga")
AUTHORS = ("Dewi Lestari Ningrum", "Surya Pratama")
KINDS = {"post": 10_000, "video": 20_000}
"""Post type -> id of its first generated article."""


def write(
    id: int,
    slug: str,
    headline: str,
    paragraphs: list[str],
    published: datetime,
    *,
    modified: datetime | None = None,
    section: str = "Nasional",
    author: str = AUTHORS[0],
    tags: tuple[str, ...] = (),
    kind: str = "post",
) -> Story:
    """Return an article with its page, printed by the newspaper's own layout."""
    story = Story(
        id=id, slug=slug, headline=headline, published=published, modified=modified or published,
        section=section, author=author, tags=tags, kind=kind, pages=(),
        content="\n".join(f"<p>{escape(paragraph, quote=False)}</p>" for paragraph in paragraphs),
    )  # fmt: skip
    return printed(story)


def printed(story: Story) -> Story:
    """Return the story with its page rendered again from its fields."""
    fields = {name: getattr(story, name) for name in Story.__dataclass_fields__}
    return Story(**fields | {"pages": (article_page(story).encode(),)})


def heavier(story: Story, size: int) -> Story:
    """Return the story with what a theme prints around it, so that each page has at least so many bytes."""
    return replace(story, pages=tuple(_weighed(page, size) for page in story.pages))


def _weighed(page: bytes, size: int) -> bytes:
    """Add styles and scripts to a page's head (three fifths of what it lacks), and links to its footer."""
    lacking = size - len(page)
    if lacking <= 0:
        return page
    style = b".wp-block-%d{margin:0 auto;color:var(--warna-%d)}\n"
    link = b'<li class="menu-item"><a href="%s/tag/topik-%d/">Topik %d</a></li>\n'
    styles = _repeated(lambda number: style % (number, number), lacking * 3 // 10)
    script = _repeated(lambda number: b"telegraf.push({id: %d, slot: 'a'});\n" % number, lacking * 3 // 10)
    links = _repeated(lambda number: link % (HOST.encode(), number, number), lacking * 4 // 10)
    head = b"<style>%s</style>\n<script>%s</script>\n</head>" % (styles, script)
    foot = b'<footer id="colophon" class="site-footer"><ul class="menu">%s</ul>' % links
    start = b'<footer id="colophon" class="site-footer">'
    return page.replace(b"</head>", head, 1).replace(start, foot, 1)


def _repeated(line: Callable[[int], bytes], size: int) -> bytes:
    """Return as many lines as reach a size."""
    lines: list[bytes] = []
    length = 0
    while length < size:
        lines.append(line(len(lines)))
        length += len(lines[-1])
    return b"".join(lines)


def paragraphs(number: int) -> list[str]:
    """Return the paragraphs of the generated article with this number."""
    city, subject = CITIES[number % len(CITIES)], SUBJECTS[number % len(SUBJECTS)]
    return [
        f"{city}, Telegraf – Pemerintah Kota {city} membuka kembali {subject} nomor {number} "
        f"setelah perbaikan selama {number % 11 + 2} bulan.",
        f"Kepala dinas setempat mengatakan, perbaikan menelan biaya {number * 7 + 120} juta rupiah dan "
        f"selesai lebih cepat daripada rencana semula.",
        f"Warga {city} menyambut pembukaan itu dengan kerja bakti. Sebanyak {number % 90 + 30} orang ikut "
        f"membersihkan halaman sejak pukul enam pagi.",
        "Menurut rencana, perbaikan tahap berikutnya dimulai pada awal tahun depan. (Dew/sur)",
    ]


def generate(count: int, kind: str = "post") -> list[Story]:
    """Return this many articles, one per hour, the newest at :data:`NEWEST`, each unmodified since."""
    stories = []
    for number in range(1, count + 1):
        city, subject = CITIES[number % len(CITIES)], SUBJECTS[number % len(SUBJECTS)]
        headline = f"{city} Buka Kembali {subject.title()} Nomor {number}"
        if kind != "post":
            headline = f"{kind.title()}: {headline}"
        story = write(
            KINDS[kind] + number, slugify(headline), headline, paragraphs(number),
            NEWEST - timedelta(hours=count - number), kind=kind,
            section=SECTIONS[number % len(SECTIONS)], author=AUTHORS[number % len(AUTHORS)],
            tags=(city, subject.title()),
        )  # fmt: skip
        stories.append(story)
    return stories
