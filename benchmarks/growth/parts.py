"""What the pages and listings are made of."""

from __future__ import annotations

from collections.abc import Callable

Made = Callable[[int], str]
"""Makes what is read, of a size; size 4 is what its name says."""

SITE = "https://koran.test/"
SENTENCE = "Warga desa itu berkumpul di balai sejak pagi untuk mendengar hasil musyawarah tentang jalan."
PARAGRAPH = f"<p>{SENTENCE} {SENTENCE}</p>"
LINK = '<a href="/kabar/judul-kabar-dari-desa-#/">Judul kabar #</a>'


def numbered(part: str, n: int, times: int = 2_500) -> str:
    """Return a part thousands of times for each n, with its number for ``#``."""
    return "".join(part.replace("#", str(i)) for i in range(times * n))
