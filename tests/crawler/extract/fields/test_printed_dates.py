"""The date beside a headline: known by its place, tag or not; and dates that are those of something else."""

from __future__ import annotations

import pytest

from crawler.extract import extract_article
from crawler.site import Site
from tests.crawler.extract.pages import STORY, paragraphs

_P = paragraphs(*STORY)
_DAY = "2024-03-05"
_INSTANT = "2024-03-05T09:10:00+07:00"


def _page(content: str, lang: str = "id", head: str = "", body: str = "") -> str:
    return (
        f'<html lang="{lang}"><head><title>Jembatan dibuka</title>{head}</head><body class="{body}"><header>'
        f'<a href="/">Koran</a><span class="tanggal">Sabtu, 1 Juni 2030</span></header>{content}</body>'
        "</html>"
    )


def _below(line: str) -> str:
    return f"<main><article><h1>Jembatan dibuka</h1>{line}<div>{_P}</div></article></main>"


def _read(html: str, site: Site | None = None) -> str | None:
    html = html.replace("<title>", '<meta property="og:type" content="article"><title>', 1)
    url = "https://koran.test/jembatan-dibuka/"
    return extract_article(html, url, *([site] if site else [])).published_at


BYLINES = {
    "a place": "<p>Surabaya, 5 Maret 2024</p>",
    "a section": '<p>5 Maret 2024 | <a href="/daerah/">Daerah</a></p>',
    "a name": "<p>Siti Aminah, 5 Maret 2024</p>",
    "a name on a line of its own": "<div>Siti Aminah<br>5 Maret 2024<br>Foto: Budi</div>",
    "a preposition": '<p>VON <a href="/autoren/siti">SITI AMINAH</a> am 5. März 2024</p>',
    "a sentence of a byline": '<div class="author">Ditulis oleh <a href="/x">Siti</a> di <a>Daerah</a>'
    " pada 5 Maret 2024. 51 Komentar</div>",
    "a reading time": "<p>5 min read · Mar 5, 2024</p>",
    "tags in lower case": "<p>Esai - Published: 2024.03.05 | jembatan-desa | jalan raya |</p>",
    "a year of two digits": '<div class="date">Daerah, 5.3.24</div>',
    "a badge of boxes": "<div><div>05</div><div>Mar</div><div>2024</div></div>",
    "the other way round": "<p>Maret 5, 2024</p>",
    "a list": "<dl><dt>Diterbitkan</dt><dd>5 Maret 2024</dd><dt>Diperbarui</dt><dd>1 April 2024</dd></dl>",
    "a change before it": "<div>Diperbarui: 1 April 2024 | Diterbitkan: 5 Maret 2024</div>",
    "a change behind it": "<p>Publié le 5 mars 2024 à 09h10, mis à jour le 1 avril 2024 à 10h00</p>",
    "an aside": "<aside><p>Siti Aminah</p><p>5 Maret 2024</p></aside>",
    "a box of an author": f'<div class="author-info"><time datetime="{_INSTANT}">5 Maret 2024</time></div>',
    "a call": f'<div class="cta"><time itemprop="datePublished" datetime="{_INSTANT}"></time></div>',
    "a side bar": '<div class="sidebar__item"><p><time datetime="2024-03-05">5 Maret</time></p></div>',
    "a wrapper": f'<div itemprop="datePublished"><time datetime="{_INSTANT}">kemarin</time></div>',
    "two properties": f'<span itemprop="dateCreated datePublished" content="{_INSTANT}">Selasa</span>',
    "Dublin Core in RDFa": f'<span property="dc:date dc:created" content="{_INSTANT}">Siti am 5.</span>',
    "schema.org in RDFa": f'<span property="schema:dateCreated" content="{_INSTANT}" class="hidden"></span>',
    "an address as a property": f'<b property="http://purl.org/dc/terms/issued" content="{_INSTANT}">5.</b>',
    "a card below it": '<p>5 Maret 2024</p><div><a href="/lain">Harga cabai di pasar turun lagi'
    ' pekan ini</a><time datetime="2023-01-01">1 Januari 2023</time></div>',
    "day and month by the time in words": '<time datetime="05-03-2024 09:10">5. März 2024 09:10</time>',
    "a change in its line": "<p><span>5 Maret 2024</span> <span>- Diperbarui 1 April 2024</span></p>",
    "the publication in a changed <time>": '<time itemprop="dateModified" datetime="2024-04-01">'
    "05/03/2024 01:57 | Diperbarui 01/04/2024 19:20</time>",
    "a call without the year": '<div class="cta"><time datetime="2024-03-05">5 Maret</time> Simpan</div>',
    "an icon": '<div><i class="material-icons">schedule</i> 5 Maret 2024</div>',
    "hAtom's name with a title": f'<span class="published" title="{_INSTANT}">09.10</span>',
    "an attribute for scripts": f'<span class="when" data-published="{_INSTANT}"></span>',
    "Kubrick's sentence": "<p>This entry was posted on Tuesday, March 5th, 2024 at 9:10 am and is filed under"
    " Daerah. You can follow any responses to this entry through the feed.</p>",
}


@pytest.mark.parametrize("line", BYLINES.values(), ids=BYLINES.keys())
def test_the_date_between_headline_and_story_is_the_article_s(line: str) -> None:
    found = _read(_page(_below(line)))
    assert found is not None
    assert found[:10] == _DAY


ELSEWHERE = {
    "above in the header of the headline": f"<main><article><header><p>Daerah | 5 Maret 2024</p><h1>Jembatan"
    f" dibuka</h1></header>{_P}</article></main>",
    "above in the article": f'<main><article><time datetime="2024-03-05">5</time><p><h1>Jembatan dibuka</h1>'
    f"<div>{_P}</div></article></main>",
    "below the story, with its label": f"<main><article><h1>Jembatan dibuka</h1><div>{_P}</div>"
    f"<p>Diterbitkan: 5 Maret 2024</p></article></main>",
    "below the story, as WordPress marks it": f"<article><h1>Jembatan dibuka</h1><div>{_P}</div><footer><span"
    f' class="posted-on">Pada <time class="entry-date published" datetime="{_INSTANT}">5 Maret</time></span>'
    f"</footer></article>",
    "below a summary": "<main><article><header><h1>Jembatan dibuka</h1><p>Warga menunggu lama.</p></header>"
    f"<div><p><span>05.03.2024</span> · 6 menit baca</p></div><div>{_P}</div></article></main>",
}


@pytest.mark.parametrize("content", ELSEWHERE.values(), ids=ELSEWHERE.keys())
def test_without_one_it_is_the_date_above_the_headline_or_below_the_story(content: str) -> None:
    found = _read(_page(content))
    assert found is not None
    assert found[:10] == _DAY


SILENT = {
    "a change": _below("<p>Last updated: 5 Maret 2024</p>"),
    "a change by its class": _below('<p class="last-modified">5 Maret 2024</p>'),
    "a change by Drupal's class": _below(
        '<div class="field--name-changed"><time datetime="2024-03-05">5</time></div>'
    ),
    "a change in a <time>": _below(
        '<time class="published" datetime="2024-03-05">Diperbarui 5 Maret 2024</time>'
    ),
    "a sentence": _below("<p>Festival digelar pada 5 Maret 2024 di lapangan desa.</p>"),
    "a heading with an event": _below("<h2>Festival digelar 5 Maret 2024 di lapangan</h2>"),
    "a <time> in a sentence": _below(
        "<p>Panen raya dimulai <time>5 Maret 2024</time> dan berlangsung sepekan.</p>"
    ),
    "a caption": _below("<figure><img><figcaption>Jembatan Lama, 5 Maret 2024</figcaption></figure>"),
    "a card": _below(
        '<div><a href="/x"><h3>Harga cabai turun</h3></a><span class="date">5 Maret 2024</span></div>'
    ),
    "cards below": _below("")
    + '<ul><li><a href="/x">Cabai turun</a> <time datetime="2024-03-05">5</time></li></ul>',
    "days in the story": _below("").replace(
        "</div>", f"<ul><li>6 April 2024</li><li>7 April 2024</li></ul>{_P}</div>"
    ),
    "a card above <main>": '<div><span class="date">5 Maret 2024</span> <a href="/x">Cabai</a></div>'
    + _below(""),
    "a link to another story": f"<main><h1>Jembatan dibuka</h1><article>{_P}</article><div>"
    "<a href='/lain/'>Berikutnya:"
    ' Harga cabai turun <time datetime="2024-03-05">5</time></a></div></main>',
    "an attribute of a change": _below(f'<span class="when" data-updated-date="{_INSTANT}"></span>'),
    "the day of an event": _below('<div class="meta">Acara: 5 Maret 2024</div>'),
    "how long ago": _below("<p>2 jam lalu</p>"),
    "the day in the page's header": _below(""),
}


@pytest.mark.parametrize("content", SILENT.values(), ids=SILENT.keys())
def test_the_date_of_something_else_is_not_that_of_publication(content: str) -> None:
    assert _read(_page(content)) is None


def test_a_labelled_change_is_the_date_of_the_change() -> None:
    html = _page(_below("<p>Diterbitkan 5 Maret 2024 • Diperbarui 1 April 2024</p>"))
    found = extract_article(html, "https://koran.test/jembatan/")
    assert (found.published_at, found.modified_at) == (_DAY, "2024-04-01")


def test_a_printed_change_before_the_publication_is_none() -> None:
    html = _page(
        _below(f'<time class="published" datetime="{_INSTANT}">x</time><p>Diperbarui 4 Maret 2024</p>')
    )
    assert extract_article(html, "https://koran.test/jembatan/").modified_at is None
    same_day = html.replace("4 Maret", "5 Maret")
    assert extract_article(same_day, "https://koran.test/jembatan/").modified_at == _DAY


@pytest.mark.parametrize(
    ("line", "lang", "day"),
    [
        ("03/05/2024", "en-US", _DAY),
        ("05/03/2024", "en-GB", _DAY),
        ("05/03/2024", "id", _DAY),
        ("3/25/2024 9:10 AM", "en", "2024-03-25"),
        ("03/05/2024", "en", None),
        ('03/05/2024</p><p class="komentar">Budi, 03/25/2024', "en", _DAY),
    ],
)
def test_digits_are_read_in_the_order_of_the_page_s_country_or_not_at_all(
    line: str, lang: str, day: str | None
) -> None:
    found = _read(_page(_below(f"<p>{line}</p>"), lang))
    assert (found and found[:10]) == day


_TOLD = '<meta property="article:published_time" content="2024-03-05T09:10:33+00:00">'

CLOCKS = {
    "a zone in words": ("<p>Selasa, 5 Maret 2024 | 09:10 WIB</p>", None, "2024-03-05T09:10:33+07:00"),
    "an offset": (f'<time datetime="{_INSTANT}">5 Maret</time>', None, "2024-03-05T09:10:33+07:00"),
    "the site's zone": ("<p>5 Maret 2024, 09:10</p>", "Asia/Jakarta", "2024-03-05T09:10:33+07:00"),
    "the same instant": ("<p>5 Maret 2024 | 16:10 WIB</p>", None, "2024-03-05T16:10:33+07:00"),
    "a zone's offset away": ("<p>5 Maret 2024, 16:10</p>", None, "2024-03-05T16:10:33+07:00"),
    "the day before": ("<p>4 Maret 2024 - 23:10</p>", None, "2024-03-04T23:10:33-10:00"),
    "another minute": ("<p>5 Maret 2024, 16:11</p>", None, "2024-03-05T09:10:33+00:00"),
    "the time of a change": (
        "<p>5 Maret 2024</p><p>Diperbarui 5 Maret 2024, 16:10</p>",
        None,
        "2024-03-05T09:10:33+00:00",
    ),
    "no zone at all": ("<p>5 Maret 2024, 09:10</p>", None, "2024-03-05T09:10:33+00:00"),
}


@pytest.mark.parametrize(("line", "zone", "value"), CLOCKS.values(), ids=CLOCKS.keys())
def test_metadata_that_calls_a_local_time_utc_yields_to_the_page_s_own_clock(
    line: str, zone: str | None, value: str
) -> None:
    site = Site(name="koran", timezone=zone)
    assert _read(_page(_below(line), head=_TOLD), site) == value


@pytest.mark.parametrize(
    "head",
    [
        '<meta name="published-date" content="2024-03-05">',
        '<meta name="published" content="March 5, 2024">',
        '<meta name="dcterms.issued" content="2024-03-05">',
        '<meta property="rnews:datePublished" content="2024-03-05T09:10:00+07:00">',
        '<meta name="citation_publication_date" content="2024/03/05">',
        '<meta name="citation_publication_date" content="2024 Mar 5">',
        '<meta property="article:published_time" content="الثلاثاء، 05 مارس 2024 - 12:09 م">',
    ],
)
def test_metas_of_specifications_tell_the_date(head: str) -> None:
    assert (_read(_page(_below(""), head=head)) or "")[:10] == _DAY


def test_a_weak_meta_yields_to_the_byline() -> None:
    head = '<meta name="date" content="2024-03-06">'
    assert _read(_page(_below("<p>5 Maret 2024</p>"), head=head)) == _DAY
    assert _read(_page(_below(""), head=head)) == "2024-03-06"


METAS = {
    "a prefix of its own": ("vr:published_time", _INSTANT, _DAY),
    "words with signs between": ("date_published", _INSTANT, _DAY),
    "Dublin Core's term": ("dcterms.available", _INSTANT, _DAY),
    "seconds since 1970": ("article:published_time", "1709604600", _DAY),
    "milliseconds since 1970": ("pubdate", "1709604600000", _DAY),
    "a day and an hour in digits": ("pubdate", "2024030509", _DAY),
    "a change": ("vr:modified_published_time", _INSTANT, None),
    "a film's release": ("video:release_date", _INSTANT, None),
    "when the page was made": ("gentime", _INSTANT, None),
    "an empty field": ("article:published_time", "1970-01-01T00:00:00+00:00", None),
    "an empty field in another zone": ("article:published_time", "1969-12-31T19:00:00-05:00", None),
}


@pytest.mark.parametrize(("name", "content", "day"), METAS.values(), ids=METAS.keys())
def test_a_meta_is_a_date_of_publication_if_the_end_of_its_name_says_so(
    name: str, content: str, day: str | None
) -> None:
    found = _read(_page(_below(""), head=f'<meta name="{name}" content="{content}">'))
    assert (found and found[:10]) == day


EARLIER = {
    "in the byline": ("<p>Siti Aminah, 5 Maret 2024</p>", _DAY),
    "a label": ("<p>Diterbitkan 5 Maret 2024</p>", _DAY),
    "a change": ("<p>Diperbarui 5 Maret 2024</p>", "2024-06-01"),
    "a day apart": ("<p>31 Mei 2024</p>", "2024-06-01"),
    "later": ("<p>5 Juli 2024</p>", "2024-06-01"),
    "two days": ("<p>5 Maret 2024</p><p>7 Maret 2024</p>", "2024-06-01"),
    "a release": ("<p>Rilis: 5 Maret 2024</p>", "2024-06-01"),
    "an event": ("<p>Jadwal: 5 Maret 2024</p>", "2024-06-01"),
}


@pytest.mark.parametrize(("line", "day"), EARLIER.values(), ids=EARLIER.keys())
def test_the_only_date_of_the_byline_beats_a_later_one_that_machines_are_told(line: str, day: str) -> None:
    head = '<meta property="article:published_time" content="2024-06-01">'
    assert _read(_page(_below(line), head=head)) == day


@pytest.mark.parametrize(
    ("url", "lang", "value"),
    [
        ("https://shimbun.jp/a/1", "ja", "2024-03-05T09:10:00+09:00"),
        ("https://zeitung.de/a/1", "de-DE", "2024-03-05T09:10:00+01:00"),
        ("https://zeitung.de/a/1", "en", _DAY),
        ("https://koran.id/a/1", "id", _DAY),
        ("https://shimbun.com/a/1", "ja", _DAY),
    ],
)
def test_a_local_time_is_that_of_the_site_s_country_if_domain_and_language_agree(
    url: str, lang: str, value: str
) -> None:
    html = _page(_below("<p>2024-03-05 09:10</p>"), lang)
    assert extract_article(html, url).published_at == value


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("/berita/20240305091000-jembatan", _DAY),
        ("/20240305/jembatan", _DAY),
        ("/berita/20240305.html", _DAY),
        ("/berita/20241305-jembatan", None),
        ("/berita/120240305-jembatan", None),
        ("/web/20240305091000/https://lain.test/jembatan", None),
    ],
)
def test_a_day_in_digits_begins_a_part_of_the_address(path: str, day: str | None) -> None:
    assert extract_article(_page(_below("")), f"https://koran.test{path}").published_at == day
