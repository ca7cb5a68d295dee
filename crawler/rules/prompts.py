"""What a page asks of its readers: to comment, to share, to follow, to subscribe."""

from __future__ import annotations

import re

from crawler.rules.line import Line
from crawler.rules.rule import Rule, pattern

_SAYS = re.compile(r"\b(?:kata|ujar|tutur|ucap|imbuh|jelas|menurut|said|says)(?:nya)?\b", re.IGNORECASE)

_NETWORK = (
    r"(?:facebook|twitter|whats\s?app|telegram|instagram|linkedin|pinterest|line|x|threads|tiktok|youtube"
    r"|reddit|google\s?\+|e-?mail|print|cetak|copy\s+link|salin\s+(?:link|tautan)|fb|wa)"
)
_IS_NETWORK = re.compile(_NETWORK, re.IGNORECASE)
_CHANNEL = (
    r"(?:(?:channel|saluran|kanal|grup|group)\s+(?:resmi\s+)?(?:whats\s?app|telegram|wa|youtube)"
    r"|(?:whats\s?app|telegram|wa|youtube)\s+(?:channel|saluran|kanal|grup|group))"
)
_CLICK = r"klik\s+(?:di\s?sini|(?:link|tautan)(?:\s+(?:ini|berikut(?:\s+ini)?|di\s+bawah(?:\s+ini)?))?)"


def nobody_speaks(line: Line, match: re.Match[str]) -> bool:
    """Say whether the line reports nobody's words."""
    return not _SAYS.search(line.text)


PROMPTS = (
    Rule(
        name="comment_prompt",
        pattern=pattern(
            r"(?=[\dabchijklmpstv])(?:komentar(?:\s+(?:anda|pembaca|kamu|terkini|ditutup))?|\d+\s+komentar|kolom\s+komentar"
            r"|(?:tinggalkan|tulis|beri(?:kan)?|tambah(?:kan)?|kirim|lihat|baca|muat|isi)\s+"
            r"(?:semua\s+|sebuah\s+)?(?:komentar|balasan|tanggapan)"
            r"(?:\s+(?:anda|kamu|lainnya|pertama|di\s+sini))?"
            r"|batalkan\s+balasan|alamat\s+email\s+anda\s+tidak\s+akan\s+dipublikasikan\b.*"
            r"|(?:silakan|silahkan|anda\s+harus|harap)\s+(?:login|masuk)\s+(?:log\s)?(?:dulu\s+)?untuk\s+"
            r"(?:ber|(?:menulis|memberi|mengirim)\s+)komentar"
            r"|leave\s+a\s+(?:reply|comment)|post\s+a\s+comment|(?:\d+\s+)?comments?"
            r"|(?:join|start)\s+the\s+(?:conversation|discussion)|view\s+(?:all\s+)?comments"
            r"|(?:tell\s+us|let\s+us\s+know)\s+what\s+you\s+think(?:\s+(?:below|in\s+the\s+comments))?)"
            r"\s*(?:\(\d+\))?\s*[:：.!]*\s*$"
        ),
        evidence=nobody_speaks,
        follows=lambda _, above: above.signed,  # below the end of a story all lines are readers'
        drops=Line("Komentar Anda"),
        keeps=Line("“Komentar Anda adalah pekerjaan rumah kami,” tulis wali kota di kolom itu."),
    ),
    Rule(
        name="share_prompt",
        pattern=pattern(
            r"(?:bagikan|sebarkan|share)"
            r"(?:\s+(?:ini|this|artikel(?:\s+ini)?|berita(?:\s+ini)?|tulisan\s+ini))?"
            rf"(?:\s+(?:ke|di|via|lewat|on|to|article|story|post|teman(?:mu)?|{_NETWORK})){{0,4}}\s*[:：]?\s*$"
            rf"|(?:cuitkan|tweet|pin\s+it|kirim\s+(?:lewat|via|ke)\s+{_NETWORK}"
            r"|click\s+to\s+share\b.{0,60}|klik\s+untuk\s+(?:membagikan|berbagi)\b.{0,60})\s*$"
        ),
        follows=lambda line, _: _IS_NETWORK.fullmatch(line.text) is not None,  # as share buttons are
        drops=Line("Bagikan ke Facebook"),
        keeps=Line("Bagikan beras itu kepada warga, kata camat kepada stafnya."),
    ),
    Rule(
        name="share_prompt",
        pattern=pattern(rf"{_NETWORK}(?:[\s,|/·•]+{_NETWORK}){{1,9}}\s*$"),
        drops=Line("Facebook Twitter WhatsApp Telegram"),
        keeps=Line("Facebook dan Twitter diblokir di negara itu."),
    ),
    Rule(
        name="follow_prompt",
        pattern=pattern(
            r"(?:ikuti(?:lah)?|follow|dapatkan|cek|simak|baca|yuk|ayo|mari|gabung|bergabung|jangan\s+lewatkan"
            r"|nikmati|temukan|kunjungi|klik|update|pantau|silakan|join|find|like|add|tambahkan|jadikan|subscribe"
            r"|unduh|download|install)\b.{0,200}?\b"
            rf"(?:google\s+(?:news|berita)|google\s+sebagai|{_CHANNEL}|aplikasi\s+\w+\s+(?:di|melalui|lewat)"
            rf"|(?:us|kami)\s+(?:on|di)\s+{_NETWORK}|on\s+youtube|preferred\s+source)\b.{{0,140}}$"
        ),
        evidence=nobody_speaks,
        longest=400,
        drops=Line("Ikuti berita Telegraf lainnya di Google News"),
        keeps=Line("Ikuti saluran WhatsApp resmi BMKG agar tidak termakan kabar bohong, kata Dwikorita."),
    ),
    Rule(
        name="follow_prompt",
        pattern=pattern(
            r"(?:follow|like|ikuti|folgen\s+sie|suivez|sigue\s+a|seguici)\s.{1,60}?\s(?:on|di|auf|sur|en|su)\s+"
            r"(?:facebook|twitter|instagram|telegram|tiktok|youtube|whats\s?app|linkedin|threads)\b.{0,80}$"
        ),
        evidence=nobody_speaks,
        drops=Line("Follow Telegraf on Instagram, Facebook and YouTube."),
        keeps=Line("Ikuti instruksi petugas di posko, demikian bunyi pengumuman itu."),
    ),
    Rule(
        name="follow_prompt",
        pattern=pattern(
            r"(?:dapatkan|ikuti|terima)\b.{0,60}?\bberita\b.{0,60}?\s(?:di|via|lewat|melalui|ke)\s+"
            rf"{_NETWORK}(?:\s+(?:anda|kamu))?(?:\W{{1,4}}{_CLICK})?\W{{0,4}}$"
        ),
        evidence=nobody_speaks,
        drops=Line("Dapatkan update berita Telegraf langsung di WhatsApp. Klik di sini."),
        keeps=Line("Terima berita duka di WhatsApp, Sumarni langsung pulang ke Blora."),
    ),
    Rule(
        name="follow_prompt",
        pattern=pattern(
            r"(?=[afirsuúпч])(?:siga|sigue|síguenos|síganos|seguici|iscriviti|inscreva-se|únete|suivez|abonnez-vous|rejoignez"
            r"|folgen|abonnieren|подпис(?:ывайтесь|ывайся|аться|ись)|читайте|присоединяйтесь)"
            r"(?:\s.{0,40}?\b(?:canal\w*|nos|nuestr\w+|kanal\w*|uns\w*|notre|chaîne|наш\w*|нас|канал\w*)\b.{0,50}?)?"
            rf"\s(?:no|na|en|su|sur|auf|bei|в|на)\s+(?:{_NETWORK}|телеграм\w*)\s?[!:»>→]{{0,3}}$"
        ),
        drops=Line("Подписывайтесь на наш канал в Telegram"),
        keeps=Line("Sigue la polémica por el video de un alcalde en Facebook"),
    ),
    Rule(
        name="contact_prompt",
        pattern=pattern(r"fakta\s+atau\s+hoaks\?\s+untuk\s+mengetahui\s+kebenaran\s+informasi\b.{1,300}$"),
        longest=500,
        drops=Line(
            "* Fakta atau Hoaks? Untuk mengetahui kebenaran informasi yang beredar, silakan WhatsApp ke nomor"
            " Cek Fakta Telegraf."
        ),
        keeps=Line("Fakta atau Hoaks? Untuk menjawabnya, guru itu membawa koran ke kelas."),
    ),
    Rule(
        name="contact_prompt",
        pattern=re.compile(
            r"(?=[^@]{1,240}@\w).{0,160}?\b(?:get\s+in\s+touch|contact\s+us|e-?mail(?:ing)?(?:\s+us|:)|senden\s+sie"
            r"|schreiben\s+sie|kirim(?:kan)?\s+(?:ke|melalui|lewat|cerita|tulisan)|hubungi\s+(?:kami|redaksi))"
            r".{0,60}\S@\S+$",
            re.IGNORECASE,
        ),
        evidence=nobody_speaks,
        drops=Line("Do you have a story to tell? Get in touch at redaksi@telegraf.test"),
        keeps=Line("Hubungi kami lewat posko di kelurahan, tulis panitia."),
    ),
    Rule(
        name="subscribe_prompt",
        pattern=pattern(
            r"(?:(?:berlangganan|langganan)(?:\s+(?:sekarang|newsletter|buletin|gratis|koran|majalah))?"
            r"\s*[!:.]*\s*$"
            r"|(?:berlangganan|langganan)\s+(?:newsletter|buletin)(?:\s+(?-i:[A-Z])[\w.]*){0,3}"
            r"(?:\s+(?:gratis|kami|harian|mingguan|via|lewat|melalui|e-?mail|surel)){0,4}"
            r"(?:\s+(?:setiap\s+(?:hari|pagi|sore|malam|pekan|minggu)|sekarang(?:\s+juga)?|gratis|di\s?sini))?\W{0,3}$"
            r"|(?:daftar(?:kan)?|sign\s+up|subscribe|berlangganan|enter)\b.{0,80}?\b"
            r"(?:newsletters?|buletin|(?:e-?mail|surel)\s+(?:anda|kamu)|your\s+e-?mail|e-?mail\s+updates)"
            r"\b.{0,80}$"
            r"|(?:dapatkan|get)\b.{0,80}?\b(?:newsletter|buletin|(?:di|via|in\s+your)\s+"
            r"(?:email|inbox|kotak\s+masuk)|setiap\s+hari\s+dari)\b.{0,120}$"
            r"|if\s+you\s+(?:enjoyed|liked)\s+this\s+(?:article|story|post)\b.{0,160}$"
            r"|for\s+more\s+(?:stories|news|articles)\s+like\s+this\b.{0,80}$"
            r"|subscribe(?:\s+now)?\s*[!.]*\s*$|already\s+a\s+subscriber\b.{0,60}$"
            r"|(?:sudah|already)\s+(?:berlangganan|have\s+an\s+account)\b.{0,60}$)"
        ),
        evidence=nobody_speaks,
        drops=Line("Daftarkan email Anda untuk menerima buletin Telegraf"),
        keeps=Line("Daftar penerima bantuan itu dikirim lewat email ke semua kelurahan."),
    ),
)
"""Prompts to comment, share, follow and subscribe."""
