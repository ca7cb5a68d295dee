"""The names of months and of weekdays in the languages of newspapers.

Those of other languages are from the Unicode CLDR 48 (https://cldr.unicode.org/, as Babel 2.19 packs
it): wide and abbreviated, as in a date and alone, in lower case, of some eighty languages that are printed
with the Gregorian calendar. A space in a name is written ``_``.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_OF_NEWSPAPERS: dict[int, str] = {
    1: "januari january januar jänner janvier enero gennaio janeiro ocak stycznia января",
    2: "februari pebruari february februar feber février febrero febbraio fevereiro şubat lutego февраля",
    3: "maret march mars märz marzo março maart mac mart marca марта",
    4: "april avril abril aprile nisan kwietnia апреля",
    5: "mei may mai mayo maggio maio maj mayıs maja мая",
    6: "juni june juin junio giugno junho haziran czerwca июня",
    7: "juli july juillet julio luglio julho temmuz lipca июля",
    8: "agustus agt agst ags august augusti augustus août agosto ogos ağustos sierpnia августа",
    9: "september sept septembre septiembre settembre setembro eylül września сентября",
    10: "oktober october octobre octubre ottobre outubro ekim października октября",
    11: "november nopember novembre noviembre novembro kasım listopada ноября",
    12: "desember december décembre dezember diciembre dicembre dezembro disember aralık grudnia декабря",
}
"""Months as Indonesian and other newspapers spell them; their first three or more letters also count."""

_OF_THE_WORLD: dict[int, str] = {
    1: (
        "jan janv ene gen gener xaneiro xan ianuarie ian sty styczeń ledna led leden januára január"
        " siječnja sij siječanj јануар јан јануари януари яну янв январь січня січ січень студзеня сту"
        " студзень ιανουαρίου ιαν ιανουάριοσ oca yanvar yan janar tammikuuta tammi tammikuu jaanuar"
        " jaan janvāris sausio saus sausis janúar eanáir ean ionawr ion urtarrila urt jannar januarie"
        " มกราคม មករា ມັງກອນ ဇန်နဝါရီ ဇန် जनवरी जन जानेवारी जाने জানুয়ারি জানু જાન્યુઆરી જાન્યુ ਜਨਵਰੀ"
        " ਜਨ ஜனவரி ஜன జనవరి జన ಜನವರಿ ಜನ ജനുവരി ജനു දුරුතු جنوری ژانویه جنوري يناير كانون_الثاني جانفي"
        " ינואר ינו׳ ጃንዋሪ ጃን იანვარი იან հունվարի հնվ հունվար қаңтар қаң нэгдүгээр_сар januwari"
        " janaayo jannaayo janairu oṣù_ṣẹ́rẹ́"
    ),
    2: (
        "feb févr fev febrer febr febreiro februarie lut luty února úno únor februára február veljače"
        " velj veljača фебруар феб февруари фев февр февраль лютого лют лютий лютага люты φεβρουαρίου"
        " φεβ φεβρουάριοσ şub fevral shkurt shk helmikuuta helmi helmikuu veebruar veebr februāris"
        " vasario vas vasaris febrúar feabhra feabh chwefror chwef chw otsaila ots frar fra pebrero"
        " peb pébruari péb กุมภาพันธ์ កុម្ភៈ ກຸມພາ ဖေဖော်ဝါရီ ဖေ फ़रवरी फ़र फेब्रुवारी फेब्रु"
        " फेब्रुअरी ফেব্রুয়ারি ফেব ફેબ્રુઆરી ફેબ્રુ ਫ਼ਰਵਰੀ ਫ਼ਰ பிப்ரவரி பிப் ఫిబ్రవరి ఫిబ్ర ಫೆಬ್ರವರಿ"
        " ಫೆಬ್ರ ഫെബ്രുവരി ഫെബ്രു නවම් فروری فوریه فبروري فېبروري فبراير شباط فيفري פברואר פבר׳ ፌብሩዋሪ"
        " ፌብ თებერვალი თებ փետրվարի փտվ փետրվար ақпан ақп хоёрдугаар_сар februwari febraayo faburairu"
        " fab oṣù_èrèlè"
    ),
    3: (
        "mar mär mrt març martie marzec března bře březen marec ožujka ožu ožujak март мар березня"
        " бер березень сакавіка сак сакавік μαρτίου μαρ μάρτιοσ μάρ március márc maaliskuuta maalis"
        " maaliskuu märts marts kovo kov kovas márta mawrth maw martxoa marzu machi marso มีนาคม មីនា"
        " ມີນາ မတ် मार्च মার্চ માર્ચ ਮਾਰਚ மார்ச் மார் మార్చి ಮಾರ್ಚ್ മാർച്ച് മാർ මැදින් مارچ مارس آذار"
        " מרץ ማርች მარტი მარ մարտի մրտ մարտ наурыз нау гуравдугаар_сар mashi mas maarso maris"
        " oṣù_ẹrẹ̀nà"
    ),
    4: (
        "apr avr abr aprilie kwi kwiecień dubna dub duben apríla apríl travnja tra travanj април апр"
        " апрель квітня квіт квітень красавіка кра красавік απριλίου απρ απρίλιοσ nis aprel prill pri"
        " április ápr huhtikuuta huhti huhtikuu aprill aprīlis balandžio bal balandis aibreán aib"
        " ebrill ebr apirila api aprili เมษายน មេសា ເມສາ ဧပြီ अप्रैल एप्रिल एप्रि अप्रिल এপ্রিল এপ্রি"
        " એપ્રિલ ਅਪ੍ਰੈਲ ਅਪ੍ਰੈ ஏப்ரல் ஏப் ఏప్రిల్ ఏప్రి ಏಪ್ರಿಲ್ ಏಪ್ರಿ ഏപ്രിൽ ഏപ്രി බක් اپریل آوریل"
        " أبريل نيسان أفريل אפריל אפר׳ ኤፕሪል ኤፕሪ აპრილი აპრ ապրիլի ապր ապրիլ сәуір сәу дөрөвдүгээр_сар"
        " ephreli eph abriil afirilu afi oṣù_ìgbé"
    ),
    5: (
        "mag maig května kvě květen mája máj svibnja svi svibanj мај май травня трав травень μαΐου"
        " μαΐ μάιοσ μάι május toukokuuta touko toukokuu maijs gegužės geg gegužė maí bealtaine beal"
        " maiatza mejju mej méi พฤษภาคม ឧសភា ພຶດສະພາ မေ मई मे মে મે ਮਈ மே మే ಮೇ മേയ് වෙසක් مئی مه مۍ"
        " مايو أيار ماي מאי ሜይ მაისი მაი մայիսի մյս մայիս мамыр мам тавдугаар_сар meyi mey maayo mayu"
        " oṣù_ẹ̀bibi"
    ),
    6: (
        "jun giu juny xuño iunie iun cze czerwiec června čvn červen júna jún junij lipnja lipanj јун"
        " јуни юни июн июнь червня черв червень чэрвеня чэр чэрвень ιουνίου ιουν ιούνιοσ ιούν haz iyun"
        " iyn qershor qer június kesäkuuta kesä kesäkuu juuni jūnijs jūn birželio birž birželis júní"
        " meitheamh meith mehefin meh ekaina eka ġunju ġun junie hunyo hun มิถุนายน មិថុនា ມິຖຸນາ ဇွန်"
        " जून जुन জুন જૂન ਜੂਨ ஜூன் జూన్ ಜೂನ್ ജൂൺ පොසොන් جون ژوئن يونيو حزيران جوان יוני ጁን ივნისი ივნ"
        " հունիսի հնս հունիս маусым мау зургаадугаар_сар juun yuni yun oṣù_òkúdu"
    ),
    7: (
        "jul julai juil lug juliol xullo xul iulie iul lip lipiec července čvc červenec júla júl"
        " julij srpnja srpanj јул јули юли июл июль липня лип липень ліпеня ліп ліпень ιουλίου ιουλ"
        " ιούλιοσ ιούλ tem iyul iyl korrik korr július heinäkuuta heinä heinäkuu juuli jūlijs jūl"
        " liepos liep liepa júlí iúil gorffennaf gorff gor uztaila uzt lulju lul julie hulyo hul"
        " กรกฎาคม កក្កដា ກໍລະກົດ ဇူလိုင် ဇူ जुलाई जुल जुलै জুলাই জুল જુલાઈ ਜੁਲਾਈ ਜੁਲਾ ஜூலை జులై ಜುಲೈ"
        " ജൂലൈ ඇසළ جولائی ژوئیه جولای يوليو تموز يوليوز جويلية יולי ጁላይ ივლისი ივლ հուլիսի հլս հուլիս"
        " шілде шіл долоодугаар_сар julayi luulyo yuli yul oṣù_agẹmọ"
    ),
    8: (
        "agu ogo aug ago agost sie sierpień srpna srp srpen augusta avgust avg kolovoza kol kolovoz"
        " август авг серпня серп серпень жніўня жні жнівень αυγούστου αυγ αύγουστοσ αύγ ağu avqust avq"
        " gusht gush augusztus elokuuta elo elokuu augusts rugpjūčio rugp rugpjūtis ágúst ágú lúnasa"
        " lún awst abuztua abu awwissu aww agosti สิงหาคม សីហា ສິງຫາ ဩဂုတ် अगस्त अग ऑगस्ट ऑग अगस्ट"
        " আগস্ট আগ ઑગસ્ટ ਅਗਸਤ ਅਗ ஆகஸ்ட் ஆக ఆగస్టు ఆగ ಆಗಸ್ಟ್ ಆಗ ഓഗസ്റ്റ് ഓഗ නිකිණි اگست اوت اګست أغسطس"
        " آب غشت أوت אוגוסט אוג׳ ኦገስት ኦገስ აგვისტო აგვ օգոստոսի օգս օգոստոս тамыз там наймдугаар_сар"
        " agasti aga ogs ogosto agusta oṣù_ògún"
    ),
    9: (
        "sep set setembre septembrie wrz wrzesień září zář septembra rujna ruj rujan septembar"
        " септембар сеп септември сент сентябрь вересня вер вересень верасня верасень σεπτεμβρίου σεπ"
        " σεπτέμβριοσ eyl sentyabr sen shtator sht szeptember szept syyskuuta syys syyskuu septembris"
        " rugsėjo rugs rugsėjis meán_fómhair mfómh medi iraila ira settembru septemba setyembre"
        " séptémber sép กันยายน កញ្ញា ກັນຍາ စက်တင်ဘာ စက် सितंबर सित सप्टेंबर सप्टें सेप्टेम्बर"
        " সেপ্টেম্বর সেপ সেপ্ট સપ્ટેમ્બર સપ્ટે ਸਤੰਬਰ ਸਤੰ செப்டம்பர் செப் సెప్టెంబర్ సెప్టెం ಸೆಪ್ಟೆಂಬರ್"
        " ಸೆಪ್ಟೆಂ സെപ്റ്റംബർ സെപ്റ്റം බිනර ستمبر سپتامبر سېپتمبر سپتمبر سبتمبر أيلول شتنبر ספטמבר ספט׳"
        " ሴፕቴምበር ሴፕቴ სექტემბერი სექ սեպտեմբերի սեպ սեպտեմբեր қыркүйек қыр сен sentabr есдүгээр_сар"
        " septhemba sebtembar seb sebteembar satumba sat oṣù_owewe"
    ),
    10: (
        "okt oct out ott octombrie paź październik října říj říjen októbra október oktobar октобар"
        " окт октомври октябрь жовтня жовт жовтень кастрычніка кас кастрычнік οκτωβρίου οκτ οκτώβριοσ"
        " eki oktyabr tetor tet lokakuuta loka lokakuu oktoober oktobris spalio spal spalis"
        " deireadh_fómhair dfómh hydref hyd urria urr ottubru oktoba oktubre ตุลาคม តុលា ຕຸລາ"
        " အောက်တိုဘာ အောက် अक्टूबर अक्टू ऑक्टोबर ऑक्टो अक्टोबर অক্টোবর অক্টো ઑક્ટોબર ઑક્ટો ਅਕਤੂਬਰ ਅਕਤੂ"
        " அக்டோபர் அக் అక్టోబర్ అక్టో ಅಕ್ಟೋಬರ್ ಅಕ್ಟೋ ഒക്‌ടോബർ ഒക്ടോ වප් اکتوبر اکتبر أكتوبر"
        " تشرين_الأول אוקטובר אוק׳ ኦክቶበር ኦክቶ ოქტომბერი ოქტ հոկտեմբերի հոկ հոկտեմբեր қазан қаз oktabr"
        " аравдугаар_сар okthoba oktoobar oṣù_ọ̀wàrà"
    ),
    11: (
        "nov noiembrie lis listopad listopadu novembra studenoga stu studeni novembar новембар нов"
        " ноември ное нояб ноябрь листопада лист листопад лістапада ліс лістапад νοεμβρίου νοε"
        " νοέμβριοσ νοέ kas noyabr noy nëntor nën marraskuuta marras marraskuu novembris lapkričio"
        " lapkr lapkritis nóvember nóv samhain samh tachwedd tach azaroa aza novembru novemba"
        " nobyembre nob nopémber nop พฤศจิกายน វិច្ឆិកា ພະຈິກ နိုဝင်ဘာ နို नवंबर नव नोव्हेंबर नोव्हें"
        " नोभेम्बर নভেম্বর নভে નવેમ્બર નવે ਨਵੰਬਰ ਨਵੰ நவம்பர் நவ నవంబర్ నవం ನವೆಂಬರ್ ನವೆಂ നവംബർ നവം ඉල්"
        " نومبر نوامبر نوفمبر تشرين_الثاني نونبر נובמבר נוב׳ ኖቬምበር ኖቬም ნოემბერი ნოე նոյեմբերի նոյ"
        " նոյեմբեր қараша қар ноя арван_нэгдүгээр_сар noofeembar nof nuwamba nuw oṣù_bélú"
    ),
    12: (
        "des dis dec dez déc dic desembre decembro decembrie gru grudzień prosince pro prosinec"
        " decembra prosinca prosinac decembar децембар дец декември дек декабрь грудня груд грудень"
        " снежня сне снежань δεκεμβρίου δεκ δεκέμβριοσ ara dekabr dek dhjetor dhj joulukuuta joulu"
        " joulukuu detsember dets decembris gruodžio gruod gruodis nollaig noll rhagfyr rhag abendua"
        " abe diċembru diċ desemba disyembre désémber dés ธันวาคม ធ្នូ ທັນວາ ဒီဇင်ဘာ ဒီ दिसंबर दिस"
        " डिसेंबर डिसें डिसेम्बर ডিসেম্বর ডিসে ડિસેમ્બર ડિસે ਦਸੰਬਰ ਦਸੰ டிசம்பர் டிச డిసెంబర్ డిసెం"
        " ಡಿಸೆಂಬರ್ ಡಿಸೆಂ ഡിസംബർ ഡിസം උඳුවප් دسمبر دسامبر ديسمبر كانون_الأول دجنبر דצמבר דצמ׳ ዲሴምበር ዲሴም"
        " დეკემბერი დეკ դեկտեմբերի դեկ դեկտեմբեր желтоқсан жел арван_хоёрдугаар_сар disemba diseembar"
        " disamba oṣù_ọ̀pẹ̀"
    ),
}

_CROATIAN: dict[str, int] = {"lip": 6, "srp": 7, "lis": 10, "listopada": 10, "listopad": 10}
"""Names that mean another month in Polish and Czech."""

_WEEKDAYS = (
    "senin selasa rabu kamis jumat sabtu minggu sen sel rab kam jum sab min isnin khamis jumaat ahad"
    " isn kha ahd monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun"
    " montag dienstag mittwoch donnerstag freitag samstag sonntag mo di mi do fr sa so lundi mardi"
    " mercredi jeudi vendredi samedi dimanche lun mar mer jeu ven sam dim lunes martes miércoles"
    " jueves viernes sábado domingo mié jue vie sáb dom segunda-feira terça-feira quarta-feira"
    " quinta-feira sexta-feira seg ter qua qui sex lunedì martedì mercoledì giovedì venerdì sabato"
    " domenica gio maandag dinsdag woensdag donderdag vrijdag zaterdag zondag ma wo vr za zo dilluns"
    " dimarts dimecres dijous divendres dissabte diumenge dl dt dc dj dv ds dg luns mércores xoves"
    " venres mér xov luni marți miercuri joi vineri sâmbătă duminică mie vin sâm dum poniedziałek"
    " wtorek środa czwartek piątek sobota niedziela pon wt śr czw pt sob niedz pondělí úterý středa"
    " čtvrtek pátek neděle po út st čt pá ne pondelok utorok streda štvrtok piatok nedeľa ut št pi"
    " ponedeljek torek sreda četrtek petek nedelja tor sre čet pet ned ponedjeljak utorak srijeda"
    " četvrtak petak subota nedjelja uto sri sub понедељак уторак среда четвртак петак субота недеља"
    " пон уто сре чет пет суб нед ponedeljak понеделник вторник четврток петок сабота недела вто саб"
    " сряда четвъртък петък събота неделя пн вт ср чт пт сб нд понедельник четверг пятница суббота"
    " воскресенье вс понеділок вівторок середа четвер пʼятниця неділя панядзелак аўторак серада чацвер"
    " пятніца нядзеля аў чц δευτέρα τρίτη τετάρτη πέμπτη παρασκευή σάββατο κυριακή δευ τρί τετ πέμ παρ"
    " σάβ κυρ pazartesi salı çarşamba perşembe cuma cumartesi pazar pzt sal çar per cum cmt paz bazar"
    " ertəsi çərşənbə axşamı cümə şənbə hënë martë mërkurë enjte premte shtunë diel hën mër enj pre"
    " sht die hétfő kedd szerda csütörtök péntek szombat vasárnap sze cs szo maanantaina tiistaina"
    " keskiviikkona torstaina perjantaina lauantaina sunnuntaina ti ke to pe la su maanantai tiistai"
    " keskiviikko torstai perjantai lauantai sunnuntai esmaspäev teisipäev kolmapäev neljapäev reede"
    " laupäev pühapäev pirmdiena otrdiena trešdiena ceturtdiena piektdiena sestdiena svētdiena pirmd"
    " otrd trešd ceturtd piektd sestd svētd pirmadienis antradienis trečiadienis ketvirtadienis"
    " penktadienis šeštadienis sekmadienis pr an tr kt pn sk måndag tisdag onsdag torsdag fredag"
    " lördag söndag mån tis ons tors fre lör sön mandag tirsdag lørdag søndag man tirs lør søn tir"
    " mánudagur þriðjudagur miðvikudagur fimmtudagur föstudagur laugardagur sunnudagur mán þri mið fim"
    " fös lau dé luain máirt céadaoin déardaoin haoine sathairn domhnaigh luan céad déar aoine sath"
    " domh dydd llun mawrth mercher iau gwener sadwrn sul maw gwen sad gwe astelehena asteartea"
    " asteazkena osteguna ostirala larunbata igandea al ar az og or lr ig it-tnejn it-tlieta l-erbgħa"
    " il-ħamis il-ġimgħa is-sibt il-ħadd tne tli erb ħam ġim sib ħad vrydag saterdag sondag jumatatu"
    " jumanne jumatano alhamisi ijumaa jumamosi jumapili miyerkules huwebes biyernes sabado linggo miy"
    " huw biy lin senén salasa rebo kemis jumaah saptu reb kem sap mng thứ hai ba tư năm sáu bảy chủ"
    " nhật cn วันจันทร์ วันอังคาร วันพุธ วันพฤหัสบดี วันศุกร์ วันเสาร์ วันอาทิตย์ จันทร์ อังคาร พุธ"
    " พฤหัส ศุกร์ เสาร์ อาทิตย์ ច័ន្ទ អង្គារ ពុធ ព្រហស្បតិ៍ សុក្រ សៅរ៍ អាទិត្យ ចន្ទ ព្រហ ວັນຈັນ"
    " ວັນອັງຄານ ວັນພຸດ ວັນພະຫັດ ວັນສຸກ ວັນເສົາ ວັນອາທິດ ຈັນ ອັງຄານ ພຸດ ພະຫັດ ສຸກ ເສົາ ອາທິດ တနင်္လာ"
    " အင်္ဂါ ဗုဒ္ဓဟူး ကြာသပတေး သောကြာ စနေ တနင်္ဂနွေ सोमवार मंगलवार बुधवार गुरुवार शुक्रवार शनिवार"
    " रविवार सोम मंगल बुध गुरु शुक्र शनि रवि मंगळवार मंगळ सोमबार मङ्गलबार बुधबार बिहिबार शुक्रबार"
    " शनिबार आइतबार मङ्गल बिहि आइत সোমবার মঙ্গলবার বুধবার বৃহস্পতিবার শুক্রবার শনিবার রবিবার সোম মঙ্গল"
    " বুধ বৃহস্পতি শুক্র শনি রবি સોમવાર મંગળવાર બુધવાર ગુરુવાર શુક્રવાર શનિવાર રવિવાર સોમ મંગળ બુધ"
    " ગુરુ શુક્ર શનિ રવિ ਸੋਮਵਾਰ ਮੰਗਲਵਾਰ ਬੁੱਧਵਾਰ ਵੀਰਵਾਰ ਸ਼ੁੱਕਰਵਾਰ ਸ਼ਨੀਵਾਰ ਐਤਵਾਰ ਸੋਮ ਮੰਗਲ ਬੁੱਧ ਵੀਰ"
    " ਸ਼ੁੱਕਰ ਸ਼ਨੀ ਐਤ திங்கள் செவ்வாய் புதன் வியாழன் வெள்ளி சனி ஞாயிறு திங் செவ் புத வியா வெள் ஞாயி"
    " సోమవారం మంగళవారం బుధవారం గురువారం శుక్రవారం శనివారం ఆదివారం సోమ మంగళ బుధ గురు శుక్ర శని ఆది"
    " ಸೋಮವಾರ ಮಂಗಳವಾರ ಬುಧವಾರ ಗುರುವಾರ ಶುಕ್ರವಾರ ಶನಿವಾರ ಭಾನುವಾರ ಸೋಮ ಮಂಗಳ ಬುಧ ಗುರು ಶುಕ್ರ ಶನಿ ಭಾನು"
    " തിങ്കളാഴ്‌ച ചൊവ്വാഴ്ച ബുധനാഴ്‌ച വ്യാഴാഴ്‌ച വെള്ളിയാഴ്‌ച ശനിയാഴ്‌ച ഞായറാഴ്‌ച തിങ്കൾ ചൊവ്വ ബുധൻ"
    " വ്യാഴം വെള്ളി ശനി ഞായർ ചൊവ്വാഴ്‌ച සඳුදා අඟහරුවාදා බදාදා බ්‍රහස්පතින්දා සිකුරාදා සෙනසුරාදා ඉරිදා"
    " අඟහ බ්‍රහස් සිකු සෙන پیر منگل بدھ جمعرات جمعہ ہفتہ اتوار دوشنبه سه‌شنبه چهارشنبه پنجشنبه جمعه"
    " شنبه یکشنبه سه پنج اونۍ الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد יום שני שלישי רביעי"
    " חמישי שישי שבת ראשון ב׳ ג׳ ד׳ ה׳ ו׳ א׳ ሰኞ ማክሰኞ ረቡዕ ሐሙስ ዓርብ ቅዳሜ እሑድ ማክሰ ორშაბათი სამშაბათი"
    " ოთხშაბათი ხუთშაბათი პარასკევი შაბათი კვირა ორშ სამ ოთხ ხუთ პარ შაბ კვი երկուշաբթի երեքշաբթի"
    " չորեքշաբթի հինգշաբթի ուրբաթ շաբաթ կիրակի երկ երք չրք հնգ ուր շբթ կիր дүйсенбі сейсенбі сәрсенбі"
    " бейсенбі жұма сенбі жексенбі дс сс бс жм жс дүйшөмбү шейшемби шаршемби бейшемби жума ишемби"
    " жекшемби дүй шейш шарш бейш ишм жек dushanba seshanba chorshanba payshanba juma shanba yakshanba"
    " dush sesh chor pay shan yak даваа мягмар лхагва пүрэв баасан бямба ням да мя лх пү ба бя ня"
    " umsombuluko ulwesibili ulwesithathu ulwesine ulwesihlanu umgqibelo isonto mso bil tha sin hla"
    " mgq son isniin talaado arbaco khamiis jimco sabti axad tldo arbc khms jmc sbti axd litinin"
    " talata laraba alhamis jummaʼa asabar lahadi lit tal lar alh asa lah ọjọ́ ajé ìsẹ́gun ọjọ́rú"
    " ọjọ́bọ ẹtì àbámẹ́ta àìkú"
)

_SHORT_WEEKDAYS = """ahad jumat jum'at jum’at sen sel rab kam jum sab min
mon tue tues wed thu thur thurs fri sat sun"""
WEEKDAYS = frozenset((*_WEEKDAYS.split(), *_SHORT_WEEKDAYS.split()))
"""Names of weekdays, in lower case."""


def month_of(name: str, language: str | None = None) -> int | None:
    """Return the number of the month with this name; None: it is no month's.

    >>> month_of("Pebruari"), month_of("Sept"), month_of("أكتوبر"), month_of("Pasar")
    (2, 9, 10, None)
    """
    folded = unicodedata.normalize("NFC", name).casefold().replace("\u0307", "")
    if language in ("hr", "bs") and folded in _CROATIAN:
        return _CROATIAN[folded]
    key = re.sub(r"\s+", "_", folded)
    return _months().get(key) or _months().get(_plain(key))


def _plain(name: str) -> str:
    """Leave out accents: capitals are often printed without them."""
    apart = unicodedata.normalize("NFD", name)
    return "".join(letter for letter in apart if not "\u0300" <= letter <= "\u036f")


@cache
def _months() -> dict[str, int]:
    """Return name -> month: of a newspaper's also each beginning of three or more letters."""
    beginnings: dict[str, set[int]] = {}
    for number, names in _OF_NEWSPAPERS.items():
        for name in names.split():
            for end in range(3, len(name)):
                beginnings.setdefault(name[:end], set()).add(number)
    found: dict[str, int] = {}
    for table in (_OF_THE_WORLD, _OF_NEWSPAPERS):
        for number, names in table.items():
            for name in names.split():
                found.setdefault(_plain(name), number)
                found[name] = number
    return {start: min(numbers) for start, numbers in beginnings.items() if len(numbers) == 1} | found
