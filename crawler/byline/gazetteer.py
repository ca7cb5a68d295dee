"""Names of places, as data: where a story may have been written.

All names are in lower case, without "kabupaten" and "kota".
"""

from __future__ import annotations

from crawler.text import phrases

INDONESIA = {
    "aceh": "aceh selatan, aceh tenggara, aceh timur, aceh tengah, aceh barat, aceh besar, pidie, aceh "
    "utara, simeulue, aceh singkil, bireuen, aceh barat daya, gayo lues, aceh jaya, nagan raya, aceh "
    "tamiang, bener meriah, pidie jaya, banda aceh, sabang, lhokseumawe, langsa, subulussalam",
    "sumatera utara": "tapanuli tengah, tapanuli utara, tapanuli selatan, nias, langkat, karo, deli "
    "serdang, simalungun, asahan, labuhanbatu, dairi, toba, mandailing natal, nias selatan, pakpak "
    "bharat, humbang hasundutan, samosir, serdang bedagai, batu bara, padang lawas utara, padang lawas, "
    "labuhanbatu selatan, labuhanbatu utara, nias utara, nias barat, medan, pematangsiantar, sibolga, "
    "tanjungbalai, binjai, tebing tinggi, padangsidimpuan, gunungsitoli",
    "sumatera barat": "pesisir selatan, solok, sijunjung, tanah datar, padang pariaman, agam, lima "
    "puluh kota, pasaman, kepulauan mentawai, dharmasraya, solok selatan, pasaman barat, padang, "
    "sawahlunto, padang panjang, bukittinggi, payakumbuh, pariaman",
    "riau": "kampar, indragiri hulu, bengkalis, indragiri hilir, pelalawan, rokan hulu, rokan hilir, "
    "siak, kuantan singingi, kepulauan meranti, pekanbaru, dumai",
    "jambi": "kerinci, merangin, sarolangun, batanghari, muaro jambi, tanjung jabung barat, tanjung "
    "jabung timur, bungo, tebo, jambi, sungai penuh",
    "sumatera selatan": "ogan komering ulu, ogan komering ilir, muara enim, lahat, musi rawas, musi "
    "banyuasin, banyuasin, ogan komering ulu timur, ogan komering ulu selatan, ogan ilir, empat lawang, "
    "penukal abab lematang ilir, musi rawas utara, palembang, pagar alam, lubuk linggau, prabumulih",
    "bengkulu": "bengkulu selatan, rejang lebong, bengkulu utara, kaur, seluma, mukomuko, lebong, "
    "kepahiang, bengkulu tengah, bengkulu",
    "lampung": "lampung selatan, lampung tengah, lampung utara, lampung barat, tulang bawang, "
    "tanggamus, lampung timur, way kanan, pesawaran, pringsewu, mesuji, tulang bawang barat, pesisir "
    "barat, bandar lampung, metro",
    "kepulauan bangka belitung": "bangka, belitung, bangka selatan, bangka tengah, bangka barat, "
    "belitung timur, pangkal pinang",
    "kepulauan riau": "bintan, karimun, natuna, lingga, kepulauan anambas, batam, tanjung pinang",
    "dki jakarta": "kepulauan seribu, jakarta pusat, jakarta utara, jakarta barat, jakarta selatan, "
    "jakarta timur",
    "jawa barat": "bogor, sukabumi, cianjur, bandung, garut, tasikmalaya, ciamis, kuningan, cirebon, "
    "majalengka, sumedang, indramayu, subang, purwakarta, karawang, bekasi, bandung barat, pangandaran, "
    "depok, cimahi, banjar",
    "jawa tengah": "cilacap, banyumas, purbalingga, banjarnegara, kebumen, purworejo, wonosobo, "
    "magelang, boyolali, klaten, sukoharjo, wonogiri, karanganyar, sragen, grobogan, blora, rembang, "
    "pati, kudus, jepara, demak, semarang, temanggung, kendal, batang, pekalongan, pemalang, tegal, "
    "brebes, surakarta, salatiga",
    "daerah istimewa yogyakarta": "kulon progo, bantul, gunungkidul, sleman, yogyakarta",
    "jawa timur": "pacitan, ponorogo, trenggalek, tulungagung, blitar, kediri, malang, lumajang, "
    "jember, banyuwangi, bondowoso, situbondo, probolinggo, pasuruan, sidoarjo, mojokerto, jombang, "
    "nganjuk, madiun, magetan, ngawi, bojonegoro, tuban, lamongan, gresik, bangkalan, sampang, "
    "pamekasan, sumenep, surabaya, batu",
    "banten": "pandeglang, lebak, tangerang, serang, cilegon, tangerang selatan",
    "bali": "jembrana, tabanan, badung, gianyar, klungkung, bangli, karangasem, buleleng, denpasar",
    "nusa tenggara barat": "lombok barat, lombok tengah, lombok timur, sumbawa, dompu, bima, sumbawa "
    "barat, lombok utara, mataram",
    "nusa tenggara timur": "kupang, timor tengah selatan, timor tengah utara, belu, alor, flores timur, "
    "sikka, ende, ngada, manggarai, sumba timur, sumba barat, lembata, rote ndao, manggarai barat, "
    "nagekeo, sumba tengah, sumba barat daya, manggarai timur, sabu raijua, malaka",
    "kalimantan barat": "sambas, mempawah, sanggau, ketapang, sintang, kapuas hulu, bengkayang, landak, "
    "sekadau, melawi, kayong utara, kubu raya, pontianak, singkawang",
    "kalimantan tengah": "kotawaringin barat, kotawaringin timur, kapuas, barito selatan, barito utara, "
    "katingan, seruyan, sukamara, lamandau, gunung mas, pulang pisau, murung raya, barito timur, "
    "palangka raya",
    "kalimantan selatan": "tanah laut, kotabaru, banjar, barito kuala, tapin, hulu sungai selatan, hulu "
    "sungai tengah, hulu sungai utara, tabalong, tanah bumbu, balangan, banjarmasin, banjarbaru",
    "kalimantan timur": "paser, kutai kartanegara, berau, kutai barat, kutai timur, penajam paser "
    "utara, mahakam ulu, balikpapan, samarinda, bontang",
    "kalimantan utara": "bulungan, malinau, nunukan, tana tidung, tarakan",
    "sulawesi utara": "bolaang mongondow, minahasa, kepulauan sangihe, kepulauan talaud, minahasa "
    "selatan, minahasa utara, minahasa tenggara, bolaang mongondow utara, kepulauan siau tagulandang "
    "biaro, bolaang mongondow timur, bolaang mongondow selatan, manado, bitung, tomohon, kotamobagu",
    "sulawesi tengah": "banggai, poso, donggala, tolitoli, buol, morowali, banggai kepulauan, parigi "
    "moutong, tojo una-una, sigi, banggai laut, morowali utara, palu",
    "sulawesi selatan": "kepulauan selayar, bulukumba, bantaeng, jeneponto, takalar, gowa, sinjai, "
    "bone, maros, pangkajene dan kepulauan, barru, soppeng, wajo, sidenreng rappang, pinrang, enrekang, "
    "luwu, tana toraja, luwu utara, luwu timur, toraja utara, makassar, parepare, palopo",
    "sulawesi tenggara": "kolaka, konawe, muna, buton, konawe selatan, bombana, wakatobi, kolaka utara, "
    "konawe utara, buton utara, kolaka timur, konawe kepulauan, muna barat, buton tengah, buton "
    "selatan, kendari, baubau",
    "gorontalo": "gorontalo, boalemo, bone bolango, pohuwato, gorontalo utara",
    "sulawesi barat": "pasangkayu, mamuju, mamasa, polewali mandar, majene, mamuju tengah",
    "maluku": "maluku tengah, maluku tenggara, kepulauan tanimbar, buru, seram bagian timur, seram "
    "bagian barat, kepulauan aru, maluku barat daya, buru selatan, ambon, tual",
    "maluku utara": "halmahera barat, halmahera tengah, halmahera utara, halmahera selatan, kepulauan "
    "sula, halmahera timur, pulau morotai, pulau taliabu, ternate, tidore kepulauan",
    "papua": "jayapura, kepulauan yapen, biak numfor, sarmi, keerom, waropen, supiori, mamberamo raya",
    "papua barat": "manokwari, fakfak, teluk bintuni, teluk wondama, kaimana, manokwari selatan, "
    "pegunungan arfak",
    "papua selatan": "merauke, boven digoel, mappi, asmat",
    "papua tengah": "nabire, puncak jaya, paniai, mimika, puncak, dogiyai, intan jaya, deiyai",
    "papua pegunungan": "jayawijaya, pegunungan bintang, yahukimo, tolikara, mamberamo tengah, yalimo, "
    "lanny jaya, nduga",
    "papua barat daya": "sorong, sorong selatan, raja ampat, tambrauw, maybrat",
}
"""The 38 provinces -> their regencies and cities: Keputusan Menteri Dalam Negeri 100.1.1-6117 of 2022.

Its 416 regencies and 98 cities are 489 names: 25 regencies share theirs with the city inside them.
"""

OTHER_SPELLINGS = (
    "jakarta, di yogyakarta, diy, dki, bangka belitung, babel, kepri, sumatra utara, sumatra barat, "
    "sumatra selatan, sumut, sumbar, sumsel, jabar, jateng, jatim, ntb, ntt, kalbar, kalteng, kalsel, "
    "kaltim, kaltara, sulut, sulteng, sulsel, sultra, sulbar, malut"
)
"""Provinces as newspapers also print them."""

SEATS_AND_TOWNS = (
    "jakarta, jogja, yogya, solo, cikarang, purwokerto, ubud, kuta, nusa dua, lombok, labuan bajo, maumere, "
    "bandarlampung, tanjungpinang, pangkalpinang, palangkaraya, tanjung selor, nusantara, sofifi, "
    "timika, wamena, wonosari, wates, ungaran, muntilan, mungkid, slawi, kajen, purwodadi, kepanjen, "
    "lasem, cepu, ambarawa, kartasura, singaraja, semarapura, amlapura, atambua, larantuka, bajawa, "
    "ruteng, waingapu, waikabubak, tambolaka, kefamenanu, kalabahi, lewoleba, mbay, ba'a, betun, "
    "kabanjahe, stabat, kisaran, rantauprapat, sidikalang, tarutung, padang sidempuan, tanjung balai, "
    "pematang siantar, lubuk pakam, balige, pangururan, panyabungan, doloksanggul, sei rampah, "
    "meulaboh, takengon, sigli, lhoksukon, kutacane, blangpidie, tapaktuan, calang, blangkejeren, "
    "painan, lubuk sikaping, simpang empat, batusangkar, lubuk basung, tuapejat, bangkinang, "
    "tembilahan, rengat, pangkalan kerinci, pasir pengaraian, bagansiapiapi, ujung teluk kuantan, "
    "selatpanjang, anambas, tarempa, ranai, muara bungo, bangko, muara bulian, sengeti, kuala tungkal, "
    "muara sabak, lubuklinggau, pagaralam, baturaja, kayu agung, kayuagung, sekayu, indralaya, "
    "martapura, muaradua, tebing tinggi, pangkalan balai, curup, arga makmur, argamakmur, muko muko, "
    "kalianda, gunung sugih, kotabumi, liwa, menggala, kota agung, sukadana, blambangan umpu, gedong "
    "tataan, krui, tanjung pandan, tanjungpandan, manggar, sungailiat, sungai liat, toboali, muntok, "
    "mentok, putussibau, ngabang, nanga pinoh, sungai raya, sampit, pangkalan bun, kuala kapuas, "
    "buntok, muara teweh, kasongan, kuala pembuang, nanga bulik, kuala kurun, puruk cahu, tamiang "
    "layang, amuntai, pelaihari, marabahan, kandangan, barabai, batulicin, paringin, sangatta, "
    "tenggarong, tanah grogot, tanjung redeb, sendawar, penajam, ujoh bilang, sepaku, tideng pale, "
    "tondano, tahuna, melonguane, amurang, airmadidi, ratahan, boroko, ondong, tutuyan, bolaang uki, "
    "talaud, sitaro, sangihe, selayar, watampone, sengkang, sidrap, pangkep, pare-pare, belopa, "
    "masamba, malili, makale, rantepao, sungguminasa, turikale, watansoppeng, luwuk, toli-toli, tojo "
    "una una, bungku, ampana, kolonodale, salakan, bau-bau, unaaha, pasarwajo, andoolo, lasusua, "
    "wanggudu, polewali, tilamuta, suwawa, marisa, kwandang, limboto, masohi, namlea, dobo, saumlaki, "
    "langgur, piru, tiakur, namrole, tidore, morotai, tobelo, jailolo, labuha, sanana, daruba, bobong, "
    "biak, serui, sentani, botawa, sorendiweri, burmeso, fak-fak, fak fak, bintuni, rasiei, ransiki, "
    "agats, enarotali, ilaga, kigamani, sugapa, oksibil, dekai, karubaga, kobakma, elelim, tiom, "
    "kenyam, aimas, teminabuan, waisai, kumurkek, kulonprogo, gunung kidul, toba samosir, kotim, kobar, "
    "kukar, kutim, ppu, kubar, mahulu, muratara, tangsel, jakpus, jaksel, jaktim, jakbar, jakut, "
    "madura, flores, sumba, timor, papua"
)
"""Seats of regencies, towns and islands under which newspapers date, and short names of regencies."""

CAPITALS = (
    "abu dhabi, abuja, accra, addis ababa, addis abeba, aljir, algiers, alofi, amman, amsterdam, "
    "andorra la vella, ankara, antananarivo, apia, ashgabat, asmara, astana, asuncion, asunción, "
    "athena, athens, baghdad, bagdad, baku, bamako, bandar seri begawan, bangkok, bangui, banjul, "
    "basseterre, beijing, beirut, belgrade, beograd, belmopan, berlin, bern, bishkek, bissau, bogota, "
    "bogotá, brasilia, bratislava, brazzaville, bridgetown, brussel, brussels, bucharest, bukares, "
    "budapest, buenos aires, gitega, bujumbura, kairo, cairo, canberra, caracas, castries, chisinau, "
    "kolombo, colombo, sri jayawardenepura kotte, conakry, kopenhagen, copenhagen, dakar, damaskus, "
    "damascus, dhaka, dili, djibouti, jibuti, dodoma, doha, dublin, dushanbe, freetown, funafuti, "
    "gaborone, georgetown, guatemala city, hanoi, harare, havana, helsinki, honiara, islamabad, "
    "yerusalem, jerusalem, juba, kabul, kampala, kathmandu, khartoum, kiev, kyiv, kyev, kigali, "
    "kingston, kingstown, kinshasa, kuala lumpur, putrajaya, kuwait city, libreville, lilongwe, lisboa, "
    "lisbon, ljubljana, lome, lomé, london, luanda, lusaka, luksemburg, luxembourg, madrid, majuro, "
    "malabo, malé, managua, manama, manila, maputo, maseru, mbabane, mexico city, minsk, mogadishu, "
    "monaco, monako, monrovia, montevideo, moroni, moskow, moskwa, moscow, muscat, muskat, n'djamena, "
    "nairobi, nassau, naypyidaw, naypyitaw, new delhi, niamey, nikosia, nicosia, nouakchott, nukualofa, "
    "nuku'alofa, oslo, ottawa, ouagadougou, palikir, panama city, paramaribo, paris, phnom penh, "
    "podgorica, port louis, port moresby, port vila, port-au-prince, port of spain, porto-novo, praha, "
    "prague, praia, pretoria, cape town, bloemfontein, pristina, pyongyang, quito, rabat, reykjavik, "
    "riga, riyadh, roma, rome, roseau, san jose, san josé, san marino, san salvador, sanaa, sana'a, "
    "santiago, santo domingo, sao tome, sarajevo, seoul, singapura, singapore, skopje, sofia, "
    "stockholm, sucre, la paz, suva, taipei, tallinn, tarawa, tashkent, tbilisi, tegucigalpa, teheran, "
    "tehran, thimphu, tirana, tokyo, tripoli, tunis, ulan bator, ulaanbaatar, vaduz, valletta, vatikan, "
    "kota vatikan, vatican city, vientiane, vilnius, warsawa, warsaw, washington, washington dc, "
    "washington d.c., wellington, windhoek, wina, vienna, yamoussoukro, yangon, yaounde, yaoundé, "
    "yaren, yerevan, zagreb, ramallah"
)
"""Capitals of the members and observers of the United Nations, Kosovo and Taiwan, in the usual spellings.

https://unstats.un.org/unsd/methodology/m49/ names the states; the list of capitals follows UNGEGN's.
"""

COUNTRIES = (
    "indonesia, malaysia, singapura, thailand, vietnam, filipina, myanmar, kamboja, laos, brunei, "
    "brunei darussalam, timor leste, china, tiongkok, jepang, korea selatan, korea utara, taiwan, "
    "mongolia, india, pakistan, bangladesh, sri lanka, nepal, afghanistan, iran, irak, suriah, israel, "
    "palestina, yordania, lebanon, arab saudi, yaman, oman, qatar, kuwait, bahrain, uni emirat arab, "
    "turki, turkiye, mesir, libya, tunisia, aljazair, maroko, sudan, sudan selatan, ethiopia, somalia, "
    "nigeria, ghana, kenya, uganda, rwanda, kongo, zimbabwe, afrika selatan, rusia, ukraina, belarus, "
    "inggris, skotlandia, irlandia, prancis, perancis, jerman, italia, spanyol, portugal, belanda, "
    "belgia, swiss, austria, polandia, ceko, slovakia, hungaria, rumania, bulgaria, serbia, kroasia, "
    "yunani, swedia, norwegia, denmark, finlandia, islandia, amerika serikat, as, kanada, meksiko, "
    "kuba, haiti, panama, brasil, argentina, chile, peru, ekuador, bolivia, kolombia, venezuela, "
    "paraguay, uruguay, australia, selandia baru, papua nugini, fiji"
)
"""Countries, as Indonesian newspapers spell those that they date from."""

WORLD_CITIES = (
    "shanghai, hong kong, hongkong, guangzhou, shenzhen, wuhan, osaka, kyoto, hiroshima, busan, mumbai, "
    "kolkata, karachi, lahore, aleppo, tel aviv, gaza, khan younis, rafah, jeddah, mekah, makkah, "
    "mekkah, madinah, dubai, istanbul, basra, mosul, manchester, liverpool, birmingham, edinburgh, "
    "glasgow, munich, frankfurt, hamburg, milan, turin, napoli, venesia, barcelona, den haag, "
    "rotterdam, jenewa, geneva, zurich, davos, st petersburg, new york, los angeles, chicago, houston, "
    "boston, san francisco, miami, dallas, atlanta, seattle, las vegas, philadelphia, toronto, "
    "montreal, vancouver, rio de janeiro, sao paulo, sydney, melbourne, brisbane, perth, adelaide, "
    "darwin, auckland, christchurch, johannesburg, lagos, johor bahru, penang, kuching, kota kinabalu, "
    "phuket, chiang mai, ho chi minh, cebu, davao, aden"
)
"""Other cities of the world under which newspapers date."""

ALSO_WORDS = phrases("metro, buru")
"""Names of this list that are common words or names of newspapers: never taken for a place."""

NOT_ALONE = phrases("as, diy, dki, puncak, nusantara, papua, tanah laut, toba, bone, flores")
"""Names that also head a section or begin another name: no dateline without a newspaper's name."""
