"""Comparing: which articles are one story printed twice, and which only look like it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from crawler.corpus.duplicates.comparing import Likeness, is_near_duplicate
from crawler.corpus.duplicates.stories import Story, compared_text

NOON = datetime(2019, 3, 4, 12, tzinfo=UTC)

LEAD = (
    "Jembatan gantung di Desa Sukamaju, Kecamatan Cigombong, putus diterjang arus Sungai Cisadane pada Senin"
    " malam. Sebanyak 3 warga yang sedang menyeberang selamat, kata Kepala Desa Rahmat Hidayat."
)
SECOND = (
    "Rahmat mengatakan jembatan sepanjang 45 meter itu dibangun warga pada 2009 dengan biaya Rp120 juta."
    " Pemerintah Kabupaten Bogor akan mengirim 2 perahu karet sampai jembatan selesai diperbaiki."
)
THIRD = (
    "Anak sekolah dari Kampung Pasir Jambu kini harus memutar sejauh 6 kilometer lewat Kecamatan Caringin,"
    " kata guru SD Negeri Sukamaju, Euis Komariah. Sebagian orang tua memilih mengantar mereka dengan motor."
)
FOURTH = (
    "Badan Penanggulangan Bencana Daerah mencatat 14 jembatan gantung di kabupaten itu sudah berumur lebih"
    " dari 10 tahun. Menurut Rahmat, 5 di antaranya berada di hulu Cisadane dan belum pernah diperiksa."
)
BRIDGE = "\n\n".join((LEAD, SECOND, THIRD, FOURTH))
OTHER_LEAD = (
    "Ratusan pelajar di hulu Sungai Cisadane, Kabupaten Bogor, kehilangan jalan terdekat ke sekolah mereka"
    " setelah satu-satunya jembatan di desa itu hanyut terbawa banjir."
)
REWORDED = "\n\n".join(
    (
        "Arus Sungai Cisadane memutus jembatan gantung di Desa Sukamaju, Kecamatan Cigombong, Senin malam."
        " Kepala Desa Rahmat Hidayat menyatakan 3 warga yang sedang menyeberang dapat diselamatkan.",
        "Menurut Rahmat, jembatan sepanjang 45 meter tersebut dibangun warga pada 2009 dan menelan biaya"
        " Rp120 juta. Sambil menunggu perbaikan selesai, Pemerintah Kabupaten Bogor menyiapkan 2 perahu"
        " karet.",
        "Akibatnya, anak sekolah dari Kampung Pasir Jambu harus memutar 6 kilometer melalui Kecamatan"
        " Caringin, ujar Euis Komariah, guru SD Negeri Sukamaju. Orang tua sebagian mengantar mereka dengan"
        " sepeda motor.",
        "Data Badan Penanggulangan Bencana Daerah menyebut 14 jembatan gantung di Bogor berumur di atas 10"
        " tahun. Rahmat menambahkan, 5 di antaranya ada di hulu Cisadane dan tidak pernah diperiksa.",
    )
)


def are_one(one: str, other: str, *, apart: timedelta = timedelta(hours=3)) -> bool:
    stories = Story.of(one, NOON), Story.of(other, NOON + apart)
    assert is_near_duplicate(*stories) == is_near_duplicate(*reversed(stories)), "it depends on the order"
    return is_near_duplicate(*stories)


@pytest.mark.parametrize(
    "other",
    [
        BRIDGE,
        "\n\n".join((LEAD, SECOND)),
        "\n\n".join((OTHER_LEAD, SECOND, THIRD, FOURTH)),
        "\n\n".join((OTHER_LEAD, SECOND, FOURTH)),
        f"{BRIDGE}\n\nHujan deras diperkirakan turun lagi hingga Rabu. Warga di tepi sungai diminta waspada.",
        BRIDGE.replace("3 warga", "4 warga").replace("14 jembatan", "15 jembatan"),
        REWORDED,
    ],
    ids=[
        "reprint",
        "shortened",
        "new lead",
        "shortened under a new lead",
        "appended",
        "some figures updated",
        "reworded",
    ],
)
def test_one_story_printed_twice(other: str) -> None:
    assert are_one(BRIDGE, other)


def test_all_figures_may_be_new_some_hours_later_and_not_days_later() -> None:
    update = BRIDGE
    for before, after in (
        ("3 w", "5 w"),
        ("45", "52"),
        ("2009", "2011"),
        ("120", "135"),
        ("14", "16"),
        ("10", "12"),
    ):
        update = update.replace(before, after)
    assert are_one(BRIDGE, update)
    assert not are_one(
        BRIDGE, update.replace("2 perahu", "4 perahu").replace("6 kilo", "8 kilo"), apart=timedelta(4)
    )


def test_a_follow_up_that_repeats_the_background_is_another_article() -> None:
    follow_up = (
        "Bupati Bogor Ade Suryana meninjau jembatan yang putus pada Kamis dan berjanji membangun yang baru"
        " dari baja tahun depan. Rancangannya disiapkan bersama Institut Pertanian Bogor sejak April.\n\n"
        "Warga berharap janji itu ditepati. Selama menunggu mereka membentuk regu penyeberangan yang"
        f" bergiliran setiap pagi dan petang, dipimpin Ketua RW Dadang Supriatna.\n\n{SECOND}"
    )
    assert not are_one(BRIDGE, follow_up, apart=timedelta(3))


WEATHER = (
    "Badan Meteorologi, Klimatologi, dan Geofisika memperkirakan wilayah {city} berawan pada {day} pagi dan"
    " hujan ringan pada siang hari. Suhu udara berkisar antara {low} dan {high} derajat Celsius dengan"
    " kelembapan 60 hingga 95 persen.\n\nPrakirawan mengimbau warga {city} menyiapkan payung dan mewaspadai"
    " genangan di jalan yang rendah. Angin bertiup dari arah barat daya dengan kecepatan 20 kilometer per"
    " jam."
)


@pytest.mark.parametrize(
    "other",
    [
        WEATHER.format(city="Bekasi", day="Senin", low=24, high=33),
        WEATHER.format(city="Bandung", day="Selasa", low=24, high=33),
        WEATHER.format(city="Bandung", day="Selasa", low=22, high=30),
    ],
    ids=["another place", "another day", "another day, other figures"],
)
def test_a_template_that_is_filled_in_anew_is_another_article(other: str) -> None:
    one = WEATHER.format(city="Bandung", day="Senin", low=24, high=33)
    assert not are_one(one, other, apart=timedelta(days="Selasa" in other))
    assert are_one(one, one)


def test_a_list_of_prices_is_the_same_only_as_a_whole() -> None:
    def prices(*figures: str) -> str:
        goods = (
            "cabai rawit",
            "cabai keriting",
            "bawang merah",
            "bawang putih",
            "daging ayam",
            "telur",
            "gula pasir",
        )
        lines = (f"{good} Rp{figure} per kilogram" for good, figure in zip(goods, figures, strict=True))
        return "Harga bahan pokok di Pasar Induk Kramat Jati: " + ", ".join(lines) + "."

    monday = prices("65.000", "48.000", "32.000", "35.000", "37.000", "28.000", "16.500")
    tuesday = prices("65.000", "48.000", "32.000", "35.500", "37.000", "28.000", "16.500")
    assert not are_one(monday, tuesday, apart=timedelta(days=1))
    assert are_one(monday, monday)


def test_a_detail_may_be_exchanged_where_all_else_is_as_it_was() -> None:
    corrected = BRIDGE.replace(
        "guru SD Negeri Sukamaju, Euis Komariah", "guru SD Negeri Sukamaju, Neneng Rohaeti"
    )
    assert are_one(BRIDGE, corrected)


def test_a_name_in_the_lead_may_be_corrected_where_all_else_is_as_it_was() -> None:
    assert are_one(BRIDGE, BRIDGE.replace("Kecamatan Cigombong", "Kecamatan Caringin", 1))
    assert not are_one(BRIDGE, BRIDGE.replace("pada Senin malam", "pada Selasa malam"))


def test_another_place_in_the_lead_is_another_event() -> None:
    elsewhere = BRIDGE.replace("Sungai Cisadane", "Sungai Citarum").replace("Cigombong", "Cikalong")
    assert not are_one(BRIDGE, elsewhere)


def test_a_name_with_its_title_is_the_same_name() -> None:
    assert are_one(BRIDGE, BRIDGE.replace("kata Kepala Desa Rahmat", "kata Rahmat"))


def test_a_very_short_text_is_compared_with_its_headline() -> None:
    text = "Simak video selengkapnya berikut ini."
    one = compared_text("Detik-detik Pesawat Batik Mendarat di Halim", text)
    other = compared_text("Resep Rendang Padang ala Uni Reni", text)
    assert one != text
    assert not are_one(one, other)
    assert are_one(one, one)
    assert compared_text("Jembatan Putus", BRIDGE) == BRIDGE


def test_texts_without_capitals_and_in_other_scripts_are_compared() -> None:
    arabic = " ".join(
        ["قال وزير النقل إن الجسر الجديد على نهر دجلة سيفتح الشهر المقبل بعد تأخير دام عامين"] * 2
    )
    assert are_one(BRIDGE.lower(), BRIDGE.lower())
    assert are_one(arabic, arabic)
    assert not are_one(arabic, BRIDGE.lower())


def test_an_unknown_date_counts_as_the_same_day() -> None:
    one, other = Story.of(BRIDGE, None), Story.of(REWORDED, NOON)
    assert Likeness.of(one, other).apart == 0
    assert is_near_duplicate(one, other)


TRAINS = (
    "Sebanyak {number} penumpang diberangkatkan dari Stasiun Gambir pada Senin menuju {place} dengan kereta"
    " tambahan. Kepala Humas PT Kereta Api Indonesia Joni Martinus mengatakan {cars} rangkaian"
    " disiapkan.\n\nJoni meminta penumpang tiba lebih awal dan membawa kartu identitas. Barang bawaan"
    " dibatasi, dan anjungan pemeriksaan dibuka sejak pagi. Petugas di {place} menyiapkan kursi roda serta"
    " pos kesehatan bagi penumpang."
)


def test_the_bulletin_of_neighbours_has_a_longer_name() -> None:
    one = TRAINS.format(number=412, place="Bandung", cars=8)
    assert not are_one(one, TRAINS.format(number=367, place="Bandung Barat", cars=6))
    assert are_one(one, TRAINS.format(number=430, place="Bandung", cars=9))


ERUPTION = (
    "Gunung Ibu di Pulau Halmahera kembali meletus pada Senin pukul {at} WIT. Tinggi kolom abu teramati"
    " {height} meter di atas puncak, kata petugas pos pengamatan Axl Roeroe. Kolom abu berwarna kelabu"
    " dengan intensitas tebal condong ke arah barat.\n\nMasyarakat di sekitar Gunung Ibu dan pengunjung"
    " diminta tidak beraktivitas di dalam radius bahaya yang ditetapkan. Jika terjadi hujan abu, warga"
    " diimbau memakai masker dan kacamata saat berada di luar."
)


def test_what_happened_again_twenty_minutes_later_is_another_event() -> None:
    first = ERUPTION.format(at="06.10", height=400)
    assert not are_one(first, ERUPTION.format(at="06.30", height=600), apart=timedelta(minutes=20))
    assert are_one(first, ERUPTION.format(at="06.12", height=500), apart=timedelta(minutes=20))


METHOD = (
    "Tim pemeriksa menelusuri klaim itu lewat pencarian gambar terbalik, membandingkannya dengan pemberitaan"
    " media arus utama, lalu meminta tanggapan pihak terkait. Setiap kesimpulan ditinjau dua penyunting"
    " sebelum terbit.\n\n"
    "Hasil pemeriksaan dibagi menjadi benar, sebagian benar, menyesatkan, dan salah. Pembaca dapat"
    " mengirimkan klaim yang ingin diperiksa lewat surat elektronik redaksi Cek Fakta, dan jawaban dikirim"
    " dalam 3 hari kerja."
)


def test_what_an_office_says_of_itself_each_time_makes_no_near_duplicate() -> None:
    one = (
        "Video berdurasi 20 detik yang beredar di Facebook menyebut bendungan di Kudus jebol pada 2021."
        f" Klaim itu salah, karena gambarnya berasal dari Thailand.\n\n{METHOD}"
    )
    other = (
        "Pesan berantai di Telegram menjanjikan bantuan Rp600.000 bagi warga yang mendaftar ke 2 kementerian."
        f" Klaim itu salah, dan tautannya mencuri data.\n\n{METHOD}"
    )
    assert not are_one(one, other, apart=timedelta(days=1))
    assert are_one(
        one, one.replace("Video berdurasi 20 detik yang beredar", "Sebuah video 20 detik yang menyebar")
    )


def test_two_texts_with_hardly_a_fact_are_one_only_if_nearly_all_is_the_same() -> None:
    recipe = (
        "siapkan {meat} yang sudah dipotong kecil, lalu tumis bumbu halus sampai harum. masukkan santan"
        " encer, aduk perlahan supaya tidak pecah, dan biarkan mendidih di atas api sedang. tambahkan garam"
        " serta gula merah secukupnya, kemudian masak {meat} hingga empuk dan kuah mengental. sajikan hangat"
        " bersama nasi putih."
    )
    assert not are_one(recipe.format(meat="daging sapi"), recipe.format(meat="ayam kampung muda"))
    assert are_one(recipe.format(meat="daging sapi"), recipe.format(meat="daging sapi"))


def test_signs_that_only_look_like_figures_are_words() -> None:
    text = "Acara dimulai jam {} di Balai Kota, kata Rahmat Hidayat. Warga datang pukul {} bersama anak."
    assert not are_one(text.format("①", "²") + " " + "9" * 5000, BRIDGE)
    assert Story.of(text.format("①", "²"), NOON).clocks_at == {}


def test_a_line_of_dots_is_read_as_quickly_as_words() -> None:
    dots = "." * 100_000
    assert Story.of(f"{BRIDGE}\n{dots}", NOON).printed == Story.of(BRIDGE, NOON).printed
