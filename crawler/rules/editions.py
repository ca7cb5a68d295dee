"""What a newspaper sells below a story: its printed edition, and the same as a file."""

from __future__ import annotations

import re

from crawler.rules.evidence import is_its_own, quotes_nobody
from crawler.rules.line import Line
from crawler.rules.rule import Rule, pattern

_EDITION = (
    r"(?:e-?\s?paper|e-?koran|(?:koran|surat\s+kabar|majalah|harian|edisi|versi)\s+(?:digital|cetak|elektronik)"
    r"|print\s+edition|digital\s+edition|naskhah\s+digital|akhbar\s+digital)"
)
_NAMES = (
    r"(?:\s+(?:harian\s+|koran\s+|majalah\s+)?"
    r"(?:kami|ini|(?-i:[A-Z])[\w.&-]*)(?:\s+(?-i:[A-Z])[\w.&-]*){0,3})?"
)
_ADDRESS = r"(?:https?://\S+|(?:www\.)?[\w-]+(?:\.[a-z]{2,})+(?:/\S*)?)"
_TAIL = (
    r"(?:\W{1,3}(?:dengan\s+berlangganan|sekarang(?:\s+juga)?|hari\s+ini|edisi\s+hari\s+ini|terbaru"
    r"|gratis|secara\s+gratis|di\s?sini|now|today"
    r"|here|setiap\s+hari|mulai\s+(?:dari\s+)?Rp\s?[\d.]+\S*|(?:hanya|cuma)\s+Rp\s?[\d.]+\S*"
    r"|(?:per|/)\s?(?:bulan|tahun)"
    rf"|(?:di|lewat|melalui|via|at)\s+(?:{_ADDRESS}|(?:tautan|link)\s+(?:ini|berikut(?:\s+ini)?)|situs\s+kami"
    r"|aplikasi(?:\s+kami)?|(?-i:[A-Z])[\w.]*(?:\s+(?-i:[A-Z])[\w.]*){0,2})"
    r"|(?:(?:dengan|untuk|info)\s+)?(?:klik|hubungi|kontak|kunjungi|whatsapp|wa|telp|call|visit|click)\b.{0,60}"
    r"|untuk\s+(?:membaca|mendapatkan|menikmati|mengakses|akses)\s+(?:berita|artikel|liputan|konten|informasi|kabar)"
    r"(?:\s+(?:yang|lebih|paling|ter\w+|\w*lengkap\w*|mendalam|menarik|eksklusif|penting|aktual|lain(?:nya)?|pilihan|tanpa|iklan"
    r"|dari|kami|setiap|tiap|hari|dan|harian|(?-i:[A-Z])[\w.]*)){0,8})){0,4}"
)
_VERB = (
    r"(?:ber|me)?langganan(?:lah)?|langgani|baca(?:lah)?|dapatkan|beli|unduh|nikmati|simak|cek|pesan|subscribe(?:\s+to)?"
    r"|get|read|download"
)

_SUBSCRIBES = re.compile(r"langgan|subscri|e-?\s?paper|e-?koran|selengkapnya", re.IGNORECASE)


def sells_news(line: Line, match: re.Match[str]) -> bool:
    """Say whether this is a newspaper: books and maps have printed and digital editions as well."""
    return quotes_nobody(line, match) and (
        _SUBSCRIBES.search(line.text) is not None or is_its_own(line, match)
    )


EDITIONS = (
    Rule(
        id="wording.editions.subscribe",
        name="subscribe_prompt",
        pattern=pattern(
            r"(?:(?:yuk|ayo|mari|silakan|silahkan|segera|jangan\s+lupa|klik\s+(?:di\s?sini\s+)?untuk|anda\s+(?:juga\s+)?(?:bisa|dapat)"
            r"|kamu\s+(?:juga\s+)?(?:bisa|dapat))\W{1,3})?"
            rf"(?:{_VERB})\s+(?:juga\s+|versi\s+|edisi\s+|our\s+|the\s+){{0,2}}(?:akses\s+(?:penuh\s+)?(?:ke\s+)?)?(?:(?-i:[A-Z])[\w.]*\s+){{0,3}}?{_EDITION}{_NAMES}{_TAIL}",
            r"(?:untuk|info|ingin|mau|informasi|to)\s+(?:ber)?(?:langganan|subscribe(?:\s+to)?)\s+(?:our\s+)?"
            rf"{_EDITION}{_NAMES}\W{{1,3}}(?:(?:silakan|silahkan)\s+)?(?:klik|hubungi|kunjungi|kontak|whatsapp|wa|visit|call)"
            r"\b.{1,80}",
            rf"(?:(?:baca|simak)\s+)?(?:(?:berita|laporan|liputan|artikel|edisi|versi)\s+)?(?:selengkapnya|lengkap(?:nya)?)\s+(?:\w+\s+){{0,2}}?(?:di|dalam)\s+{_EDITION}"
            rf"{_NAMES}{_TAIL}",
            end=r"\W{0,9}$",
        ),
        evidence=sells_news,
        edges=True,
        drops=(
            Line("Berlangganan e-paper Telegraf di sini."),
            Line("Untuk berlangganan koran digital Telegraf, hubungi 0812-0000-0000."),
            Line("Baca selengkapnya di edisi cetak Telegraf."),
        ),
        keeps=(
            Line("Berlangganan e-paper lebih murah daripada koran yang diantar loper."),
            Line("Berlangganan e-paper Telegraf menjadi syarat lomba menulis di sekolah itu."),
            Line("Berlangganan koran digital untuk mahasiswa kini dibayar kampus."),
            Line("Berlangganan e-paper untuk membaca berita daerah kini menjadi kebiasaan para lansia."),
            Line("Untuk berlangganan koran digital, Paryono menjual radionya."),
            Line("Beli edisi cetak di Gramedia."),
            Line("Selengkapnya, di edisi cetak buku itu ada dua bab tambahan."),
        ),
    ),
)
"""Offers of the printed and the digital newspaper."""
