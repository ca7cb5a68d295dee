"""What a newspaper offers its readers below a story: more news, its podcast, its channel.

A story invites as well: into a museum, to a singer's channel, to a book. So each wording names the
newspaper's own things, says where they are, and ends there: a sentence that goes on is one of the story.
"""

from __future__ import annotations

import re

from crawler.rules.evidence import is_its_own, is_name, quotes_nobody
from crawler.rules.line import Line
from crawler.rules.rule import Rule, pattern

_YOU = r"(?:kamu|anda|kalian|pembaca|sobat|kawan|sahabat|you)"
_MAY = (
    r"(?:(?:(?:yuk|ayo|mari|silakan|silahkan|jangan\s+lupa(?:\s+(?:untuk|juga))?)\W{1,3})"
    rf"|(?:(?:{_YOU}\s+)?(?:juga\s+)?(?:bisa|dapat|boleh|can)\s+(?:juga\s+|also\s+)?))?"
)
"""How a request begins: "Yuk,", "Kamu juga bisa"."""
_READ = (
    r"(?:(?:mem)?baca|(?:me(?:ny)?)?(?:s)?imak|(?:meng)?ikuti|(?:me[nt])?(?:t)?emukan|(?:men)?dapatkan"
    r"|(?:men)?dengar(?:kan)?|(?:me[nt])?(?:t)?onton|(?:me)?nikmati|(?:me)?lihat|(?:me(?:ny)?)?(?:s)?aksikan|cek"
    r"|pantau|jelajahi|nantikan|find|read|see|watch|get|discover)"
)
_AGAIN = r"(?:\s+(?:juga|terus|pula|selalu|more|other|all|the|latest)){0,3}"
_NEWS = (
    r"(?:berita|artikel|kabar|liputan|ulasan|news|stories|articles)(?:-(?:berita|artikel))?"
    r"(?:\s+dan\s+(?:berita|artikel|informasi|ulasan|video))?"
)
_WORTH = (
    r"(?:\s+(?:dan|menarik|seru|terbaru|terkini|terhangat|terupdate|terpercaya|terlengkap|aktual|penting|unik"
    r"|eksklusif|terkait|serupa|pilihan|populer|terpopuler|harian|lokal|lainnya|lain|lainya|selengkapnya|seputar|kami|from|our))"
)
_FROM = (
    r"(?:\s+(?:dari\s+|tentang\s+|seputar\s+|soal\s+)?"
    r"(?:kami|us|(?-i:[A-Z])[\w.&-]*(?:\s+(?-i:[A-Z])[\w.&-]*){0,4}))?"
)
_HERE = (
    r"(?:di\s?sini|here|(?:di|lewat|melalui|pada|via)\s+"
    r"(?:(?:link|tautan)\s+(?:ini|berikut(?:\s+ini)?|di\s+bawah(?:\s+ini)?)|sini))"
)
_IN = r"(?:hanya\s+)?(?:di|pada|melalui|lewat|via|on|at|in)"
_SITE = r"(?:situs|laman|website|web|portal|aplikasi|app|homepage|halaman|kanal|rubrik|media\s+sosial|akun)"
_OTHERS_ADDRESS = r"\S*\.(?:go|ac|mil|sch|desa)\.id\b"
_ADDRESS = rf"(?:(?!{_OTHERS_ADDRESS})(?:https?://\S+|(?:www\.)?[\w-]+(?:\.[a-z]{{2,}})+(?:/\S*)?))"
_PLATFORM = (
    r"(?:spotify|apple\s+podcasts?|google\s+podcasts?|you\s?tube(?:\s+music)?|noice|anchor|deezer|joox|soundcloud"
    r"|amazon\s+music|audible|syok)"
)
_OTHERS_PLACE = (
    r"(?:arsip|museum|jurnal|perpustakaan|galeri|buku|toko"
    r"|kantor|dinas|balai|pusat|kementerian|badan|rumah)\b"
)
"""Where a story sends its readers."""
_CLOSE = r"(?:\s*[,.]?\s*(?:ya|yuk|sekarang(?:\s+juga)?|gratis|now|today|hari\s+ini))?\W{0,9}$"


_OTHERS = re.compile(
    r"\b(?:bmkg|bnpb|bpbd|pvmbg|bpptkg|basarnas|magma|kpu|bawaslu|polri|polda|polres\w*|tni|bpjs|kemen\w+|dinas|pemerintah"
    r"|pem(?:kab|kot|prov|da)|wikipedia|ensiklopedia|festival|pameran)\b",
    re.IGNORECASE,
)
"""Who has news of their own, in names that follow "di situs" or stand alone."""


def is_of_the_newspaper(line: Line, match: re.Match[str]) -> bool:
    """Say whether the news is not that of an authority or a work of reference; nobody is quoted."""
    return quotes_nobody(line, match) and _OTHERS.search(line.text) is None


def ends_in_a_name(line: Line, match: re.Match[str]) -> bool:
    """Say whether the place where the news is is a name, and nobody is quoted."""
    return is_of_the_newspaper(line, match) and is_name(
        line.text[match.end() :].strip(" .!»>→👉"), most_words=4
    )


INVITATIONS = (
    Rule(
        id="wording.invitations.more_here",
        name="related_link",
        pattern=pattern(
            rf"{_MAY}{_READ}{_AGAIN}\s+{_NEWS}{_WORTH}{{0,5}}{_FROM}{_WORTH}{{0,2}}\W{{1,3}}(?:(?:dengan\s+)?(?:klik\s+)?{_HERE}(?:\s*[:：]\s*[^.]{{1,120}})?"
            rf"|{_IN}\s+(?:{_SITE}\s+(?:resmi\s+)?)?(?:kami|{_ADDRESS})"
            rf"|{_IN}\s+(?:our\s+{_SITE}|{_SITE}\s+(?:resmi\s+)?(?-i:[A-Z])[\w.]*(?:\s+(?-i:[A-Z])[\w.]*){{0,3}}))",
            rf"(?:untuk|for)\s+(?:(?:mem)?baca\s+|(?:meng)?ikuti\s+|more\s+)?{_NEWS}{_WORTH}{{1,5}}{_FROM}\W{{1,3}}"
            rf"(?:(?:silakan|silahkan)\s+)?(?:klik|kunjungi|buka|ikuti|visit|click|follow|layari)\s+(?:{_HERE}|di\s?sini"
            rf"|(?:(?:our|{_SITE})\s+){{1,2}}(?:kami|resmi)?|{_ADDRESS}|link\s+ini|tautan\s+ini)",
            rf"(?:ingin|mau)\s+(?:tahu\s+|(?:mem)?baca\s+|dapat\s+|update\s+)?{_NEWS}{_WORTH}{{1,5}}{_FROM}\?\s*"
            r"(?:(?:yuk|ayo|silakan|langsung)\W{1,3})?(?:klik|kunjungi|buka|baca|ikuti|cek|simak)\s+(?:saja\s+)?"
            rf"(?:(?:{_IN}\s+)?(?:{_SITE}\s+)?(?:kami|{_ADDRESS})|{_HERE}|(?:link|tautan)\s+\w+(?:\s+ini)?)",
            rf"{_NEWS}{_WORTH}{{1,5}}{_FROM}\s+(?:juga\s+)?(?:bisa|dapat)\s+(?:kamu\s+|anda\s+)?"
            r"(?:di)?(?:baca|simak|lihat|akses|temukan|ikuti)\s+"
            rf"(?:{_HERE}|{_IN}\s+(?:{_SITE}\s+)?(?:kami|{_ADDRESS}))",
            rf"{_MAY}{_READ}{_AGAIN}\s+(?:info(?:rmasi)?|cerita|kisah|konten|video|tips|ulasan){_WORTH}{{1,5}}{_FROM}\s+{_IN}\s+"
            rf"(?:{_SITE}\s+)?kami",
            rf"{_MAY}{_READ}{_AGAIN}\s+(?:info(?:rmasi)?|cerita|kisah|konten|video|tips)\s+menarik(?:\s+lainnya)?\s+{_IN}\s+{_ADDRESS}",
            end=_CLOSE,
        ),
        evidence=is_of_the_newspaper,
        drops=(
            Line("Dapatkan informasi terbaru di aplikasi kami."),
            Line("Temukan informasi menarik lainnya di telegraf.test"),
            Line("Kamu juga bisa baca berita lainnya di sini."),
            Line("Untuk berita menarik lainnya, kunjungi situs kami."),
            Line("Mau baca berita lainnya? Yuk, klik Telegraf.test!"),
            Line("Berita menarik lainnya bisa dibaca di sini."),
        ),
        keeps=(
            Line("Kamu juga bisa baca berita lama di sini, di antara rak-rak kayu milik Paryono."),
            Line("Anda juga bisa membaca koran di sini."),
            Line("Dapatkan informasi terbaru di www.bmkg.go.id."),
            Line("Ikuti berita terkini di www.bmkg.go.id."),
            Line("Ikuti berita terbaru dari BMKG di aplikasi Info BMKG."),
            Line("Mau tahu berita terbaru dari Merapi? Ikuti akun BPPTKG."),
            Line("Untuk berita duka, warga memukul kentungan."),
            Line("Mau baca kabar dari kampung? Paryono menunggu surat itu tiap pekan."),
            Line("Berita lainnya bisa dibaca di papan pengumuman balai desa."),
        ),
    ),
    Rule(
        id="wording.invitations.more_at",
        name="related_link",
        pattern=pattern(
            rf"{_MAY}{_READ}{_AGAIN}\s+{_NEWS}{_WORTH}{{1,5}}{_FROM}{_WORTH}{{0,2}}\s+{_IN}\s+(?!{_OTHERS_PLACE}|{_OTHERS_ADDRESS})(?=(?-i:[A-Z])|\W{{0,2}}\w+\.)"
        ),
        evidence=ends_in_a_name,
        drops=(Line("Temukan berita menarik lainnya di Telegraf."),),
        keeps=(
            Line("Temukan berita lainnya di Museum Pers, tempat koran itu disimpan sejak 1956."),
            Line("Temukan berita lainnya di Arsip Nasional."),
            Line("Temukan artikel lain di Wikipedia."),
            Line("Simak ulasan menarik lainnya di Festival Film Bandung."),
            Line("Temukan kisah menarik lainnya di buku Rina yang terbit pekan ini."),
        ),
    ),
    Rule(
        id="wording.invitations.podcast",
        name="follow_prompt",
        pattern=pattern(
            rf"{_MAY}(?:{_READ}|listen\s+to|subscribe(?:\s+to)?|ikuti)(?:\s+(?:juga|terus|more|our|the)){{0,2}}\s+"
            r"(?:(?:episode|versi)\s+(?:terbaru\s+|lainnya\s+)?(?:dari\s+)?)?(?:siniar|pod\s?casts?|audio\s+siniar)"
            rf"(?:-siniar)?(?:\s+(?:terbaru|lainnya|lain|menarik|pilihan|resmi|harian)){{0,3}}"
            rf"(?:\s+[“\"'][^“”\"']{{1,40}}[”\"'])?{_FROM}{_FROM}"
            r"(?:\s+(?:lainnya|terbaru|lain|setiap\s+\w+|tiap\s+\w+)){0,2}"
            rf"\s+(?:{_HERE}|(?:langsung\s+)?{_IN}\s+(?:(?:kanal|channel|aplikasi|saluran|platform)\s+){{0,2}}"
            rf"(?:kami|{_PLATFORM}|{_ADDRESS})(?:(?:\s*[,/&|]\s*|\s+)(?:dan|and|atau|kami|{_PLATFORM}|di|platform|aplikasi|siniar|podcast|lain(?:nya)?|favorit\w*|kesayangan\w*|anda|kamu|semua)){{0,10}})",
            rf"{_MAY}(?:{_READ}|listen\s+to)\s+(?:juga\s+)?(?:our\s+(?:siniar|podcasts?)|(?:siniar|podcasts?)\s+kami)",
            r"(?:dengar(?:kan)?|listen\s+to)\s+(?:(?:artikel|berita)\s+ini|this\s+(?:article|story))"
            r"(?:\s+(?:dalam|dengan|in|as)\s+(?:(?:versi|format)\s+)?(?:audio|suara))?",
            end=r"(?:\s+(?-i:[A-Z])[\w.]*){0,3}(?:\W{1,3}(?:klik|link|tautan)\b.{0,30})?" + _CLOSE,
        ),
        evidence=is_its_own,
        edges=True,
        drops=(
            Line("Dengarkan siniar kami di Spotify."),
            Line("Listen to our podcast"),
            Line("Dengarkan artikel ini dalam versi audio"),
        ),
        keeps=(
            Line("Dengarkan siniar Kopi Pagi di Spotify."),
            Line("Dengarkan siniar itu sampai habis, dan Anda tahu mengapa ia disukai."),
            Line("Dengarkan siniar kami, ajak dua remaja itu kepada teman sekolahnya."),
        ),
    ),
    Rule(
        id="wording.invitations.channel",
        name="follow_prompt",
        pattern=pattern(
            rf"{_MAY}(?:klik\s+(?:tombol\s+)?)?(?:subscribe|subcribe|langgani|berlangganan|like\s*(?:,|dan|&)\s*subscribe"
            r"|langgan)(?:\s+(?:juga|ke|to|our|di|akun|gratis)){0,3}\s+(?:(?:channel|chanel|kanal|saluran|official)\s+)?"
            r"(?:resmi\s+)?you\s?tube(?:\s+(?:channel|kami|resmi))?(?:\s+(?-i:[A-Z@])[\w.@]*){0,5}",
            rf"{_MAY}(?:subscribe|subcribe|langgani)(?:\s+(?:our|the))?\s+(?:channel|chanel|kanal|saluran)\s+(?:kami|ini)"
            r"(?:\s+(?:di|on)\s+you\s?tube)?",
            rf"{_MAY}{_READ}{_AGAIN}\s+video(?:-video)?{_WORTH}{{0,4}}{_FROM}{_WORTH}{{0,2}}\s+{_IN}\s+"
            r"(?:(?:channel|chanel|kanal|saluran)\s+)?(?:you\s?tube\s+)?"
            r"(?:kami|(?:channel|kanal|saluran)\s+you\s?tube)(?:\s+(?-i:[A-Z@])[\w.@]*){0,5}",
            end=r"(?:\W{1,3}(?:dan|and|untuk|agar|supaya|lalu|serta)\s+"
            r"(?:(?!\b(?:menjadi|adalah|merupakan|kini|ternyata|membuat|bukan)\b).){1,90})?" + _CLOSE,
        ),
        evidence=is_its_own,
        edges=True,
        drops=(
            Line("Jangan lupa subscribe YouTube Telegraf!"),
            Line("Subscribe channel kami dan nyalakan loncengnya!"),
            Line("Tonton video menarik lainnya di kanal YouTube Telegraf."),
        ),
        keeps=(
            Line("Subscribe YouTube Rina naik dua kali lipat sejak video itu beredar."),
            Line(
                "Berlangganan YouTube Premium dan menonton berita tanpa iklan menjadi pilihan keluarga itu."
            ),
            Line("Jangan lupa subscribe YouTube Rina, begitu ia menutup tiap video memasaknya, kata ibunya."),
            Line("Tonton video lama di kanal YouTube, lalu tirulah gerakannya, saran pelatih."),
        ),
    ),
)
"""Invitations to more news, to a podcast and to a channel."""
