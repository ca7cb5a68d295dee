"""One good small newspaper of four articles, and a fifth one that most cases spoil (the bait)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from tests.newsroom.hostile.replies import RSS, TEXT, XML, http, status
from tests.newsroom.hostile.wire import Asked, Reply

ZONE = "+07:00"


@dataclass(frozen=True, slots=True)
class Story:
    """An article as its editors wrote it."""

    slug: str
    headline: str
    paragraphs: tuple[str, ...]
    at: str = "2018-06-30T10:00:00"
    """When it was published, in the site's time."""

    @property
    def text(self) -> str:
        """The text that a crawl must keep, to the last letter."""
        return "\n\n".join(self.paragraphs)

    @property
    def html(self) -> str:
        """Its paragraphs as HTML."""
        return "".join(f"<p>{escape(each, quote=False)}</p>\n" for each in self.paragraphs)


GOOD = (
    Story(
        "dermaga-kayu-di-muara-angke-diganti-beton",
        "Dermaga Kayu di Muara Angke Diganti Beton",
        (
            "Dermaga kayu yang dipakai nelayan sejak 1987 mulai dibongkar pada hari Selasa.",
            "Dinas perhubungan menyiapkan dermaga sementara dari ponton bagi 140 perahu.",
            "Seorang nelayan berharap tangga yang baru tidak licin ketika air pasang naik.",
        ),
        "2018-06-30T13:00:00",
    ),
    Story(
        "harga-cabai-turun-setelah-panen-di-temanggung",
        "Harga Cabai Turun Setelah Panen di Temanggung",
        (
            "Harga cabai rawit merah di pasar induk turun menjadi 28 ribu rupiah per kilogram.",
            "Petani di Temanggung memanen dua pekan lebih awal karena hujan berhenti pada bulan Mei.",
            "Pedagang memperkirakan harga itu bertahan sampai pekan kedua bulan depan.",
        ),
        "2018-06-30T12:00:00",
    ),
    Story(
        "perpustakaan-keliling-menjangkau-tiga-pulau-kecil",
        "Perpustakaan Keliling Menjangkau Tiga Pulau Kecil",
        (
            "Sebuah perahu motor membawa dua ribu buku ke tiga pulau kecil setiap hari Jumat.",
            "Anak-anak boleh meminjam empat buku dan mengembalikannya pada kunjungan berikutnya.",
            "Pengelola mencatat buku tentang ikan paling sering dipinjam sepanjang tahun ini.",
        ),
        "2018-06-30T11:00:00",
    ),
    Story(
        "jembatan-gantung-baru-memotong-jalan-ke-sekolah",
        "Jembatan Gantung Baru Memotong Jalan ke Sekolah",
        (
            "Jembatan gantung sepanjang 90 meter di atas Sungai Cibareno dibuka pada hari Senin.",
            "Murid yang tadinya berjalan satu jam kini sampai di sekolah dalam sepuluh menit.",
            "Warga bergiliran memeriksa baut dan papan jembatan pada setiap akhir pekan.",
        ),
    ),
)

BAIT = Story(
    "umpan-kabar-kelima-dari-koran-yang-dirusak",
    "Kabar Kelima dari Koran yang Dirusak",
    (
        "Kabar kelima ini ditulis seperti kabar yang lain, dan panjangnya pun hampir sama.",
        "Balai kota mengumumkan jadwal baru truk sampah untuk sembilan kelurahan di utara.",
        "Warga diminta menaruh sampah di tepi jalan sebelum pukul enam pagi setiap hari.",
    ),
    "2018-06-30T09:00:00",
)
"""The article that most cases spoil; a good one, as it stands here."""


@dataclass(frozen=True, slots=True)
class Paper:
    """The newspaper at one origin; its methods print the pages of it, with what a case adds."""

    url: str
    """Its origin, without a slash at its end."""
    stories: Sequence[Story] = GOOD

    @property
    def port(self) -> int:
        """The port of its server."""
        return int(self.url.rpartition(":")[2])

    def address(self, story: Story) -> str:
        """Return the URL of an article."""
        return f"{self.url}/{story.slug}/"

    def article(
        self, story: Story, *, head: str = "", above: str = "", title: str = "", text: str = ""
    ) -> bytes:
        """Return the page of an article; ``above``: HTML before it, ``text``: HTML in place of its text."""
        title = title or escape(story.headline)
        return f"""<!DOCTYPE html><html lang="id"><head><meta charset="utf-8">
<title>{title} - Koran Uji</title>
<meta property="og:type" content="article"><meta property="og:title" content="{title}">
<meta property="article:published_time" content="{story.at}{ZONE}">
<link rel="canonical" href="{self.address(story)}">{head}</head>
<body class="single single-post">{above}<article class="post"><h1 class="entry-title">{title}</h1>
<div class="entry-content">{text or story.html}</div></article></body></html>""".encode()

    def front(self, *, head: str = "", below: str = "", stories: Iterable[Story] | None = None) -> bytes:
        """Return a page that lists articles; ``below``: HTML after them."""
        listed = self.stories if stories is None else stories
        cards = "".join(
            f'<article class="post"><h2 class="entry-title"><a href="{self.address(each)}">'
            f"{escape(each.headline)}</a></h2></article>\n"
            for each in listed
        )
        return f"""<!DOCTYPE html><html lang="id"><head><meta charset="utf-8">
<title>Koran Uji</title>{head}</head>
<body class="home blog"><h1>Koran Uji</h1><main>{cards}{below}</main></body></html>""".encode()

    def robots(self, *lines: str, sitemap: str | None = None) -> bytes:
        """Return robots.txt; ``sitemap``: what it names in place of the sitemap's URL."""
        named = f"{self.url}/sitemap.xml" if sitemap is None else sitemap
        return "\n".join(("User-agent: *", "Allow: /", *lines, "", f"Sitemap: {named}", "")).encode()

    def sitemap(self, *addresses: str) -> bytes:
        """Return the sitemap with further addresses in the middle, printed as they are."""
        named = [self.address(each) for each in self.stories]
        named[2:2] = addresses
        entries = "".join(f"<url><loc>{each}</loc></url>\n" for each in named)
        return _urlset(entries)

    def index(self, *addresses: str) -> bytes:
        """Return an index of sitemaps: further addresses, and then the one that has the articles."""
        named = (*addresses, f"{self.url}/artikel-sitemap.xml")
        entries = "".join(f"<sitemap><loc>{each}</loc></sitemap>\n" for each in named)
        opened = '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
        return f'<?xml version="1.0" encoding="UTF-8"?>\n{opened}\n{entries}</sitemapindex>\n'.encode()

    def feed(self, *addresses: str, head: str = "") -> bytes:
        """Return an RSS feed with further addresses in the middle; ``head``: XML in its channel."""
        named = [(each.headline, self.address(each)) for each in self.stories]
        named[2:2] = [("Kabar yang tersesat", each) for each in addresses]
        items = "".join(
            f"<item><title>{escape(title)}</title><link>{address}</link></item>\n" for title, address in named
        )
        opened = (
            '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>Koran Uji</title>'
        )
        return (
            f'<?xml version="1.0"?>\n{opened}<link>{self.url}/</link>{head}\n{items}</channel></rss>'.encode()
        )

    def replies(self) -> dict[str, Reply]:
        """Return what the whole newspaper replies, by path; a path may end in ``*``."""
        pages = {f"/{each.slug}/": http(self.article(each)) for each in self.stories}
        return {
            "/": http(self.front()),
            "/robots.txt": http(self.robots(), content_type=TEXT),
            "/sitemap.xml": http(self.sitemap(), content_type=XML),
            "/feed/": http(self.feed(), content_type=RSS),
            **pages,
        }


def _urlset(entries: str) -> bytes:
    opened = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{opened}\n{entries}</urlset>\n'.encode()


NOT_FOUND = status("404 Not Found")


def reply_to(asked: Asked, replies: Mapping[str, Reply]) -> Reply:
    """Return the reply to a request: that of its path, else that of the longest beginning of it."""
    if found := replies.get(asked.path):
        return found
    beginnings = (key for key in replies if key.endswith("*") and asked.path.startswith(key[:-1]))
    longest = max(beginnings, key=len, default=None)
    return replies[longest] if longest is not None else NOT_FOUND
