"""A newspaper's articles by the hundred thousand: ordinary ones, bulletins, and near-duplicates of both.

Forty a day, as many on each of them: so a store of 2,000 is one of fifty days, and one of 200,000 of fourteen
years, with as much in the window of an article. Each article is the same in each run.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

A_DAY = 40
BEGIN = datetime(2005, 1, 1, tzinfo=UTC)

PLACES = (
    "Ambon Balikpapan Bandung Banjarmasin Banyuwangi Bekasi Bengkulu Blitar Bogor Bontang Brebes Cianjur"
    " Cilacap Cirebon Denpasar Depok Ende Garut Gorontalo Gresik Jambi Jember Jombang Kediri Kendari Klaten"
    " Kudus Kupang Lamongan Lumajang Madiun Magelang Makassar Malang Mamuju Manado Mataram Medan Merauke"
    " Padang Palembang Palu Pati Pekalongan Pontianak Ruteng Sabang Salatiga Samarinda Semarang Serang"
    " Sidoarjo Solo Sukabumi Sumedang Surabaya Tarakan Tegal Ternate Tuban Wonosobo"
)
FIRST = (
    "Agus Ahmad Andi Bambang Budi Citra Dewi Dian Dwi Eko Endang Fajar Fitri Hadi Hendra Indra Joko Kartini"
    " Lestari Made Maya Nur Putri Rahmat Ratna Rina Rizal Sari Siti Slamet Sri Surya Tono Umar Wahyu Wayan"
    " Yanti Yusuf"
)
LAST = (
    "Anggraini Firmansyah Gunawan Halim Handayani Harahap Hidayat Iskandar Kurniawan Kusuma Lubis Mahendra"
    " Nasution Nugroho Permana Pohan Pratama Purnomo Rahayu Saputra Setiawan Simanjuntak Siregar Suharto"
    " Sulistyo Susanti Utami Wibowo Wijaya Yulianto Zainuddin"
)
BODIES = (
    "Badan Penanggulangan Bencana Daerah, Badan Perencanaan Pembangunan, Badan Pusat Statistik, Bank"
    " Pembangunan Daerah, Dewan Kesenian, Dewan Pendidikan, Dewan Perwakilan Rakyat Daerah, Dinas Kelautan,"
    " Dinas Kesehatan, Dinas Pariwisata, Dinas Pekerjaan Umum, Dinas Pendidikan, Dinas Perhubungan, Dinas"
    " Pertanian, Dinas Sosial, Forum Nelayan, Himpunan Petani, Ikatan Dokter, Kantor Bea Cukai, Kantor"
    " Imigrasi, Kantor Pertanahan, Kejaksaan Negeri, Kepolisian Resor, Komando Distrik Militer, Komisi"
    " Pemilihan Umum, Koperasi Nelayan, Lembaga Bantuan Hukum, Museum Negeri, Paguyuban Pedagang, Palang"
    " Merah, Pengadilan Negeri, Perusahaan Air Minum, Perusahaan Listrik, Rumah Sakit Umum Daerah, Serikat"
    " Buruh, Taman Budaya, Universitas Muhammadiyah, Universitas Negeri"
)
MATTERS = (
    "jembatan gantung",
    "sekolah terapung",
    "pasar ikan",
    "pembangkit surya",
    "jalan lingkar",
    "bendung irigasi",
    "perpustakaan keliling",
    "terminal penumpang",
    "lumbung pangan",
    "kebun bibit",
    "balai latihan",
    "kapal perintis",
)
SENTENCES = (
    "{body} {place} {verb} {matter} di Kecamatan {other} setelah {n} bulan tertunda.",
    "Menurut {person}, {matter} itu menelan Rp{n},{m} miliar dan melibatkan {k} pekerja dari {third}.",
    '"Kami menunggu sejak {n} tahun lalu, dan warga {other} sudah lelah," kata {person}.',
    "Data {body} menunjukkan {k} keluarga di {third} bergantung pada {matter} tersebut.",
    "{person} dari {place} berharap {matter} segera dipakai karena jalan ke {other} sejauh {n} kilometer"
    " rusak.",
    "Sebelumnya, {body} {third} menolak usul {person} tentang {matter} di {place}.",
    "Ia menambahkan bahwa {k} orang telah mendaftar dan {n} di antaranya berasal dari {other}.",
    "Pemerintah menyiapkan dana tambahan untuk tahun depan bila hasil pemeriksaan memuaskan.",
    "Ketua panitia {person} menyebut {n} perusahaan dari {third} dan {other} mengikuti lelang.",
    "Warga {place}, {person}, mengatakan sudah {n} kali melapor ke {body}.",
    "Peneliti {person} mencatat kerugian di {third} mencapai {k} juta rupiah selama {n} pekan.",
    "Acara itu dihadiri {k} undangan, antara lain {person} dan {another}.",
)
VERBS = (
    "meresmikan",
    "menutup",
    "membangun kembali",
    "memeriksa",
    "menyerahkan",
    "menghentikan",
    "memindahkan",
)
BULLETINS = (
    "Stasiun Meteorologi {place} memperkirakan langit di {place} berawan pada {day} pagi dan hujan ringan"
    " turun pada siang hari. Suhu udara berkisar antara {n} dan {k} derajat Celsius. Prakirawan meminta"
    " warga pesisir memperhatikan tinggi gelombang yang mencapai {m} meter, dan pengendara menjaga jarak"
    " karena jalan licin.",
    "Harga emas batangan di {place} pada {day} tercatat Rp{n}{k}.000 per gram, sedangkan harga pembelian"
    " kembali Rp{n}{m}.000 per gram. Harga untuk pecahan 5 gram Rp{k}.{m}00.000 dan untuk 10 gram"
    " Rp{n}.{k}00.000.",
    "Gempa bumi bermagnitudo {m},{n} mengguncang {place} pada {day} pukul {n}.{k}. Pusat gempa berada di"
    " laut {k} kilometer barat daya {place} pada kedalaman {n} kilometer. Gempa itu tidak berpotensi"
    " tsunami, kata petugas Badan Meteorologi, Klimatologi, dan Geofisika.",
)
DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")


def printed(count: int, begin: int = 0) -> Iterator[dict[str, Any]]:
    """Yield so many articles: headline, text, instant of publication; from the one with this number on.

    One in ten is a bulletin, one in twenty another print of an article of the hours before.
    """
    for number in range(begin, begin + count):
        kind = number % 20
        of = number - 3 - number % 5 if kind == 19 else number
        random = Random(of)
        published = BEGIN + timedelta(days=1) * number / A_DAY
        if of % 10 == 4:
            text = _filled(random, random.choice(BULLETINS), published)
        else:
            text = _article(random, published)
        if of != number:
            text = (
                f"{_filled(Random(number), SENTENCES[1], published)}\n\n{text.partition(chr(10))[2].strip()}"
            )
        yield {"headline": text[:60], "text": text, "published_instant": published}


def _article(random: Random, published: datetime) -> str:
    cast = {"matter": random.choice(MATTERS), "person": _person(random), "place": _one(random, PLACES)}
    sentences = random.sample(SENTENCES, 9)
    told = [
        _filled(
            random, sentence, published, **(cast if random.random() < 0.6 else {"matter": cast["matter"]})
        )
        for sentence in sentences
    ]
    return "\n\n".join(" ".join(told[at : at + 2]) for at in range(0, len(told), 2))


def _filled(random: Random, sentence: str, published: datetime, **cast: str) -> str:
    fill = {
        "place": _one(random, PLACES),
        "other": _one(random, PLACES),
        "third": _one(random, PLACES),
        "person": _person(random),
        "another": _person(random),
        "body": _one(random, BODIES, ", "),
        "matter": random.choice(MATTERS),
        "verb": random.choice(VERBS),
        "day": DAYS[published.weekday()],
        "n": str(random.randint(2, 24)),
        "m": str(random.randint(1, 9)),
        "k": str(random.randint(25, 990)),
    }
    return sentence.format(**fill | cast)


def _person(random: Random) -> str:
    return f"{_one(random, FIRST)} {_one(random, LAST)}"


def _one(random: Random, names: str, between: str = " ") -> str:
    return random.choice(names.split(between))
