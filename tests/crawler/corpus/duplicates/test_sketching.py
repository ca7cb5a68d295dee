"""Sketches: the numbers by which texts are found that share passages."""

from __future__ import annotations

from zlib import crc32

import pytest

from crawler.corpus.duplicates.sketching import FEWEST, SCHEME, Sketch, is_candidate, lower_first_letters

BRIDGE = (
    "Jembatan gantung di Desa Sukamaju, Kecamatan Cigombong, putus diterjang arus Sungai Cisadane pada Senin"
    " malam. Tiga warga yang sedang menyeberang selamat, kata Kepala Desa Rahmat Hidayat.\n\n"
    "Rahmat mengatakan jembatan sepanjang 45 meter itu dibangun warga pada 2009 dengan biaya Rp120 juta."
    " Pemerintah Kabupaten Bogor akan mengirim perahu karet sampai jembatan selesai diperbaiki.\n\n"
    "Anak sekolah dari Kampung Pasir Jambu kini harus memutar sejauh 6 kilometer lewat Kecamatan Caringin,"
    " kata guru SD Negeri Sukamaju, Euis Komariah."
)
HARVEST = (
    "Petani bawang merah di Kabupaten Brebes mulai memanen di tengah harga yang turun. Ketua Asosiasi Bawang"
    " Merah Juwari menyebut harga di tingkat petani Rp9.000 per kilogram.\n\n"
    "Di Pasar Klampok, pedagang dari Cirebon dan Jakarta membeli lebih sedikit, kata Juwari. Dinas Pertanian"
    " Jawa Tengah meminta Bulog menyerap sebagian panen dari Kecamatan Larangan dan Wanasari."
)
SYLLABLES = [
    a + b for a in ("an", "el", "ir", "os", "um") for b in ("dan", "kel", "mir", "pos", "tun", "gar")
]


@pytest.mark.parametrize(
    ("text", "runs", "pairs", "facts"),
    [
        ("", [], [], []),
        ("Banjir", [1143037751], [], []),
        ("Harga 12.500 naik", [1266047841, 1687934112], [], [1535014693]),
        (
            "Gubernur Maluku Murad Ismail melantik 12 pejabat di Ambon.",
            [
                -2064998916,
                -1346168339,
                -306826443,
                -165816065,
                -162010532,
                694044899,
                929504048,
                1149943416,
                1745257951,
            ],
            [-974166391, 17741182],
            [-1537853947, -816626483, -802613638, 439179222, 671130183],
        ),
        (
            "Ia mengatakan harga cabai turun karena panen raya.",
            [-1473675250, -1200844081, 207023916, 749831776, 1637451635, 1706780829],
            [],
            [],
        ),
        (
            "Çankaya’da İstanbul – Ankara yolu",
            [-1991847070, 9276223, 447568190],
            [1182160927],
            [653451121, 1457926111],
        ),
        ("بغداد هي عاصمة العراق وأكبر مدنه", [-1603686412, -5414776, 909695938, 1691727607], [], []),
    ],
    ids=["empty", "one word", "a figure", "names", "no facts", "other letters", "no capitals"],
)
def test_a_text_gives_the_sketch_that_was_stored_under_this_scheme(
    text: str, runs: list[int], pairs: list[int], facts: list[int]
) -> None:
    assert SCHEME == 1, (
        "whoever changes what comes out raises SCHEME, and writes down here what comes out then"
    )
    assert Sketch.of(text) == Sketch(runs, pairs, facts)


def test_a_sketch_is_stored_in_the_bytes_that_were_stored_under_this_scheme() -> None:
    sketch = Sketch([-(2**31), 1], [7], [2**31 - 1])
    packed = "0200000001000000000000800100000007000000ffffff7f"
    assert sketch.pack().hex() == packed
    assert Sketch.unpack(bytes.fromhex(packed)) == sketch
    assert Sketch.unpack(Sketch.of("").pack()) == Sketch([], [], [])
    assert crc32(Sketch.of(BRIDGE).pack()) == 1276823942


def test_case_punctuation_and_figures_beside_names_make_no_difference() -> None:
    edited = BRIDGE.replace("45", "1.450").replace("Rp120", "Rp95,5").replace(" pada ", ", pada ")
    assert Sketch.of(edited).values == Sketch.of(BRIDGE).values


def test_a_part_of_a_text_is_a_candidate_for_all_of_it() -> None:
    whole = Sketch.of(f"{BRIDGE}\n\n{HARVEST}")
    for part in (Sketch.of(BRIDGE), Sketch.of(HARVEST), Sketch.of(BRIDGE.split("\n\n")[2])):
        assert is_candidate(whole, part)
        assert is_candidate(part, whole)


def test_a_text_of_which_every_sentence_is_reworded_is_a_candidate() -> None:
    reworded = (
        "Arus Sungai Cisadane memutus jembatan gantung Desa Sukamaju di Kecamatan Cigombong, Senin malam."
        " Kepala Desa Rahmat Hidayat menyatakan tiga warga dapat diselamatkan.\n\nWarga membangunnya pada"
        " 2009 sepanjang 45 meter dan menghabiskan Rp120 juta, tutur Rahmat. Perahu karet disiapkan"
        " Pemerintah Kabupaten Bogor.\n\nMenurut Euis Komariah dari SD Negeri Sukamaju, murid asal Kampung"
        " Pasir Jambu menempuh 6 kilometer lebih jauh."
    )
    one, other = Sketch.of(BRIDGE), Sketch.of(reworded)
    assert len({*one.pairs} & {*other.pairs}) > len({*one.runs} & {*other.runs})
    assert is_candidate(one, other)


def test_two_matters_are_no_candidates() -> None:
    one, other = Sketch.of(BRIDGE), Sketch.of(HARVEST)
    assert not is_candidate(one, other)
    assert not is_candidate(one, Sketch.of(""))


def test_a_template_with_other_names_is_no_candidate() -> None:
    filled = [
        f"Badan Meteorologi memperkirakan hujan ringan turun di {places} sejak siang. Suhu udara berkisar"
        f" antara {low} dan {high} derajat Celsius, kata prakirawan {name}. Angin bertiup pelan dari arah"
        f" {wind} ke {places}."
        for places, name, wind, low, high in (
            ("Kota Bandung, Cimahi, Lembang dan Sumedang", "Dewi Lestari", "Barat Daya", 22, 31),
            ("Kota Makassar, Maros, Gowa dan Takalar", "Andi Paturusi", "Tenggara", 24, 33),
        )
    ]
    one, other = map(Sketch.of, filled)
    assert not is_candidate(one, other)


def test_a_sketch_grows_with_a_long_text_alone() -> None:
    words = [f"kata {first}{second} Kota" for first in "bcdfghjklm" for second in SYLLABLES]
    sizes = [len(Sketch.of(" ".join(words[:number])).runs) for number in (20, 40, 80, 300)]
    assert sizes[:2] == [FEWEST, FEWEST]
    assert FEWEST < sizes[3] < 300 * 3 // 4


def test_capitals_are_those_of_names_alone() -> None:
    text = 'Harga naik. "Kami rugi," kata Budi: Ia menutup warung.\nPasar sepi'
    assert lower_first_letters(text) == 'harga naik. "kami rugi," kata Budi: ia menutup warung.\npasar sepi'
