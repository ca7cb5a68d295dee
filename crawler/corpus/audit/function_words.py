"""The small words of languages that newspapers of Indonesia meet: no text of a language does without them.

Each list has what articles print most often and, for neighbours that share most of it (Indonesian and Malay,
Javanese and Sundanese), what only one of them has. A word may stand in several lists: two languages are told
apart by the words that only one of the two has.
"""

from __future__ import annotations

from collections.abc import Mapping

FUNCTION_WORDS: Mapping[str, str] = {
    "id": """
        yang dan di ke dari untuk dengan pada ini itu dalam tidak akan oleh juga telah sudah adalah ada
        tersebut atau sebagai karena bahwa saat lebih dapat bisa menjadi hingga para seperti secara saya
        kami kita mereka ia dia kata ujar tutur ujarnya katanya menurut setelah sebelum namun tetapi
        tapi serta antara masih belum hanya lalu jika kalau agar sehingga sementara ketika sejumlah
        beberapa seorang sebuah tahun hari orang terhadap melalui tentang atas bagi pun lagi harus
        banyak selama sekitar setiap semua hal yakni yaitu merupakan mengatakan dilakukan persen polisi
        warga pihak kepada usai tak begitu bukan sejak mulai saja dua tiga empat lima sampai sesudah
        sebelumnya maupun bagaimana apa siapa mengapa senin kamis jumat juli agustus juni maret desember
        mobil uang rupiah kantor kesehatan provinsi kabupaten kecamatan bupati gubernur kelurahan coba
        mau beda pemerintah boleh oktober
    """,
    "ms": """
        yang dan di ke dari daripada untuk dengan pada ini itu dalam tidak akan oleh juga telah sudah
        adalah ada tersebut atau sebagai lebih dapat menjadi hingga para seperti secara saya kami kita
        mereka dia kata menurut sebelum namun tetapi serta antara masih belum hanya lalu jika agar
        sehingga sementara ketika sejumlah beberapa seorang sebuah tahun hari orang terhadap melalui
        atas bagi pun lagi harus banyak selama setiap semua hal berkata pihak kepada bukan sejak mulai
        dua tiga empat lima kerana bahawa iaitu ialah sahaja selepas apabila manakala semasa tiada
        peratus isnin khamis jumaat julai ogos jun disember oktober wang polis baharu kesihatan cuba
        mahu beza hospital sekiranya boleh membabitkan memaklumkan perkhidmatan jurulatih sukan
        jawatankuasa dianggarkan mesyuarat jenayah perubatan pesakit doktor basikal teksi peniaga
        pelancong pelancongan telefon televisyen kenderaan siasatan peguam perbicaraan parlimen parti
        kerusi universiti kolej peperiksaan penyelidik ribut amaran kejohanan penyokong encik puan
        adakah setakat hendaklah justeru kesemua bersetuju kewangan perniagaan pelaburan pengurusan
        kakitangan rasmi merasmikan kepimpinan dijangka menerusi kempen sebarang kerjasama
        penguatkuasaan keupayaan disiasat petrol seliter kos separuh dinasihatkan didapati disahkan
        terbabas lebuhraya semula bapa stadium perlawanan mangsa suspek semalam bermula rm sebaik nahas
        dipercayai dilapor
    """,
    "jv": """
        lan ing ingkang kang sing iku iki kuwi kui niku niki punika menika karo ora mboten boten ndak
        saka saking dening marang menyang maring uga ugi wis wus sampun bakal arep badhe kanggo kangge
        amarga amargi awit nalika yaiku inggih nggih wonten dados dadi nanging ananging utawa utawi
        dheweke piyambakipun kudu kedah kathah akeh tansah isih taksih minangka lumantar nganti ngantos
        kepriye kados kaya sawise sasampunipun ana wong tiyang saged isa dina dinten taun warsa kasebut
        kasebat miturut jalaran mula mulane supados murih ning nang aku kowe sampeyan panjenengan awake
        dhewe iya durung dereng mung namung banget sanget gedhe ageng cilik luwih langkung liya sanes
        bareng kabeh sedaya loro telu papat lima enem pitu wolu sanga atus ewu yen menawi menapa apa
        sapa sinten piye ngendi ngandhakake ngendika jare terus banjur lajeng saiki sakmenika mau wau
        kuwe kiye rika inyong sawijining satunggaling antarane antawisipun dipun kula panguwasa
        pamarentah
    """,
    "su": """
        jeung nu anu teu ka ti dina ku éta eta ieu pikeun aya jadi kana tina keur mun lamun henteu geus
        parantos bakal sareng kanggo nyaéta nyaeta sanés sanes urang maranéhna maranehna manéhna manehna
        anjeunna loba réa seueur saurna ceuk saur kudu kedah nepi dugi ogé oge deui waé wae baé téh mah
        atawa atanapi alatan kusabab ngaliwatan salaku jalma jelema poé poe dinten taun sabada saméméh
        sateuacan basa dipaké ayeuna kiwari sakabéh sadaya kabéh hiji dua tilu opat genep tujuh dalapan
        salapan sapuluh warga mangrupa nalika waktu saha naon kumaha iraha di abdi kuring anjeun maneh
        manéh silaing sok atuh da teh wungkul tuluy terus lajeng antara kalayan ngagunakeun ngabogaan
        boga gaduh tempat imah bumi salian sajaba salila unggal bisa tiasa can acan teuing pisan leuwih
        langkung gede ageung leutik alit nyebutkeun nétélakeun netelakeun ngeunaan ngenaan perkara
        sangkan supaya ambéh tapi
    """,
    "min": """
        nan jo indak urang jan ka pado dek untuak alah lah ado samo iko inyo sarato tibo sabab bana
        banyak dari dalam di kito awak ambo waktu maso tu ko manjadi adolah atau juo sagalo satiok
        saurang sabuah lai baru bantuak sudah salamo tantang babarapo tasabuik kutiko katiko sainggo
        sahinggo banyaknyo dilakuan tampek kato dikatoan mangatokan pulo hanyo ndak indonesia nagari
        taun tahun hari
    """,
    "ban": """
        sane ring miwah antuk punika puniki nenten tiang ida olih saking wenten lan taler mangda krana
        raris sampun ngelah tusing ajak teken uli dadi yening nika niki rikala sareng makasami sami ipun
        dane druwe madue kadi pinaka inggih indik jagi pacang wantah dados kari durung sakadi ngeninin
        dumun ka wewidangan titiang ngaryanin warsa rahina dina jani ento ene apang lakar suba ada anak
        lianan buin
    """,
    "mad": """
        ban bân sè se ka dâri dari ta' ampon bâdhâ badhâ oreng jhughâ jugha kaangghuy kaangguy e è ghi'
        reya jareya panèka paneka sareng otaba bi' bi ben dha' ka'dinto sengko' engko' tang tâ' lakona
        kodhu taon are
    """,
    "ace": """
        nyang nyoe nyan ngon keu hana ureueng bak lom teuk deungon lam geu gobnyan jih droe lon kamoe
        cit jeut jeuet ka na deungoen teuma keudeh keunoe uroe thon peu pakon meunan meunoe hai nibak
        limong saboh dua lhee
    """,
    "bjn": """
        wan nang kada lawan gasan ulun pian haja sidin inya buhan banua urang banar kaya kalu sampai
        samunyaan imbah ampun saurang hanyar lagi tuh nitu ngini handak ada matan wadah di ka mun tagal
        marga karana kawa jua sabuting barataan
    """,
    "en": """
        the of and to in a is that for on with was as by at from are be has have had it its this which
        an were their his her he she they will would been not or but who said more one about after also
        when than into out up over new year years there all can could two other first our we you i
        people no if so what some only during between most against while where before through because
    """,
    "nl": """
        de het een van en in is dat op te zijn met voor die niet aan er ook als om bij door maar naar
        uit nog worden wordt werd heeft hebben had dan of over tot onder deze dit meer wel kan zal geen
        wat hij zij ze we wij al jaar na volgens omdat tussen waar veel
    """,
    "de": """
        der die das und in den von zu mit dem des sich auf für ist im nicht ein eine einer eines einen
        als auch es an werden aus er hat dass sie nach wird bei um am sind noch wie einem über so zum
        war haben nur oder aber vor zur bis mehr durch man sein wurde sei unter gegen vom wenn kann ich
        wir
    """,
    "fr": """
        le la les de des du et à en un une que qui est dans pour par sur au aux ne pas plus ce cette ces
        il elle ils avec sont se son sa ses ou mais comme été être a ont leur d l qu n s c nous vous on
        après avant selon entre aussi fait deux même sans
    """,
    "es": """
        el la los las de del y en un una que es por con para se su sus al lo como más pero no fue ha han
        este esta son entre también sobre ser desde hasta donde cuando años según muy sin hay todo ya le
        les o
    """,
    "pt": """
        o a os as de do da dos das e em um uma que é por com para se não no na nos nas ao à mais como
        mas foi ser tem são pelo pela seu sua entre também já até sobre quando anos segundo muito sem há
        ou ele ela
    """,
    "it": """
        il lo la gli le i di del della dei delle e in un una uno che è per con non si al alla da dal
        dalla nel nella sono ha hanno come più ma anche su sul questo questa tra dopo prima anni stato
        essere o se ci
    """,
    "tr": """
        ve bir bu da de için ile olarak çok daha en gibi kadar sonra olan ancak ise ya ne her o türkiye
        olduğu tarafından yıl iki göre değil ki var yeni diye ama
    """,
    "fil": """
        ang ng sa mga na ay at si ni para ito nang hindi kung may mula sina nina kay siya niya nila sila
        isang niyang naman din rin pa lang ayon habang kanyang kaniyang dahil noong mas nito ako ka mo
        ko tayo natin kami namin bilang matapos upang
    """,
    "tet": """
        no iha ba sira nia mak ne'e nee katak atu husi sei ho hanesan tinan ida ema laiha maibé maibe
        tanba hodi ne'ebé neebe bele mos mós hau ita sira-nia lori hasoru loron timor liu ona la
    """,
    "vi": """
        và của là có được cho không trong các với những một người này đã để từ khi đến tại về cũng như
        ra vào năm trên nhiều sẽ đó phải theo ông bà anh chị hay sau trước bị vì nên nhưng thì lại
    """,
}
"""BCP 47 tag -> words."""

SCRIPTS: Mapping[str, str] = {
    "ja": "\u3040-\u30ff",
    "ko": "\uac00-\ud7a3",
    "zh": "\u4e00-\u9fff",
    "th": "\u0e00-\u0e7f",
    "und-Arab": "\u0600-\u06ff",
    "und-Cyrl": "\u0400-\u04ff",
    "und-Deva": "\u0900-\u097f",
    "und-Taml": "\u0b80-\u0bff",
    "und-Beng": "\u0980-\u09ff",
    "el": "\u0370-\u03ff",
    "he": "\u0590-\u05ff",
    "my": "\u1000-\u109f",
    "km": "\u1780-\u17ff",
    "lo": "\u0e80-\u0eff",
    "jv-Java": "\ua980-\ua9df",
    "ban-Bali": "\u1b00-\u1b7f",
    "su-Sund": "\u1b80-\u1bbf",
}
"""Tag -> letters that only texts in it have; those of Japanese come before the Chinese ones it also uses."""
