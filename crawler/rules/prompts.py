"""What a page asks of its readers: to comment, to share, to follow, to subscribe."""

from __future__ import annotations

import re

from crawler.rules.evidence import quotes_nobody
from crawler.rules.line import Line
from crawler.rules.rule import Rule, literal_pattern, pattern

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


PROMPTS = (
    Rule(
        id="wording.prompts.comment",
        name="comment_prompt",
        pattern=pattern(
            r"komentar(?:\s+(?:anda|pembaca|kamu|terkini|ditutup))?",
            r"\d+\s+komentar",
            r"kolom\s+komentar",
            r"sembunyikan\s+komentar",
            r"(?:tinggalkan|tulis|beri(?:kan)?|tambah(?:kan)?|kirim|lihat|baca|muat|isi)\s+"
            r"(?:semua\s+|sebuah\s+)?(?:komentar|balasan|tanggapan)"
            r"(?:\s+(?:anda|kamu|lainnya|pertama|di\s+sini))?",
            r"batalkan\s+balasan",
            r"alamat\s+email\s+anda\s+tidak\s+akan\s+dipublikasikan\b.*",
            r"(?:silakan|silahkan|anda\s+harus|harap)\s+(?:login|masuk)\s+(?:log\s)?(?:dulu\s+)?untuk\s+"
            r"(?:ber|(?:menulis|memberi|mengirim)\s+)komentar",
            r"leave\s+a\s+(?:reply|comment)",
            r"post\s+a\s+comment",
            r"(?:\d+\s+)?comments?",
            r"(?:join|start)\s+the\s+(?:conversation|discussion)",
            r"view\s+(?:all\s+)?comments",
            r"(?:tell\s+us|let\s+us\s+know)\s+what\s+you\s+think(?:\s+(?:below|in\s+the\s+comments))?",
            end=r"\s*(?:\(\d+\))?\s*[:：.!]*\s*$",
        ),
        evidence=quotes_nobody,
        follows=lambda _, above: above.signed,  # below the end of a story all lines are readers'
        drops=(
            Line("Komentar Anda"),
            Line("0 Komentar"),
            Line("Kolom Komentar"),
            Line("Sembunyikan Komentar"),
            Line("Tinggalkan Balasan"),
            Line("Batalkan balasan"),
            Line("Alamat email Anda tidak akan dipublikasikan. Ruas yang wajib ditandai *"),
            Line("Silakan login untuk berkomentar"),
            Line("Leave a Reply"),
            Line("Post a comment"),
            Line("12 Comments"),
            Line("Join the conversation"),
            Line("View all comments"),
            Line("Tell us what you think in the comments"),
        ),
        keeps=(
            Line("“Komentar Anda adalah pekerjaan rumah kami,” tulis wali kota di kolom itu."),
            Line("Komentar pembaca itu dikutip hakim dalam putusannya."),
        ),
    ),
    Rule(
        id="wording.prompts.share",
        name="share_prompt",
        pattern=pattern(
            r"(?:bagikan|sebarkan)\s+(?:ke|di)\s+(?:media\s+sosial|medsos)",
            r"(?:bagikan|sebarkan|share)"
            r"(?:\s+(?:ini|this|artikel(?:\s+ini)?|berita(?:\s+ini)?|tulisan\s+ini))?"
            rf"(?:\s+(?:ke|di|via|lewat|on|to|article|story|post|teman(?:mu)?|{_NETWORK})){{0,4}}\s*[:：]?",
            r"cuitkan|tweet|pin\s+it",
            rf"kirim\s+(?:lewat|via|ke)\s+{_NETWORK}",
            r"click\s+to\s+share\b.{0,60}",
            r"klik\s+untuk\s+(?:membagikan|berbagi)\b.{0,60}",
            end=r"\s*$",
        ),
        follows=lambda line, _: _IS_NETWORK.fullmatch(line.text) is not None,  # as share buttons are
        drops=(
            Line("Bagikan ke media sosial"),
            Line("Bagikan ke Facebook"),
            Line("Cuitkan"),
            Line("Kirim lewat WhatsApp"),
            Line("Click to share on Twitter (Opens in new window)"),
            Line("Klik untuk berbagi pada Twitter(Membuka di jendela yang baru)"),
        ),
        keeps=(Line("Bagikan beras itu kepada warga, kata camat kepada stafnya."),),
    ),
    Rule(
        id="wording.prompts.networks",
        name="share_prompt",
        pattern=pattern(rf"{_NETWORK}(?:[\s,|/·•]+{_NETWORK}){{1,9}}\s*$"),
        drops=(Line("Facebook Twitter WhatsApp Telegram"),),
        keeps=(Line("Facebook dan Twitter diblokir di negara itu."),),
    ),
    Rule(
        id="wording.prompts.follow_on",
        name="follow_prompt",
        pattern=pattern(
            r"ikuti(?:lah)?|follow|dapatkan",
            r"cek|simak|baca|nikmati|temukan|kunjungi|klik|update|pantau",
            r"yuk|ayo|mari|silakan|jangan\s+(?:lewatkan|ketinggalan)",
            r"(?:bagi|untuk)\s+(?:anda|kamu)\s+yang\s+ingin",
            r"jangan\s+lupa(?!\s*,|\s+bahwa\b)",
            r"gabung|bergabung|join|find|like",
            r"add|tambahkan|jadikan",
            r"subscribe|unduh|download|install",
            end=r"\b.{0,200}?\b"
            rf"(?:google\s+(?:news|berita)|google\s+sebagai|{_CHANNEL}|aplikasi\s+\w+\s+(?:di|melalui|lewat)"
            rf"|(?:us|kami)\s+(?:on|di)\s+{_NETWORK}|(?:di|lewat|melalui)\s+(?:akun\s+)?{_NETWORK}\s+(?:kami|resmi)"
            r"|on\s+youtube|preferred\s+source|sumber\s+(?:utama|pilihan|favorit)\b.{0,30}?\bgoogle)\b.{0,260}$",
        ),
        evidence=quotes_nobody,
        longest=560,
        drops=(
            Line("Jangan lupa subscribe channel YouTube Telegraf dan aktifkan lonceng."),
            Line("Bagi Anda yang ingin mengikuti saluran WhatsApp kami, klik di sini."),
            Line("Ikuti berita Telegraf lainnya di Google News"),
            Line("Kunjungi Telegraf di Google News"),
            Line("Yuk gabung saluran WhatsApp Telegraf untuk kabar terbaru"),
            Line("Find us on Facebook"),
            Line("Add Telegraf as a preferred source on Google"),
            Line("Unduh aplikasi Telegraf di Play Store"),
        ),
        keeps=(Line("Ikuti saluran WhatsApp resmi BMKG agar tidak termakan kabar bohong, kata Dwikorita."),),
    ),
    Rule(
        id="wording.prompts.follow_account",
        name="follow_prompt",
        pattern=pattern(
            r"follow|like|ikuti",
            r"folgen\s+sie|suivez|sigue\s+a|seguici",
            end=r"\s.{1,60}?\s(?:on|di|auf|sur|en|su)\s+"
            r"(?:facebook|twitter|instagram|telegram|tiktok|youtube|whats\s?app|linkedin|threads)\b.{0,80}$",
        ),
        evidence=quotes_nobody,
        drops=(
            Line("Follow Telegraf on Instagram, Facebook and YouTube."),
            Line("Folgen Sie der Zeitung auf Instagram"),
        ),
        keeps=(Line("Ikuti instruksi petugas di posko, demikian bunyi pengumuman itu."),),
    ),
    Rule(
        id="wording.prompts.follow_name",
        name="follow_prompt",
        pattern=pattern(
            r"(?:follow|ikuti|jangan\s+lupa\s+(?:ikuti|follow))\s+(?:akun\s+)?(?:resmi\s+)?"
            rf"(?:media\s+sosial|medsos|ig|{_NETWORK})\s+(?:kami|resmi|@\w+|(?-i:[A-Z])[\w.]*)(?:\W{{1,3}}@?[\w.]+){{0,6}}"
            r"\W{0,4}$",
            r"(?:ikuti|follow)\s+akun\s+(?:media\s+sosial|medsos)\b.{0,80}$",
        ),
        evidence=quotes_nobody,
        drops=(
            Line("Follow Instagram kami @telegraf"),
            Line("Ikuti akun media sosial Telegraf agar tidak ketinggalan kabar"),
        ),
        keeps=(
            Line("Ikuti akun media sosial resmi BMKG, imbau petugas, kata Rina."),
            Line("Ikuti WhatsApp warga, polisi menemukan dua orang itu."),
        ),
    ),
    Rule(
        id="wording.prompts.news_by_messenger",
        name="follow_prompt",
        pattern=pattern(
            r"(?:dapatkan|ikuti|terima)\b.{0,60}?\bberita\b.{0,60}?\s(?:di|via|lewat|melalui|ke)\s+"
            rf"{_NETWORK}(?:\s+(?:anda|kamu))?(?:\W{{1,4}}{_CLICK})?\W{{0,4}}$"
        ),
        evidence=quotes_nobody,
        drops=(
            Line("Dapatkan update berita Telegraf langsung di WhatsApp. Klik di sini."),
            Line("Terima kabar dan berita pilihan lewat Telegram kamu"),
        ),
        keeps=(Line("Terima berita duka di WhatsApp, Sumarni langsung pulang ke Blora."),),
    ),
    Rule(
        id="wording.prompts.follow_abroad",
        name="follow_prompt",
        pattern=pattern(
            r"siga|sigue|síguenos|síganos|únete|inscreva-se",
            r"seguici|iscriviti",
            r"suivez|abonnez-vous|rejoignez",
            r"folgen|abonnieren",
            r"подпис(?:ывайтесь|ывайся|аться|ись)|читайте|присоединяйтесь",
            end=r"(?:\s.{0,40}?\b(?:canal\w*|nos|nuestr\w+|kanal\w*|uns\w*|notre|chaîne|наш\w*|нас|канал\w*)"
            r"\b.{0,50}?)?"
            rf"\s(?:no|na|en|su|sur|auf|bei|в|на)\s+(?:{_NETWORK}|телеграм\w*)\s?[!:»>→]{{0,3}}$",
        ),
        drops=(
            Line("Siga o canal do jornal no WhatsApp"),
            Line("Seguici su Facebook"),
            Line("Rejoignez notre chaîne sur WhatsApp"),
            Line("Folgen auf Instagram"),
            Line("Подписывайтесь на наш канал в Telegram"),
        ),
        keeps=(Line("Sigue la polémica por el video de un alcalde en Facebook"),),
    ),
    Rule(
        id="wording.prompts.fact_check_number",
        name="contact_prompt",
        pattern=pattern(r"fakta\s+atau\s+hoaks\?\s+untuk\s+mengetahui\s+kebenaran\s+informasi\b.{1,300}$"),
        longest=500,
        drops=(
            Line(
                "* Fakta atau Hoaks? Untuk mengetahui kebenaran informasi yang beredar, silakan WhatsApp ke"
                " nomor Cek Fakta Telegraf."
            ),
        ),
        keeps=(Line("Fakta atau Hoaks? Untuk menjawabnya, guru itu membawa koran ke kelas."),),
    ),
    Rule(
        id="wording.prompts.contact",
        name="contact_prompt",
        pattern=literal_pattern(
            r"get\s+in\s+touch|contact\s+us|e-?mail(?:ing)?(?:\s+us|:)",
            r"senden\s+sie|schreiben\s+sie",
            r"kirim(?:kan)?\s+(?:ke|melalui|lewat|cerita|tulisan)",
            r"hubungi\s+(?:kami|redaksi)",
            start=r"(?=[^@]{1,240}@\w).{0,160}?\b",  # without an "@" nothing is searched
            end=r".{0,60}\S@\S+$",
            flags=re.IGNORECASE,
        ),
        evidence=quotes_nobody,
        drops=(
            Line("Do you have a story to tell? Get in touch at redaksi@telegraf.test"),
            Line("Senden Sie Hinweise an redaktion@zeitung.test"),
            Line("Punya cerita? Kirimkan tulisan ke redaksi@telegraf.test"),
            Line("Untuk pemasangan iklan hubungi kami di iklan@telegraf.test"),
        ),
        keeps=(Line("Hubungi kami lewat posko di kelurahan, tulis panitia."),),
    ),
    Rule(
        id="wording.prompts.subscribe",
        name="subscribe_prompt",
        pattern=pattern(
            r"(?:berlangganan|langganan)(?:\s+(?:sekarang|newsletter|buletin|gratis|koran|majalah))?"
            r"\s*[!:.]*\s*$",
            r"(?:berlangganan|langganan)\s+(?:newsletter|buletin)(?:\s+(?-i:[A-Z])[\w.]*){0,3}"
            r"(?:\s+(?:gratis|kami|harian|mingguan|via|lewat|melalui|e-?mail|surel)){0,4}"
            r"(?:\s+(?:setiap\s+(?:hari|pagi|sore|malam|pekan|minggu)|sekarang(?:\s+juga)?|gratis|di\s?sini))?\W{0,3}$",
            r"(?:daftar(?:kan)?|sign\s+up|subscribe|berlangganan|enter)\b.{0,80}?\b"
            r"(?:newsletters?|buletin|(?:e-?mail|surel)\s+(?:anda|kamu)|your\s+e-?mail|e-?mail\s+updates)"
            r"\b.{0,80}$",
            r"(?:dapatkan|get|jangan\s+ketinggalan)\b.{0,80}?\b(?:newsletter|buletin|(?:di|via|in\s+your)\s+"
            r"(?:email|inbox|kotak\s+masuk)|setiap\s+hari\s+dari)\b.{0,120}$",
            r"dapatkan\b.{0,80}?\b(?:berita|kabar|informasi)\b.{0,120}?\b(?:daftar\s+sekarang|klik\s+di\s?sini)\b.{0,120}$",
            r"if\s+you\s+(?:enjoyed|liked)\s+this\s+(?:article|story|post)\b.{0,160}$",
            r"for\s+more\s+(?:stories|news|articles)\s+like\s+this\b.{0,80}$",
            r"subscribe(?:\s+now)?\s*[!.]*\s*$",
            r"already\s+a\s+subscriber\b.{0,60}$",
            r"(?:sudah|already)\s+(?:berlangganan|have\s+an\s+account)\b.{0,60}$",
        ),
        longest=400,
        evidence=quotes_nobody,
        drops=(
            Line("Berlangganan Sekarang!"),
            Line("Langganan buletin Telegraf gratis setiap pagi."),
            Line("Daftarkan email Anda untuk menerima buletin Telegraf"),
            Line("Dapatkan berita pilihan setiap hari dari Telegraf."),
            Line("Dapatkan semua berita terkini dari Telegraf dengan satu akun, daftar sekarang"),
            Line("If you enjoyed this story, tell a friend about it"),
            Line("For more stories like this, visit our website"),
            Line("Subscribe now"),
            Line("Already a subscriber? Log in"),
            Line("Sudah berlangganan? Masuk di sini"),
        ),
        keeps=(Line("Daftar penerima bantuan itu dikirim lewat email ke semua kelurahan."),),
    ),
)
"""Prompts to comment, share, follow, write in and subscribe."""
