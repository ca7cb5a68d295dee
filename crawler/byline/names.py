"""Names that tell a place from a publisher, and a publisher from a phrase."""

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
    "perth, wellington, port moresby, cape town, johannesburg, nairobi, lagos, davos, vatikan"
)
"""Places of datelines, lower case: Indonesian cities and regencies, countries, capitals."""

_DAY_OR_MONTH = re.compile(
    r"(?:senin|selasa|rabu|kamis|jum.?at|sabtu|minggu|ahad|januari|februari|maret|april|mei|juni|juli|agustus"
    r"|september|oktober|november|desember|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b",
    re.IGNORECASE,
)

_DOMAIN = re.compile(r"[\w-]{1,40}\.(?:com|co\.id|id|net|org|co|news|tv)\b", re.IGNORECASE)


def is_news_name(name: str) -> bool:
    """Say whether a name is, or starts with, that of a news organisation or picture agency.

    >>> is_news_name("ANTARA FOTO/Galih Pradipta"), is_news_name("TEMPO.CO"), is_news_name("Humas")
    (True, True, False)
    """
    first = re.split(r"[\s/,.:&@()-]", name.strip().casefold(), maxsplit=1)[0]
    return first in NEWS_NAMES or _DOMAIN.match(name) is not None


def is_place(name: str) -> bool:
    """Say whether a name is that of a place known to this module."""
    return name.strip().casefold() in _PLACES


def is_day(name: str) -> bool:
    """Say whether a name starts with a weekday or a month: ``Jakarta, Senin –`` names no publisher."""
    return _DAY_OR_MONTH.match(name) is not None
