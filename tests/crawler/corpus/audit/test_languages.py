"""The language of a text, by its small words."""

from __future__ import annotations

import pytest

from crawler.corpus.audit.languages import tell

TEXTS = {
    "id": "Pemerintah akan membangun jalan baru di kabupaten itu karena warga tidak bisa ke kota ketika"
    " hujan, kata bupati pada Senin. Ia mengatakan bahwa proyek tersebut sudah dimulai.",
    "ms": "Polis menahan tiga lelaki selepas mereka dipercayai terlibat dalam kes rompakan di sebuah kedai"
    " emas semalam. Menurutnya, siasatan masih dijalankan kerana seorang lagi rakan mereka bebas. Hospital"
    " baharu itu akan siap pada bulan Julai.",
    "ms economy": "Harga minyak petrol RON95 akan turun sebanyak lima sen seliter bermula tengah malam ini."
    " Kerajaan berkata penurunan itu bagi membantu rakyat menghadapi kos sara hidup yang semakin tinggi.",
    "ms sport": "Pasukan bola sepak negara tewas 0-2 kepada Thailand dalam perlawanan separuh akhir di"
    " Stadium Nasional malam tadi. Jurulatih berkata pemain tidak bermain seperti yang dirancang.",
    "jv": "Pamarentah Kabupaten Bantul bakal mbangun pasar anyar ing Kecamatan Kasihan. Bupati ngandharake"
    " yen pasar kasebut bisa dienggo dening para bakul cilik sing sasuwene iki dodolan ing pinggir dalan.",
    "jv krama": "Wonten ing acara punika, para tamu saking kutha sanes ugi rawuh kangge mirsani pagelaran"
    " wayang kulit ingkang dipun gelar wonten ing alun-alun. Bapak Bupati ngaturaken agunging panuwun"
    " dhateng warga.",
    "jv banyumasan": "Inyong karo kanca-kanca lagi pada mangan mendoan nang pinggir kali. Wong desa kene"
    " pancen seneng ngumpul nek wayah sore. Jere Pak Lurah, dalane arep didandani wulan ngarep.",
    "su": "Warga lembur Cibeureum ngalaksanakeun hajat lembur dina poe Minggu. Acara eta dihadiran ku"
    " sababaraha pajabat ti kacamatan jeung desa. Ceuk kapala desa, kagiatan ieu geus jadi tradisi anu"
    " dilaksanakeun.",
    "su é": "Pamaréntah Kota Bandung baris ngawangun taman anyar. Walikota nyebutkeun yén éta taman bisa"
    " dipaké ku warga pikeun ulin jeung olahraga. Warga bungah lantaran teu kudu jauh-jauh deui.",
    "min": "Urang kampuang sanang bana jo jalan baru nan alah salasai dibangun pamarintah. Dulu urang harus"
    " bajalan kaki sajam untuak pai ka pasa, kini bisa naiak oto. Inyo baharok jalan tu bisa mambantu urang.",
    "ban": "Krama banjar sane magenah ring wewidangan desa punika ngelaksanayang upacara rikala rahina"
    " Purnama. Upacara puniki kawentenang antuk krama desa adat miwah kapuput olih ida pedanda.",
    "en": "The government will build a new hospital in the district to serve the growing population, the"
    " minister said on Monday. He said the project would cost more than 120 million rupiah.",
    "nl": "De regering heeft maandag besloten om een nieuw ziekenhuis te bouwen in de stad. Volgens de"
    " minister is het project nodig omdat er niet genoeg bedden zijn.",
    "und-Arab": "قال الرئيس إن الحكومة ستبني مستشفى جديدا في المدينة لخدمة السكان الذين يزداد عددهم كل عام",
    "zh": "总统周一表示政府将在该市建设一所新医院以满足不断增长的人口需求该项目预计将于明年年底完工",
}


@pytest.mark.parametrize("name", TEXTS)
def test_a_language_is_told(name: str) -> None:
    told = tell(TEXTS[name])
    assert told.language == name.partition(" ")[0]
    assert name == "id" or "id" in told.beaten


@pytest.mark.parametrize(
    "text",
    [
        "Persib menang 2-1 atas Persija. Gol dicetak Ezechiel menit 12 dan 45. Susunan pemain: Natshir,"
        " Supardi, Malisic, Igbonefo, Ardi Idrus, Hariono, Dedi, Febri, Ghozali, Atep.",
        "Kuala Lumpur akan melarang sedotan plastik di warung makan mulai tahun depan. Polis Diraja"
        " Malaysia dan Dewan Bandaraya akan mengawasi. Kerajaan Malaysia berharap warga mendukung.",
        "“Aja dumeh,” kata Ki Manteb. Pesan itu berarti jangan sombong. Dalang itu menutup pentas dengan"
        " tembang yang dikenal semua orang: “Lir-ilir, lir-ilir, tandure wus sumilir.” Penonton di"
        " alun-alun bertepuk tangan, dan pentas yang dimulai sejak sore itu selesai menjelang pagi.",
    ],
)
def test_an_indonesian_text_with_foreign_words_stays_indonesian(text: str) -> None:
    told = tell(text)
    assert told.language in ("", "id") or "id" not in told.beaten


def test_a_malay_sentence_that_could_be_indonesian_is_not_told_from_it() -> None:
    told = tell(
        "Mereka akan datang ke rumah itu untuk makan dan minum dengan semua orang di kampung yang ada."
    )
    assert "ms" not in told.beaten and "id" not in told.beaten


def test_a_few_words_tell_nothing() -> None:
    assert tell("The president of Indonesia").language == ""
