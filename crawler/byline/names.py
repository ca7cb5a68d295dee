"""Names that help to tell a place from a publisher, and a publisher from a phrase."""

from __future__ import annotations

import re

from crawler.text import phrases, words

NEWS_NAMES = words(
    "telegraf antara ant kompas tempo detik detikcom detiknews republika liputan6 tribun tribunnews "
    "jpnn sindo sindonews okezone viva vivanews merdeka suara kumparan tirto bisnis kontan katadata "
    "medcom metrotvnews inilah inilahcom beritasatu cnn bbc voa dw reuters rtr afp ap epa upi tass ria "
    "xinhua bernama kyodo anadolu dpa efe ansa pti ist istimewa getty bloomberg aljazeera rmol solopos "
    "wartakota harianjogja pikiranrakyat poskota mediaindonesia beritajatim idntimes jawapos radar "
    "gatra republikaonline rol nytimes guardian wsj axios politico shutterstock istockphoto istock "
    "pixabay unsplash pexels wikimedia imago alamy pa zuma sipa picture-alliance"
)
"""First words of news organisations and picture agencies, lower case."""

_PLACES = phrases(
    "jakarta, jakarta pusat, jakarta selatan, jakarta timur, jakarta barat, jakarta utara, bogor, "
    "depok, tangerang, tangerang selatan, bekasi, cikarang, bandung, bandung barat, cimahi, cianjur, "
    "sukabumi, garut, tasikmalaya, ciamis, cirebon, indramayu, majalengka, kuningan, sumedang, subang, "
    "purwakarta, karawang, serang, cilegon, pandeglang, lebak, semarang, solo, surakarta, sukoharjo, "
    "klaten, boyolali, sragen, karanganyar, wonogiri, salatiga, magelang, temanggung, wonosobo, "
    "banjarnegara, purbalingga, banyumas, purwokerto, cilacap, kebumen, purworejo, kendal, batang, "
    "pekalongan, pemalang, tegal, brebes, demak, kudus, jepara, pati, rembang, blora, grobogan, "
    "yogyakarta, jogja, sleman, bantul, gunungkidul, kulon progo, surabaya, sidoarjo, gresik, lamongan, "
    "tuban, bojonegoro, mojokerto, jombang, nganjuk, madiun, magetan, ngawi, ponorogo, pacitan, "
    "trenggalek, tulungagung, blitar, kediri, malang, batu, pasuruan, probolinggo, lumajang, jember, "
    "bondowoso, situbondo, banyuwangi, bangkalan, sampang, pamekasan, sumenep, denpasar, badung, "
    "gianyar, ubud, kuta, nusa dua, mataram, lombok, kupang, labuan bajo, ende, maumere, medan, deli "
    "serdang, binjai, pematangsiantar, banda aceh, lhokseumawe, padang, bukittinggi, pekanbaru, dumai, "
    "batam, tanjungpinang, tanjung pinang, karimun, jambi, palembang, bengkulu, bandar lampung, "
    "bandarlampung, pangkalpinang, pangkal pinang, pontianak, singkawang, palangkaraya, palangka raya, "
    "banjarmasin, banjarbaru, samarinda, balikpapan, bontang, tarakan, tanjung selor, nusantara, "
    "makassar, gowa, maros, parepare, palopo, manado, bitung, gorontalo, palu, kendari, mamuju, ambon, "
    "ternate, sofifi, jayapura, merauke, timika, sorong, manokwari, wamena, nabire, indonesia, "
    "malaysia, singapura, thailand, vietnam, filipina, myanmar, kamboja, laos, brunei, timor leste, "
    "china, tiongkok, jepang, korea selatan, korea utara, india, pakistan, afghanistan, iran, irak, "
    "suriah, israel, palestina, yordania, lebanon, arab saudi, yaman, turki, mesir, libya, rusia, "
    "ukraina, inggris, prancis, jerman, italia, spanyol, portugal, belanda, belgia, swiss, austria, "
    "polandia, swedia, norwegia, denmark, yunani, amerika serikat, as, kanada, meksiko, brasil, "
    "argentina, chile, kolombia, venezuela, australia, selandia baru, papua nugini, afrika selatan, "
    "nigeria, kenya, kuala lumpur, putrajaya, singapore, bangkok, hanoi, manila, yangon, naypyidaw, "
    "phnom penh, vientiane, bandar seri begawan, dili, beijing, shanghai, hong kong, hongkong, taipei, "
    "tokyo, osaka, seoul, pyongyang, new delhi, mumbai, islamabad, kabul, teheran, tehran, baghdad, "
    "damaskus, aleppo, beirut, yerusalem, jerusalem, tel aviv, gaza, ramallah, amman, riyadh, jeddah, "
    "mekah, makkah, madinah, dubai, abu dhabi, doha, ankara, istanbul, kairo, cairo, tripoli, moskow, "
    "moscow, kiev, kyiv, london, manchester, liverpool, paris, berlin, munich, frankfurt, roma, rome, "
    "milan, madrid, barcelona, lisbon, amsterdam, den haag, brussel, brussels, jenewa, geneva, zurich, "
    "wina, vienna, warsawa, stockholm, oslo, kopenhagen, athena, athens, washington, washington dc, new "
    "york, los angeles, chicago, houston, boston, san francisco, ottawa, toronto, mexico city, rio de "
    "janeiro, sao paulo, buenos aires, santiago, bogota, caracas, havana, canberra, sydney, melbourne, "
    "perth, wellington, port moresby, cape town, johannesburg, nairobi, lagos, davos, vatikan, "
    "pangandaran, banjar, wonosari, wates, ungaran, muntilan, mungkid, slawi, kajen, purwodadi, kepanjen, "
    "lasem, cepu, ambarawa, kartasura, kepulauan seribu, tabanan, buleleng, singaraja, bangli, "
    "karangasem, klungkung, jembrana, dompu, sumbawa, sumbawa barat, lombok barat, lombok timur, lombok "
    "tengah, lombok utara, atambua, belu, alor, flores timur, larantuka, lembata, sikka, ngada, bajawa, "
    "nagekeo, manggarai, manggarai barat, manggarai timur, ruteng, sumba barat, sumba timur, sumba "
    "tengah, sumba barat daya, waingapu, waikabubak, rote ndao, sabu raijua, timor tengah selatan, timor "
    "tengah utara, kefamenanu, karo, kabanjahe, langkat, stabat, asahan, kisaran, labuhanbatu, "
    "rantauprapat, dairi, sidikalang, tapanuli utara, tapanuli tengah, tapanuli selatan, tarutung, "
    "sibolga, toba, samosir, simalungun, padangsidimpuan, padang sidempuan, mandailing natal, nias, "
    "gunungsitoli, tebing tinggi, tanjungbalai, tanjung balai, serdang bedagai, humbang hasundutan, batu "
    "bara, sabang, meulaboh, langsa, subulussalam, aceh besar, aceh utara, aceh timur, aceh barat, aceh "
    "barat daya, aceh selatan, aceh tengah, aceh tenggara, aceh tamiang, aceh singkil, aceh jaya, bener "
    "meriah, takengon, pidie, pidie jaya, bireuen, gayo lues, nagan raya, simeulue, agam, payakumbuh, "
    "pariaman, padang pariaman, padang panjang, solok, sawahlunto, sijunjung, dharmasraya, tanah datar, "
    "pesisir selatan, pasaman, pasaman barat, lima puluh kota, kepulauan mentawai, kampar, bangkinang, "
    "siak, bengkalis, indragiri hilir, indragiri hulu, tembilahan, rengat, pelalawan, rokan hulu, rokan "
    "hilir, kuantan singingi, kepulauan meranti, bintan, lingga, natuna, anambas, batanghari, bungo, "
    "muara bungo, muaro jambi, merangin, sarolangun, tebo, kerinci, sungai penuh, tanjung jabung barat, "
    "tanjung jabung timur, prabumulih, lubuklinggau, pagar alam, ogan ilir, ogan komering ilir, ogan "
    "komering ulu, baturaja, musi banyuasin, musi rawas, muara enim, lahat, banyuasin, empat lawang, "
    "curup, rejang lebong, kepahiang, bengkulu utara, bengkulu tengah, bengkulu selatan, mukomuko, "
    "seluma, pringsewu, pesawaran, tanggamus, lampung tengah, lampung selatan, lampung utara, lampung "
    "timur, lampung barat, way kanan, tulang bawang, kalianda, mesuji, pesisir barat, belitung, belitung "
    "timur, tanjung pandan, tanjungpandan, bangka, sungailiat, bangka tengah, bangka selatan, bangka "
    "barat, mempawah, sambas, sanggau, sintang, kapuas hulu, putussibau, ketapang, kubu raya, landak, "
    "bengkayang, melawi, sekadau, kayong utara, sampit, kotawaringin timur, kotawaringin barat, pangkalan "
    "bun, kapuas, kuala kapuas, katingan, barito utara, barito selatan, barito timur, barito kuala, "
    "lamandau, seruyan, murung raya, pulang pisau, gunung mas, martapura, tanah laut, tanah bumbu, "
    "kotabaru, hulu sungai selatan, hulu sungai tengah, hulu sungai utara, amuntai, tabalong, balangan, "
    "tapin, kutai kartanegara, kutai timur, kutai barat, sangatta, tenggarong, berau, paser, penajam, "
    "penajam paser utara, nunukan, malinau, bulungan, minahasa, minahasa utara, minahasa selatan, "
    "minahasa tenggara, tomohon, kotamobagu, bolaang mongondow, talaud, bone, watampone, bulukumba, "
    "bantaeng, jeneponto, takalar, sinjai, soppeng, wajo, sengkang, sidrap, pinrang, enrekang, tana "
    "toraja, toraja utara, luwu, luwu utara, luwu timur, pangkep, barru, donggala, sigi, parigi moutong, "
    "poso, tolitoli, buol, morowali, banggai, luwuk, baubau, konawe, konawe selatan, konawe utara, "
    "kolaka, buton, wakatobi, bombana, polewali, polewali mandar, majene, mamasa, pasangkayu, pohuwato, "
    "bone bolango, tual, maluku tengah, masohi, maluku tenggara, seram bagian barat, seram bagian timur, "
    "kepulauan aru, tidore, halmahera utara, halmahera selatan, halmahera barat, halmahera timur, "
    "halmahera tengah, tobelo, biak, biak numfor, serui, mimika, jayawijaya, sentani, keerom, sarmi, "
    "boven digoel, asmat, mappi, yahukimo, fakfak, kaimana, raja ampat, teluk bintuni, teluk wondama, "
    "toba samosir, nias selatan, pakpak bharat, padang lawas utara, padang lawas, labuhanbatu selatan, "
    "labuhanbatu utara, nias utara, nias barat, solok selatan, kaur, lebong, musi rawas utara, penukal "
    "abab lematang ilir, ogan komering ulu timur, ogan komering ulu selatan, lubuk linggau, muko muko, "
    "tulang bawang barat, kepulauan anambas, bima, malaka, sukamara, mahakam ulu, tana tidung, kepulauan "
    "sangihe, kepulauan talaud, bolaang mongondow utara, kepulauan siau tagulandang biaro, sitaro, "
    "sangihe, bolaang mongondow timur, bolaang mongondow selatan, banggai kepulauan, tojo una-una, "
    "banggai laut, morowali utara, kepulauan selayar, selayar, pangkajene dan kepulauan, sidenreng "
    "rappang, pare-pare, muna, kolaka utara, buton utara, kolaka timur, konawe kepulauan, muna barat, "
    "buton tengah, buton selatan, bau-bau, boalemo, gorontalo utara, mamuju tengah, kepulauan tanimbar, "
    "maluku barat daya, buru selatan, kepulauan sula, pulau morotai, morotai, pulau taliabu, tidore "
    "kepulauan, kepulauan yapen, puncak jaya, paniai, pegunungan bintang, tolikara, waropen, supiori, "
    "mamberamo raya, mamberamo tengah, yalimo, lanny jaya, nduga, puncak, dogiyai, intan jaya, deiyai, "
    "sorong selatan, tambrauw, maybrat, manokwari selatan, pegunungan arfak, gunung kidul, kulonprogo, "
    "toli-toli, pematang siantar, sungai liat"
)
"""Places of datelines, lower case: Indonesian cities and regencies, countries, capitals.

Not all of them: Metro and Buru are also words, and Metro is also a name of newspapers.
"""

_PROVINCES = phrases(
    "aceh, sumatera utara, sumatera barat, sumatera selatan, sumatra utara, sumatra barat, sumatra "
    "selatan, riau, kepulauan riau, kepulauan bangka belitung, bangka belitung, lampung, banten, dki "
    "jakarta, jawa barat, jawa tengah, jawa timur, daerah istimewa yogyakarta, di yogyakarta, diy, bali, "
    "nusa tenggara barat, nusa tenggara timur, ntb, ntt, kalimantan barat, kalimantan tengah, kalimantan "
    "selatan, kalimantan timur, kalimantan utara, sulawesi utara, sulawesi tengah, sulawesi selatan, "
    "sulawesi tenggara, sulawesi barat, maluku, maluku utara, papua, papua barat, papua selatan, papua "
    "tengah, papua pegunungan, papua barat daya"
)
"""Provinces of Indonesia, lower case: they follow a place (``Rembang, Jawa Tengah``)."""

_DAY_OR_MONTH = re.compile(
    r"(?:senin|selasa|rabu|kamis|jum.?at|sabtu|minggu|ahad|januari|februari|maret|april|mei|juni|juli|agustus"
    r"|september|oktober|november|desember|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b",
    re.IGNORECASE,
)

_DOMAIN = re.compile(r"[\w-]{1,40}\.(?:com|co\.id|id|net|org|co|news|tv)\b", re.IGNORECASE)


def is_news_name(name: str) -> bool:
    """Say whether a name is, or starts with, the name of a news organisation or picture agency.

    >>> is_news_name("ANTARA FOTO/Galih Pradipta"), is_news_name("TEMPO.CO"), is_news_name("Humas")
    (True, True, False)
    """
    first = re.split(r"[\s/,.:&@()-]", name.strip().casefold(), maxsplit=1)[0]
    return first in NEWS_NAMES or _DOMAIN.match(name) is not None


def is_place(name: str) -> bool:
    """Say whether a name is a place known to this module."""
    return name.strip().casefold() in _PLACES


def is_region(name: str) -> bool:
    """Say whether a name is a place or a province known to this module."""
    return name.casefold() in _PROVINCES or is_place(name)


def starts_with_region(text: str) -> bool:
    """Say whether a text starts with a place or a province known to this module.

    >>> starts_with_region("Jawa Tengah dilanda banjir"), starts_with_region("Wali Kota Solo tiba")
    (True, False)
    """
    found = [word.strip(",.").casefold() for word in text.split(maxsplit=3)[:3]]
    starts = (" ".join(found[:length]) for length in range(1, len(found) + 1))
    return any(start in _PLACES or start in _PROVINCES for start in starts)


def is_day(name: str) -> bool:
    """Say whether a name starts with a weekday or a month: ``Jakarta, Senin –`` does not name a publisher."""
    return _DAY_OR_MONTH.match(name) is not None
