from __future__ import annotations

import pytest

from crawler.extract.body.names import verdict, words_of
from crawler.rules import kind_of
from tests.crawler.extract.pages import LONG_STORY, STORY, amid, paragraphs, portal, read, texts, wordpress

SCRAPS = {
    "share": (
        '<div class="sharedaddy sd-sharing-enabled"><h3>Bagikan ini:</h3><ul><li>Facebook</li></ul></div>'
    ),
    "share of AddToAny": (
        '<div class="addtoany_share_save_container"><a class="a2a_button_x">Cuitkan</a></div>'
    ),
    "share by a word": '<div class="berita-share-atas"><span>12 kali dibagikan</span></div>',
    "related of YARPP": (
        '<div class="yarpp yarpp-related"><h3>Terkait:</h3><ol><li><a href="/a">Judul lain</a></li>'
        "</ol></div>"
    ),
    "related of Jetpack": "<div id='jp-relatedposts'><p>Judul lain</p></div>",
    "related inline": (
        '<div class="irp-inline"><a href="/a"><span>Baca Juga :</span> <span>Judul lain</span></a></div>'
    ),
    "related of JNews": '<div class="jnews_inline_related_post"><h3>Baca Juga</h3><p>Judul lain</p></div>',
    "advertisement": (
        '<div class="code-block code-block-1"><span>ADVERTISEMENT</span><ins class="adsbygoogle"></ins></div>'
    ),
    "advertisement of tagDiv": '<div class="td-a-rec td-a-rec-id-content_inline"><span>Iklan</span></div>',
    "newsletter": '<div class="newsletter-signup"><p>Daftarkan alamat surel Anda.</p></div>',
    "comments": (
        '<div id="comments" class="comments-area"><ol class="comment-list"><li>Mantap.</li></ol></div>'
    ),
    "comments of Facebook": '<div class="fb-comments">Muat komentar</div>',
    "form": '<form action="/cari"><label>Cari</label><input></form>',
    "caption": '<figure class="wp-caption"><img src="a.jpg"><figcaption>Warga | Antara</figcaption></figure>',
    "caption before HTML5": (
        '<div class="wp-caption"><img src="a.jpg"><p class="wp-caption-text">Warga</p></div>'
    ),
    "gallery": (
        '<div id="gallery-1" class="gallery gallery-columns-3"><dl class="gallery-item">'
        "<dd>Foto satu</dd></dl></div>"
    ),
    "gallery of blocks": (
        '<figure class="wp-block-gallery"><figure><img src="a.jpg"><figcaption>Satu</figcaption>'
        "</figure></figure>"
    ),
    "tweet": '<blockquote class="twitter-tweet"><p>Selamat!</p>&mdash; PSSI (@PSSI)</blockquote>',
    "instagram": '<blockquote class="instagram-media"><p>Juara!</p></blockquote>',
    "video": (
        '<div class="fb-video"><blockquote class="fb-xfbml-parse-ignore"><p>Video</p></blockquote></div>'
    ),
    "embed block": '<figure class="wp-block-embed is-type-rich"><div>https://x.test/1</div></figure>',
    "table": "<table><caption>Hasil</caption><tr><th>Tim</th><td>3</td></tr></table>",
    "table block": '<figure class="wp-block-table"><table><tr><td>3</td></tr></table></figure>',
    "table of contents": '<div id="ez-toc-container"><p>Daftar Isi</p><ul><li>Satu</li></ul></div>',
    "page links": '<div class="page-links">Halaman: <a href="/2">2</a></div>',
    "post navigation": '<nav class="post-navigation"><a href="/a">Sebelumnya</a></nav>',
    "breadcrumbs": '<div class="breadcrumbs">Beranda / Nasional</div>',
    "author box": '<div class="author-box"><p>Budi menulis tentang desa.</p></div>',
    "author box of tagDiv": '<div class="td-author-description author-bio">Budi menulis tentang desa.</div>',
    "post meta": '<div class="post-views entry-meta">Dibaca: 5.824</div>',
    "tags": '<div class="koran-tags"><strong>TAGS:</strong> <a href="/t">Sukabumi</a></div>',
    "microdata": '<p itemprop="author">Oleh Budi</p>',
    "aside": "<aside><p>Terpopuler hari ini</p></aside>",
    "role": '<div role="complementary"><p>Terpopuler hari ini</p></div>',
    "widget": '<div class="widget widget_text"><p>Tentang kami</p></div>',
    "hidden by its class": '<p class="screen-reader-text">Lewati ke isi</p>',
    "hidden by its style": '<p style="display: none">Teks tersembunyi</p>',
    "hidden by its attribute": "<p hidden>Teks tersembunyi</p>",
    "hidden from readers": '<div aria-hidden="true">Ikon</div>',
    "only for printers": '<div class="d-none d-print-block">Dicetak dari koran.test</div>',
    "code": "<script>var a = 'teks';</script><style>.a { color: red }</style><template>teks</template>",
    "noscript": "<p><noscript></p><p>Aktifkan JavaScript.</p><p></noscript></p>",
    "frame": '<iframe src="//youtube.test/1">Video</iframe>',
}


@pytest.mark.parametrize("scrap", SCRAPS.values(), ids=SCRAPS.keys())
def test_what_is_no_story_is_left_out_wherever_it_stands(scrap: str) -> None:
    content = f"{scrap}{paragraphs(*STORY[:2])}{scrap}{paragraphs(*STORY[2:])}{scrap}"
    assert texts(wordpress(content)) == list(STORY)


KEPT = {
    "a quote": '<blockquote class="wp-block-quote"><p>{}</p></blockquote>',
    "a pull quote": '<figure class="wp-block-pullquote"><blockquote><p>{}</p></blockquote></figure>',
    "a group block": (
        '<div class="wp-block-group"><div class="wp-block-group__inner-container"><p>{}</p></div></div>'
    ),
    "a column": '<div class="wp-block-columns"><div class="wp-block-column"><p>{}</p></div></div>',
    "a page builder": (
        '<div class="elementor-widget elementor-widget-text-editor">'
        '<div class="elementor-widget-container"><p>{}</p></div></div>'
    ),
    "a name like an ad's": '<div class="adaptive-text"><p>{}</p></div>',
    "a name that looks": '<p class="has-background has-share-color">{}</p>',
    "a topic": '<div class="tag-iklan category-video"><p>{}</p></div>',
    "a styled paragraph": '<p style="text-align: justify"><span style="font-size: 12pt">{}</span></p>',
    "a paragraph for screen readers too": '<p><span aria-hidden="true"></span>{}</p>',
    "the rest behind a paywall": '<p class="paywall" style="display:none">{}</p>',
}


@pytest.mark.parametrize("wrap", KEPT.values(), ids=KEPT.keys())
def test_what_only_looks_like_furniture_stays(wrap: str) -> None:
    content = paragraphs(STORY[0]) + wrap.format(STORY[1]) + paragraphs(*STORY[2:])
    assert texts(wordpress(content)) == list(STORY)


@pytest.mark.parametrize(
    "name", ["related", "share-content", "widget", "aside", "gallery-wrap", "tabs comments-off"]
)
def test_a_name_does_not_swallow_the_whole_story(name: str) -> None:
    assert texts(wordpress(f'<div class="{name}">{paragraphs(*STORY)}</div>')) == list(STORY)


def test_a_table_that_lays_out_the_page_is_no_table() -> None:
    assert texts(wordpress(f"<table><tr><td>{paragraphs(*STORY)}</td></tr></table>")) == list(STORY)


def test_the_attribution_of_a_quote_is_left_out() -> None:
    quote = (
        "<blockquote><p>Kami seperti membuka album keluarga.</p><cite>Takuya, peneliti</cite></blockquote>"
    )
    assert texts(wordpress(paragraphs(*STORY) + quote)) == [*STORY, "Kami seperti membuka album keluarga."]


def test_a_tooltip_loses_what_opens_under_the_pointer_and_keeps_its_word() -> None:
    tooltip = '<span class="tooltip">BMKG<span class="tooltiptext">Badan cuaca</span></span>'
    assert (
        texts(wordpress(paragraphs(f"Menurut {tooltip} hujan turun.", *STORY)))[0]
        == "Menurut BMKG hujan turun."
    )


def test_a_linked_or_named_word_inside_a_sentence_stays() -> None:
    sentence = (
        'Data <a class="related-link" href="/x">BPS</a> dan <span class="promo">Bank Indonesia</span> sama.'
    )
    assert texts(wordpress(paragraphs(sentence, *STORY)))[0] == "Data BPS dan Bank Indonesia sama."


def test_what_was_left_out_is_told_with_its_rule_and_its_place() -> None:
    body = read(wordpress(amid(SCRAPS["share"])))
    removals = [(removal.rule, removal.text) for removal in body.dropped]
    assert removals == [("share", "Bagikan ini: Facebook")]
    assert (body.dropped[0].place or "").startswith("div.sharedaddy, line ")


def test_what_nobody_could_read_is_not_told() -> None:
    body = read(wordpress(amid('<div class="code-block"><script>ad()</script></div>')))
    assert body.dropped == []


def test_a_name_is_read_by_its_words() -> None:
    assert words_of("jeg_share_button") == ["jeg", "share", "button"]
    assert words_of("relatedPosts") == ["related", "posts"]


@pytest.mark.parametrize(
    ("name", "by", "sure"),
    [
        ("sharedaddy", "structure.plugins.share", True),
        ("td-post-sharing", "structure.names.share", False),
        ("articleReadMore", "structure.name_pairs.related", False),
        ("ez-toc-container", "structure.plugins.table_of_contents", True),
        ("no-print", "structure.name_pairs.hidden", False),
    ],
)
def test_the_names_of_plugins_are_sure_and_single_words_are_not(name: str, by: str, sure: bool) -> None:
    assert verdict(name) == (kind_of(by), sure)


@pytest.mark.parametrize(
    "name", ["entry-content", "adaptive", "has-share", "tag-related", "elementor-widget", "md:hidden"]
)
def test_names_that_say_nothing_of_the_element_are_no_verdict(name: str) -> None:
    assert verdict(name) is None


@pytest.mark.parametrize(
    ("wrap", "shown"),
    [
        ('<span style="display:none">{}</span>', False),
        ('<span style="color: red; display: none;">{}</span>', False),
        ("<b hidden>{}</b>", False),
        ('<span style="display:inline">{}</span>', True),
        ('<span aria-hidden="true">{}</span>', True),
        ('<span class="paywall" style="display:none">{}</span>', True),
    ],
)
def test_words_that_no_browser_shows_are_no_text(wrap: str, shown: bool) -> None:
    first = f"{STORY[0]} {wrap.format('salinan koran')} dan lagi."
    line = texts(wordpress(f"<p>{first}</p>{paragraphs(*STORY[1:])}"))[0]
    assert line == f"{STORY[0]} {'salinan koran ' if shown else ''}dan lagi."


_COMMENT = "<p>Saya melewati jembatan itu setiap hari dan tidak pernah ada yang memeriksanya, kata Asep.</p>"


def test_what_holds_the_headline_is_no_furniture_whatever_its_name() -> None:
    comments = f'<div class="tanggapan">{"".join(f"<div>{_COMMENT}</div>" for _ in range(9))}</div>'
    story = f'<article class="newsletter-post"><h1>Jembatan dibuka</h1>{paragraphs(*STORY)}</article>'
    page = "<html><head><title>Jembatan dibuka</title></head><body>{}</body></html>"
    assert texts(page.format(story + comments)) == list(STORY)
    other = story.replace("newsletter-post", "isi") + f'<div class="newsletter">{_COMMENT}</div>'
    assert texts(page.format(other)) == list(STORY)


@pytest.mark.parametrize(
    ("name", "is_left_out"),
    [
        ('div data-testid="newsletter"', True),
        ('div data-component="related-links"', True),
        ('x-island name="SignUpWrapper"', True),
        ('div data-testid="paragraph"', False),
        ('div name="newsletter"', False),
    ],
)
def test_a_part_is_known_by_the_name_that_its_script_knows(name: str, is_left_out: bool) -> None:
    part = f"<{name}><div><h3>Kabar Pagi</h3>{_COMMENT}</div></{name.split(maxsplit=1)[0]}>"
    longer = (f"{text} Begitu kata camat, Rabu." for text in STORY)
    html = portal(f"{paragraphs(*STORY)}{part}{paragraphs(*longer)}")
    assert ("Kabar Pagi" not in texts(html)) is is_left_out


AROUND = (
    "page--newsletter",
    "layout has-sidebar",
    "article--with-banner",
    "widget post-partial",
    "social-page",
)


@pytest.mark.parametrize("name", AROUND)
def test_what_holds_headline_and_story_is_no_furniture(name: str) -> None:
    other = [f"{text} Begitu kabar dari desa lain." for text in STORY]
    wrapped = (
        f'<div class="{name}"><h1>Jembatan dibuka</h1><div class="x">{paragraphs(*LONG_STORY)}</div></div>'
    )
    cards = "".join(
        f'<div class="{name}"><h2><a href="/{i}/">Lain</a></h2><p>{text}</p></div>'
        for i, text in enumerate(other)
    )
    page = "<html><head><title>Jembatan dibuka</title></head><body>{}</body></html>"
    assert texts(page.format(wrapped + cards)) == list(LONG_STORY)


def test_the_headline_of_a_box_inside_of_a_box_keeps_none_of_them() -> None:
    form = f'<div class="sidebar"><div class="widget"><h1>Kutip kami</h1>{paragraphs(*STORY)}</div></div>'
    story = [f"{text} Begitu catatan kami." for text in STORY * 2]
    page = "<html><head><title>Jembatan dibuka</title></head><body><h2>Jembatan dibuka</h2>{}</body></html>"
    assert texts(page.format(f"<div>{paragraphs(*story)}</div>{form}")) == story


def test_a_long_aside_is_no_story() -> None:
    aside = f"<aside>{paragraphs(*(f'{text} Ini kabar lain.' for text in STORY))}</aside>"
    assert texts(portal(paragraphs(*LONG_STORY) + aside + aside)) == list(LONG_STORY)


_PANEL = f"<p>{STORY[1]} Begitu catatan redaksi setelah rapat bersama dinas pekerjaan umum.</p>"
COLLAPSED = {
    "below its heading": '<h3><button aria-expanded="false">Berapa?</button></h3><div hidden>{}</div>',
    "labelled": '<div role="region" aria-labelledby="b1" style="display: none">{}</div>',
    "until it is found": '<div hidden="until-found">{}</div>',
}


@pytest.mark.parametrize("panel", COLLAPSED.values(), ids=COLLAPSED.keys())
def test_what_readers_open_is_text(panel: str) -> None:
    assert len(texts(wordpress(paragraphs(*STORY) + panel.format(_PANEL)))) > len(STORY)


def test_what_no_heading_opens_is_hidden() -> None:
    hidden = f"<h3>Berapa?</h3><div hidden>{_PANEL}</div>"
    assert texts(wordpress(paragraphs(*STORY) + hidden)) == list(STORY)


def test_a_panel_of_a_page_builder_holds_content_and_a_widget_does_not() -> None:
    panel = '<div class="so-panel widget {}"><p>{}</p></div>'
    content = paragraphs(*STORY[:3]) + panel.format("widget_sow-editor", STORY[3])
    assert texts(wordpress(content + panel.format("widget_recent-posts", "Gula naik."))) == list(STORY)
