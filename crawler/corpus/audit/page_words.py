"""Words with which a page speaks to its reader, or of itself: the article, the newspaper, who made it.

News is told of others. So a line speaks for the page if it begins with an imperative, says "you" or "we"
outside of quotation marks, names the article as such, or credits somebody. What somebody says is quoted, and
then a verb of saying stands beside it.
"""

from __future__ import annotations

import re

from crawler.text import words

_IMPERATIVES = words(
    "simak lihat klik tonton saksikan dengarkan unduh download ikuti dapatkan temukan nikmati kunjungi"
    " bagikan bergabunglah daftarkan kirimkan nantikan ayo yuk silakan silahkan dukung pantau ketik"
    " gulir geser aktifkan jangan mainkan pindai berlangganan langganan laporkan berikan ikutilah"
    " bacalah simaklah pelajari read subscribe follow click download watch listen join try discover"
    " scroll tap swipe donate"
)
"""What a line begins with that asks its reader for something, and no news."""
_OF_PAGES = words(
    "anda kamu kami redaksi redaktur penyunting pewarta reporter kontributor artikel rubrik edisi"
    " newsletter buletin gulir klik copyright © disclaimer advertorial advertisement hyperlink subscribe"
    " subscribers article newsroom you your us our correspondent dipublikasikan disunting peramban"
    " javascript cookies kuki"
)
"""With these a page speaks, wherever they stand outside of quotation marks."""
_OF_BOTH = words(
    "aplikasi notifikasi iklan tautan pelanggan pembaca penulis tayang dilihat dibaca dibagikan laman"
    " portal situs kanal infografis fotografer koresponden editor views shares browser whatsapp telegram"
    " instagram facebook twitter youtube tiktok google podcast username login berita tulisan naskah"
    " konten liputan video foto halaman komentar comments login daftar baca buka cek gabung pasang muat"
    " dengar tulis kirim tekan putar sini pilihan gratis selengkapnya terbaru share sign check see"
    " support like photo page site menit lokasi"
)
"""Pages have these as well as news: three tell a page, or one in a line without a full stop at one place."""
_MANY = 3
_PHRASES = re.compile(
    r"\b(?:berita|kabar|tulisan|naskah|laporan|konten|liputan|video|foto|informasi|halaman|situs|kanal|harian|koran|majalah|tabloid)"
    r"\s(?:ini\s(?:telah|sudah|pertama|ditulis|dibuat|dimuat|diambil|diolah|terbit|merupakan|adalah)"
    r"|terkait|lain|lainnya|selengkapnya|selanjutnya|sebelumnya|berikutnya|terbaru|terkini|terpopuler|kami|pilihan|di\satas|di\sbawah|utama|foto)\b"
    r"|\bberita\sini\b|\b(?:hak\scipta|all\srights|rights\sreserved|waktu\sbaca|menit\s(?:baca|membaca)|min(?:ute)?s?\sread)\b"
    r"|^(?:terakhir\s)?(?:diperbarui|dimutakhirkan|diterbitkan|terbit|diunggah|dimuat)\b|\bterakhir\sdi(?:perbarui|mutakhirkan|ubah)\b"
    r"|\b(?:ditulis|dilaporkan|diliput|disunting|diedit)\soleh\b|\bversi\s(?:cetak|digital|daring|lengkap|asli)\b"
    r"|\bterima\skasih\s(?:telah|sudah|atas|karena)?\s?(?:membaca|berkunjung|menonton|kunjungan|mengikuti)"
    r"|\b(?:foto|ilustrasi|teks|naskah|video|grafis|infografis)\soleh\b|^baca\s(?:juga|pula|selengkapnya|berita|artikel)"
    r"|\b(?:written|posted|published|edited|reporting|updated|photo|story|illustration)\s(?:by|on|at)\b"
    r"|\b(?:related|latest|more|next|previous)\s(?:articles?|stor(?:y|ies)|news|posts?|from)\b|\bthis\s(?:article|story|post|page|site)\b"
    r"|\b(?:kode|turut)\s(?:promo|membantu)\b|\bhalaman\s\x00|\x00\s(?:komentar|comments|suka|dibagikan|kata\b)"
    r"|^(?:oleh|by)\b|^laporan\s(?!itu|ini|tersebut)|^(?:komentar|terbit|halaman|update|updated|published)\b"
)
_LABELS = words(
    "tag tags topik kategori label sumber foto video ilustrasi kredit teks naskah laporan reporter penulis"
    " editor judul rubrik kanal lokasi grafis grafik oleh by photo source category topics posted published"
    " terbit terkait copyright caption dok"
)
_SAYING = words(
    "kata katanya ujar ujarnya ucap ucapnya tutur tuturnya ungkap ungkapnya jelas jelasnya tegas tegasnya"
    " imbuh imbuhnya mengatakan menyebut menyatakan menuturkan mengaku menjelaskan mengungkapkan menegaskan"
    " menurut menurutnya said says told according kepada"
)
_HINTS = (
    _IMPERATIVES
    | _OF_PAGES
    | _OF_BOTH
    | _LABELS
    | words(
        "informasi koran cetak cipta rights diperbarui dimutakhirkan diterbitkan diunggah terakhir dilaporkan"
        " written edited reporting updated related story this suka update terima ditulis diliput"
    )
)
_WORD = re.compile(r"[^\W\d_]+|©|\x00")
_QUOTED = re.compile(r"“[^”]*”?|\"[^\"]*\"?|«[^»]*»?")
_COLON = re.compile(r"([^\W\d_]+)\s?[:：]")


def may_speak(text: str) -> bool:
    """Say whether a line has any word at all with which a page speaks; quickly, and rather too often."""
    return not _HINTS.isdisjoint(_WORD.findall(text.casefold()))


def speaks(constant: str, *, is_line: bool = False) -> bool:
    """Say whether the words that the lines of a frame share are a page's.

    ``is_line``: they always stand at one place, and have no full stop.

    >>> speaks("Ikuti kabar terbaru dari"), speaks("Berita ini telah diperbarui pada"), speaks("Penyunting:")
    (True, True, True)
    >>> speaks("Rapat lanjutan digelar di"), speaks("Sebanyak … pelanggan di"), speaks("“Kami siap,” di")
    (False, False, False)
    """
    bare = _QUOTED.sub(" ", constant.casefold()).strip()
    found = _WORD.findall(bare)
    if not found or not _SAYING.isdisjoint(found):
        return False
    if found[0] in _IMPERATIVES or not _OF_PAGES.isdisjoint(found) or _PHRASES.search(" ".join(found)):
        return True
    if any(label in _LABELS for label in _COLON.findall(bare)[:1]):
        return True
    return len(_OF_BOTH.intersection(found)) >= (1 if is_line else _MANY)
