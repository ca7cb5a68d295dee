"""The words beside the names of those who made a story: what each of them did, and what they are."""

from __future__ import annotations

import re

_WRITER = (
    r"(?:penulis|reporter|pewarta|wartawan|jurnalis|kontributor|koresponden|authors?|autor(?:in|en|es)?|auteurs?|texte?|texto"
    r"|laporan(?:\s(?:wartawan|kontributor|jurnalis))?|作者|记者|記者|筆者|撰文|执笔|執筆|بقلم|كتبه?|الكاتب|автор)"
)
_OTHER = r"(?:editor|redaktur|penyunting|fotografer|uploader|pengunggah|penerjemah|juru\sfoto)"
_DID = (
    r"(?:(?:di)?tulis(?:an)?|disusun|dibuat|dilaporkan|teks|naskah|artikel|written|authored|words|text|story|report(?:ed|ing)?"
    r"|posted|created|submitted|article|interview(?:ed)?|wawancara|ein\s(?:beitrag|artikel|text)|verfasst|geschrieben|escrito|écrit|publié|scritto|geschreven|skriv[ei][tn]|skrevet|napisan[eay]|napisała?)"
)
"""What a writer did, before "oleh" or "by"."""
OTHERS = re.compile(
    r"\W{0,3}(?:(?:edited|updated|photographed|translated|illustrated|produced|curated|recommended|presented|hosted"
    r"|(?:fact[\s-]?|medically\s)?(?:checked|reviewed)|disunting|diterjemahkan|diedit|difoto|ditinjau|diperiksa)"
    r"\s(?:by|oleh)\b"
    rf"|(?:{_OTHER}|foto(?:s|graf(?:ie|in)?)?|photos?|photograph(?:s|er|y)?|image|gambar|bild(?:er)?|illustrations?|ilustrasi"
    r"|video(?:grafer)?|kamera(?:wan)?|camera|grafik|grafis|infogra(?:fis|phic)|reviewer|sumber|source|quelle|kredit|credit"
    r"|desain|design|layout|来源|來源|出处|编辑|編輯|责编|责任编辑|校对|摄影|撮影|编译|fact[\s-]?check(?:er)?)s?\s?(?:[:：/]|$|\b(?:by|oleh|von|par)\b))\s*",
    re.IGNORECASE,
)
"""The names behind it are those of people who did something else than write."""
_FROM = (
    r"(?:(?:laporan\s)?(?:wartawan|jurnalis|kontributor|koresponden|reporter)"
    rf"(?:\s(?!{_OTHER}|{_WRITER})[^\W\d_][\w.]*){{1,3}}\s?[:：]\s?"
    r"|laporan\s(?:wartawan|jurnalis|kontributor|koresponden)\s[^,:;|]{2,40},\s(?=[^\W\d_][^,]{3,40}$))"
)
"""A label that also says where, or for whom, the writer works: "Kontributor Sukabumi:"."""
LEAD = re.compile(
    rf"\W{{0,4}}(?:{_FROM}|(?:text|words|teks|tekst|naskah)(?:\s(?:und|dan|and|&)\s[^\W\d_]{{3,20}})?\s?[:：]\s?"
    rf"|(?:(?:{_DID}\s)?(?:oleh(?!\s(?:karena|sebab)\b)|by|von|par|por|door|av|af|przez)|(?-i:di)|{_WRITER})(?:\s?[:：]\s?|\s|$))",
    re.IGNORECASE,
)
"""Words that come before a name; capitalized, "Di" is the start of a surname."""
WRITER_LINE = re.compile(
    rf"(?:{_FROM}|(?:oleh(?!\s(?:karena|sebab)\b)|by|{_WRITER})(?:\s?[:：]\s?|\s))(?P<names>.+?)(?=\s*[|/;,-]?\s*{_OTHER}\s?[:：]|$)",
    re.IGNORECASE,
)
"""A line that begins with the label of a writer, and the names up to the label of somebody else."""
OTHER_FIRST = re.compile(rf"{_OTHER}\s?[:：][^|/;,:：]{{2,60}}[|/;,]\s?(?={_WRITER}\s?[:：])", re.IGNORECASE)
"""Other people who worked on the story, if the line names them before its writer."""
NEXT_LABEL = re.compile(
    rf"[\s,;/|]{{1,3}}(?=(?P<writer>{_WRITER})\s?[:：]|(?:{_OTHER}|foto(?:grafer)?|photos?|video(?:grafer)?)\s?[:：])",
    re.IGNORECASE,
)
"""The label of the next person, behind a name: "Siti Aminah Editor: Budi Santoso"."""
ROLE = re.compile(
    r"\b(?:reporter|editor|correspondent|journalist|writer|columnist|producer|contribut(?:or|ing)|staff|chief|senior"
    r"|special\sto|kontributor|jurnalis|wartawan|penulis|redaktur|koresponden|redakteur(?:in)?|journaliste"
    r"|periodista|pewarta|kolumnis|analis|analyst|dosen|peneliti|researcher|professor|guru\sbesar|freelancer?"
    r"|(?:co-?)?founder|ceo|cto|coo|officer|manager|director|coordinator|specialist|strategist|lecturer|intern"
    r"|stringer|\w{3,20}leiter(?:in)?|direktur|pemimpin|mahasiswa|pengamat|guest|author)\b",
    re.IGNORECASE,
)
"""What somebody is at a newsroom, or elsewhere: it stands beside a name."""
