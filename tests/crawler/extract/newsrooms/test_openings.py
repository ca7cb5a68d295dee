"""How newsrooms begin a story: with a place, their own name, a summary."""

from __future__ import annotations

import pytest

from tests.crawler.extract.newsrooms.newsroom import OTHER, A, B, C, Case, D, check, link, p

OPENINGS = {
    "bold place, breaks": Case(
        f"<div class='detail__body-text'><strong>Jakarta</strong> - <p>{A}</p><p>{B}</p>"
        f"<p>ADVERTISEMENT</p><p>SCROLL TO CONTINUE WITH CONTENT</p>{p(C)}"
        f"<p><strong>[Gambas:Video 20detik]</strong></p>{p(D)}<br><strong>(rin/sur)</strong></div>",
        dateline="Jakarta",
        signoff="rin/sur",
    ),
    "bold place in the paragraph": Case(
        f"<div><p><b>Malang</b> - {A}</p>{p(B, C, D)}<p>Simak Video “{OTHER}”</p></div>", dateline="Malang"
    ),
    "place, newspaper, two hyphens": Case(
        f"<div><p><strong>Jakarta, Kabar Pesisir</strong> -- {A}</p>{p(B, C)}<p>ADVERTISEMENT</p>"
        f"<p>SCROLL TO CONTINUE WITH CONTENT</p>{p(D)}<p>[Gambas:Instagram]</p><p>(rin/sur)</p></div>",
        dateline="Jakarta",
        signoff="rin/sur",
    ),
    "place in capitals, domain, bold related": Case(
        f"<div><p><strong>SAMBAS, KORANKITA.com -</strong> {A}</p>{p(B)}"
        f"<p><strong>Baca juga: {link()}</strong></p>{p(C, D)}</div>",
        dateline="Sambas",
    ),
    "domain alone, related in capitals": Case(
        f"<div><p><strong>KORANKITA.com -</strong> {A}</p><p><strong>BACA JUGA: {link()}</strong></p>"
        f"{p(B, C, D)}"
        f"<p>Cek Berita dan Artikel yang lain di <a href='https://news.google.com/x'>Google News</a></p>"
        f"</div>",
    ),
    "domain, place in capitals": Case(
        f"<div><p><b>KORANSAMBAS.COM, PONTIANAK -</b> {A}</p>{p(B, C, D)}"
        f"<p><em>(KoranSambas.com/Rina Puspitasari)</em></p></div>",
        dateline="Pontianak",
        signoff="KoranSambas.com/Rina Puspitasari",
    ),
    "report of a correspondent above": Case(
        f"<div><p><strong>Laporan Wartawan KoranSambas.com, Rina Puspitasari</strong></p>"
        f"<p><strong>KORANSAMBAS.COM, SINGKAWANG -</strong> {A}</p>{p(B, C, D)}</div>",
        dateline="Singkawang",
        authors=("Rina Puspitasari",),
    ),
    "no dash behind the place": Case(
        f"<div><p><strong>Liputan6.com, Jakarta</strong> {A}</p>{p(B, C, D)}<p>Saksikan Video Pilihan "
        f"Ini:</p></div>",
        dateline="Jakarta",
    ),
    "summary list above the story": Case(
        f"<div><p><strong>Ringkasan Berita:</strong></p><ul><li>Empat desa terendam.</li><li>Warga "
        f"mengungsi.</li>"
        f"</ul><p><strong>KORANKITA.COM</strong> - {A}</p>{p(B, C, D)}</div>",
    ),
    "summary heading above the story": Case(
        f"<div><h4>Intinya sih...</h4><ul><li>Empat desa terendam</li><li>Warga mengungsi</li></ul>"
        f"<p><strong>Sambas, Kabar Pesisir</strong> - {A}</p>{p(B, C, D)}</div>",
        dateline="Sambas",
    ),
    "summary with bullets in paragraphs": Case(
        f"<div><p>Ringkasan:</p><p>• Empat desa terendam sejak Minggu.</p><p>• Warga mengungsi.</p>"
        f"{p(A, B, C, D)}</div>"
    ),
    "points of a machine": Case(
        f"<div><h3>Poin penting</h3><ul><li>Empat desa terendam.</li></ul>"
        f"<p>Ringkasan ini dibuat dengan bantuan AI.</p>{p(A, B, C, D)}</div>"
    ),
    "points inside the story stay": Case(
        f"<div>{p(A, B)}<h3>Poin penting</h3><ul><li>Empat desa terendam.</li><li>Warga mengungsi.</li>"
        f"</ul>{p(C, D)}</div>",
        (A, B, "Poin penting", "Empat desa terendam.", "Warga mengungsi.", C, D),
    ),
    "place in capitals alone": Case(
        f"<div><p>JAKARTA - {A}</p>{p(B, C, D)}<p>(FHM)</p></div>", dateline="Jakarta", signoff="FHM"
    ),
    "place in capitals, dash, related links in a list": Case(
        f"<div><p><strong>PONTIANAK –</strong> {A}</p><p>Baca Juga:</p><ul><li>{link()}</li>"
        f"<li>{link('Harga Cabai Naik Lagi')}</li></ul>"
        f"{p(B, C, D)}</div>",
        dateline="Pontianak",
    ),
    "domain, place, correspondents' note": Case(
        f"<div><p><strong>korankita.com</strong>, <strong>SAMBAS</strong> - {A}</p>{p(B, C, D)}"
        f"<p><strong>(rin/kkt)</strong></p>"
        "<p>Yuk, Simak Juga Video ini!</p></div>",
        dateline="Sambas",
        signoff="rin/kkt",
    ),
    "capitals with a domain and a full stop": Case(
        f"<div><p><strong>KORANKITA.CO.ID-JAKARTA. </strong>{A}</p><p>Baca Juga: {link()}</p>"
        f"{p(B, C, D)}</div>",
        dateline="Jakarta",
    ),
    "two hyphens, domain first": Case(
        f"<div><p>KORANKITA.CO.ID, SAMBAS -- {A}</p>{p(B, C, D)}<p>sumber : Antara</p></div>",
        dateline="Sambas",
    ),
    "agency": Case(
        f"<div><p>Kota Pontianak (ANTARA) - {A}</p>{p(B, C, D)}<p>Pewarta: Rina Puspitasari<br>Editor: "
        f"Sarwono Adi<br>"
        "Copyright © ANTARA 2025</p><p>Dilarang keras mengambil konten, melakukan crawling atau "
        "pengindeksan "
        "otomatis untuk AI di situs web ini tanpa izin tertulis dari Kantor Berita ANTARA.</p></div>",
        dateline="Kota Pontianak",
        authors=("Rina Puspitasari",),
    ),
    "name in capitals with a space": Case(
        f"<div><p><strong>KABAR PESISIR</strong> - {A}</p>{p(B, C, D)}<p>***</p></div>"
    ),
    "name of a network with a hyphen": Case(
        f"<div><p><strong>KABAR PESISIR</strong> - {A}</p>{p(B, C, D)}</div>", site="Kabar-Pesisir.com"
    ),
    "name with a channel": Case(f"<div><p><strong>VIVA Bola</strong> – {A}</p>{p(B, C, D)}</div>"),
    "domain below a standfirst": Case(
        f"<div><p>Warga diminta menjauhi tepi sungai sampai air surut.</p>"
        f"<p><strong>Korankita.com</strong> – {A}</p>"
        f"{p(B, C, D)}</div>",
        ("Warga diminta menjauhi tepi sungai sampai air surut.", A, B, C, D),
        site="Korankita.com",
    ),
    "place below a standfirst": Case(
        f"<div><p><em>Warga diminta menjauhi tepi sungai sampai air surut.</em></p><p>SAMBAS – {A}</p>"
        f"{p(B, C, D)}</div>",
        ("Warga diminta menjauhi tepi sungai sampai air surut.", A, B, C, D),
        dateline="Sambas",
    ),
    "regency": Case(f"<div><p><b>KAB. BOGOR –</b> {A}</p>{p(B, C, D)}</div>", dateline="Kab. Bogor"),
    "place and province": Case(
        f"<div><p>SINGKAWANG, KALIMANTAN BARAT – {A}</p>{p(B, C, D)}</div>", dateline="Singkawang"
    ),
    "radio": Case(f"<div><p><b>KBRN, Sambas:</b> {A}</p>{p(B, C, D)}</div>", dateline="Sambas"),
    "bar": Case(
        f"<div><p><b>Korankita.co.id | SURABAYA</b> - {A}</p>{p(B, C, D)}</div>", dateline="Surabaya"
    ),
    "first sentence with a route stays": Case(
        f"<div><p>SAMBAS - Singkawang ditempuh dalam dua jam dengan bus malam itu.</p>{p(A, B, C, D)}</div>",
        ("SAMBAS - Singkawang ditempuh dalam dua jam dengan bus malam itu.", A, B, C, D),
    ),
    "breaks instead of paragraphs": Case(
        f"<div class='read__content'><b>SAMBAS, KORANKITA.com</b> - {A}<br><br>{B}<br><br>"
        f"<b>Baca juga: {link()}</b><br><br>{C}<br><br>{D}<br><br>(rin/sur)</div>",
        dateline="Sambas",
        signoff="rin/sur",
    ),
    "summary in a box": Case(
        "<div class='isi'><div class='x1'><div>Ringkasan Berita</div><ul><li>Empat desa terendam.</li>"
        f"<li>Warga mengungsi.</li></ul></div>{p('JAKARTA - ' + A, B, C, D)}</div>",
        dateline="Jakarta",
    ),
    "summary in a section": Case(
        "<div class='isi'><section class='x1'><h2>Ringkasan Berita</h2><div><p>• Empat desa terendam.</p>"
        f"<p>• Warga mengungsi.</p></div></section>{p('JAKARTA - ' + A, B, C, D)}</div>",
        dateline="Jakarta",
    ),
    "summary that opens": Case(
        "<div><details><summary>Ringkasan</summary><ul><li>Empat desa terendam.</li></ul></details>"
        f"{p(A, B, C, D)}</div>"
    ),
    "bold place and dash": Case(
        f"<div><p><strong>Sambas –</strong> {A}</p>{p(B, C)}<p>{D} <strong>(rin/sur)</strong></p></div>",
        dateline="Sambas",
        signoff="rin/sur",
    ),
    "place in ordinary type stays": Case(
        f"<div><p><span>Sambas</span> – <span>{A}</span></p>{p(B, C, D)}</div>", (f"Sambas – {A}", B, C, D)
    ),
    "place and whole date": Case(
        f"<div><p>Sambas, 9 Maret 2025 – {A}</p>{p(B, C, D)}</div>", dateline="Sambas"
    ),
    "scroll twice": Case(
        f"<div><p><b>KORANKITA.CO.ID, </b><b>SAMBAS</b>  -- {A}</p><p>Scroll untuk membaca</p>"
        f"<p>Scroll untuk membaca</p>{p(B, C, D)}</div>",
        dateline="Sambas",
    ),
}


@pytest.mark.parametrize("case", OPENINGS.values(), ids=OPENINGS)
def test_what_stands_above_a_story_is_told_from_it(case: Case) -> None:
    check(case)
