"""Words with which a page speaks to its reader, or of itself: the article, the newspaper, who made it.

News is told of others. So a line speaks for the page if it begins with an imperative, says "you" or "we"
outside of quotation marks, names the article as such, or credits somebody. What somebody says is quoted, and
then a verb of saying stands beside it.
"""

from __future__ import annotations

import re

from crawler.text import words

_IMPERATIVES = (
    "baca simak lihat klik tonton saksikan dengarkan dengar unduh download ikuti dapatkan temukan nikmati"
    " kunjungi bagikan gabung bergabung bergabunglah daftar daftarkan cek kirim kirimkan tulis nantikan ayo"
    " yuk mari silakan silahkan dukung pantau pilih tekan ketik gulir geser aktifkan muat jangan pasang"
    " mainkan putar salin scan pindai berlangganan langganan laporkan beri berikan ikutilah bacalah simaklah"
    " buka tandai simpan pelajari read subscribe follow share click download watch listen join sign get try"
    " check see discover support scroll tap like visit swipe donate register continue"
)
_ALONE = (
    "anda kamu kamipun redaksi redaktur artikel editor penyunting pewarta kontributor koresponden fotografer"
    " infografis copyright © laman rubrik edisi portal newsletter berlangganan langganan pelanggan gulir klik"
    " kami aplikasi notifikasi advertorial advertisement iklan disclaimer hyperlink tautan username login"
    " subscribe subscribers article newsroom editorial you your us our correspondent reporter pembaca penulis"
    " tayang dipublikasikan disunting dilihat dibaca views shares peramban browser javascript cookies kuki"
    " whatsapp telegram instagram facebook twitter youtube tiktok google podcast"
)
_PHRASES = re.compile(
    r"\b(?:berita|kabar|tulisan|naskah|laporan|konten|liputan|video|foto|informasi|halaman|situs|kanal|harian|koran|majalah|tabloid)"
    r"\s(?:ini\s(?:telah|sudah|pertama|ditulis|dibuat|dimuat|diambil|diolah|terbit|merupakan|adalah)"
    r"|terkait|lain|lainnya|selengkapnya|selanjutnya|sebelumnya|berikutnya|terbaru|terkini|terpopuler|kami|pilihan|di\satas|di\sbawah|utama|foto)\b"
    r"|\bberita\sini\b|\b(?:hak\scipta|all\srights|rights\sreserved|waktu\sbaca|menit\s(?:baca|membaca)|min(?:ute)?s?\sread)\b"
    r"|^(?:terakhir\s)?(?:diperbarui|dimutakhirkan|diterbitkan|terbit|diunggah|dimuat)\b|\bterakhir\sdi(?:perbarui|mutakhirkan|ubah)\b"
    r"|\b(?:ditulis|dilaporkan|diliput|disunting|diedit)\soleh\b|\bversi\s(?:cetak|digital|daring|lengkap|asli)\b"
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
_FIRST = words(_IMPERATIVES)
_ANYWHERE = words(_ALONE)
_HINTS = (
    _FIRST
    | _ANYWHERE
    | _LABELS
    | words(
        "berita tulisan naskah konten liputan informasi halaman situs koran cetak cipta rights baca read"
        " diperbarui dimutakhirkan diterbitkan diunggah terakhir dilaporkan written edited reporting updated"
        " related story this komentar comments suka dibagikan update kabar"
    )
)
_WORD = re.compile(r"[^\W\d_]+|©|\x00")
_QUOTED = re.compile(r"“[^”]*”?|\"[^\"]*\"?|«[^»]*»?")
_COLON = re.compile(r"([^\W\d_]+)\s?[:：]")


def may_speak(text: str) -> bool:
    """Say whether a line has any word at all with which a page speaks; quickly, and rather too often."""
    return not _HINTS.isdisjoint(_WORD.findall(text.casefold()))


def speaks(constant: str) -> bool:
    """Say whether the words that the lines of a frame share are a page's.

    >>> speaks("Ikuti kabar terbaru dari"), speaks("Berita ini telah diperbarui pada"), speaks("Penyunting:")
    (True, True, True)
    >>> speaks("Rapat lanjutan digelar di"), speaks("kata dia kepada kami"), speaks("“Kami siap,” di")
    (False, False, False)
    """
    bare = _QUOTED.sub(" ", constant.casefold()).strip()
    found = _WORD.findall(bare)
    if not found or not _SAYING.isdisjoint(found):
        return False
    if found[0] in _FIRST or not _ANYWHERE.isdisjoint(found) or _PHRASES.search(" ".join(found)):
        return True
    return any(label in _LABELS for label in _COLON.findall(bare)[:1])
