"""A story, and what editors made of it: texts that are alike, and one that only looks like it."""

from __future__ import annotations

STORY = [
    "Jembatan gantung yang menghubungkan Desa Oelbubuk dengan pasar kecamatan putus pada Senin pagi, dan"
    " ratusan warga kini menyeberangi sungai dengan rakit bambu.",
    "Tali baja di sisi timur lepas dari angkur beton setelah hujan deras mengguyur hulu selama tiga malam."
    " Dua pengendara sepeda motor tercebur, tetapi keduanya berenang ke tepian.",
    "Kepala dinas pekerjaan umum, Yohanes Nabunome, mengatakan bahwa jembatan itu dibangun secara swadaya"
    " pada 1994 dan terakhir diperiksa empat tahun lalu.",
    "Ia menjanjikan jembatan darurat dari rangka besi dalam sepuluh hari. Biayanya 340 juta rupiah, diambil"
    " dari dana tak terduga kabupaten.",
    "Guru sekolah dasar setempat, Maria Tafuli, meminta murid kelas satu dan dua belajar di balai desa sampai"
    " penyeberangan aman kembali.",
]
"""A story of five paragraphs."""

HEADLINE, NEW_HEADLINE = "Jembatan Gantung Oelbubuk Putus", "Warga Oelbubuk Menyeberang dengan Rakit Bambu"

EDITED = [
    "Sudah dua hari warga Oelbubuk pergi ke pasar dengan rakit bambu, sebab jembatan gantung mereka putus.",
    *STORY[1:4],
]
"""The same story with another lead, and without its end."""

OTHER = [
    "Pemerintah kota membuka lelang perbaikan terminal lama yang atapnya bocor sejak musim hujan tahun lalu.",
    "Tiga perusahaan daerah sudah mengambil dokumen, dan pemenangnya diumumkan pada akhir bulan depan.",
    "Para sopir angkutan berharap tempat menunggu penumpang diperluas, sebab bus luar kota bertambah.",
]
"""Another story."""
