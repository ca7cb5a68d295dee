"""Pages as other systems, page builders and SEO plugins print them: the text, and each field they show."""

from __future__ import annotations

from typing import Any

import pytest

from tests.crawler.extract.pages import STORY, article, jsonld, meta, paragraphs

_P = paragraphs(*STORY)
_TEXT = "\n\n".join(STORY)
_H = "Jembatan Gantung Cikelat Dibuka"
_NOON = "2024-06-04T12:00:00+07:00"
_OTHERS = "".join(
    f'<article class="story"><h2><a href="/{i}">Kabar lain ke-{i}</a></h2><p>Oleh Siti Rahma</p>'
    f"<div><p>Harga gula pasir di pasar induk naik dua ribu rupiah per kilogram, kata pedagang {i}.</p>"
    "<p>Pemerintah akan mengimpor gula mentah bulan depan untuk menahan kenaikan harga.</p></div></article>"
    for i in (2, 3)
)


def page(body: str, *, head: str = "", title: str = _H, classes: str = "") -> str:
    return (
        f'<!DOCTYPE html><html lang="id"><head><title>{title}</title>{head}</head>'
        f'<body class="{classes}">{body}</body></html>'
    )


SYSTEMS: dict[str, tuple[str, dict[str, Any]]] = {
    "AMP": (
        page(
            f"""<amp-sidebar><ul><li><a href="/">Beranda</a></li></ul></amp-sidebar>
<article class="amp-wp-article"><header class="amp-wp-article-header"><h1 class="amp-wp-title">{_H}</h1>
<div class="amp-wp-meta amp-wp-byline"><span class="amp-wp-author author vcard">Rina Puspitasari</span></div>
<div class="amp-wp-meta amp-wp-posted-on"><time datetime="{_NOON}">2 tahun lalu</time></div></header>
<figure class="amp-wp-article-featured-image wp-caption"><amp-img src="/a.jpg" width="800"></amp-img>
<p class="wp-caption-text">Jembatan Cikelat. (Koran/Budi)</p></figure>
<div class="amp-wp-article-content">{_P}<amp-ad type="x"><div placeholder>Iklan</div></amp-ad>
<p><strong>Baca Juga: <a href="/x">Sekolah diperbaiki</a></strong></p></div>
<footer>
<div class="amp-wp-meta amp-wp-tax-category">Categories: <a href="/category/desa/" rel="category tag">Desa</a>
</div></footer></article>""",
            title=f"{_H} - Koran",
        ),
        {
            "authors": ["Rina Puspitasari"],
            "published_at": _NOON,
            "section": "Desa",
            "caption": "Jembatan Cikelat",
            "credit": "Koran/Budi",
        },
    ),
    "Blogger": (
        page(
            f"""<div class="header"><h1 class="title"><a href="http://kabar.test/">Kabar Desa</a></h1></div>
<div class="blog-posts hfeed"><h2 class="date-header"><span>Selasa, 04 Juni 2024</span></h2>
<div class="post hentry" itemprop="blogPost"><h3 class="post-title entry-title" itemprop="name">{_H}</h3>
<div class="post-body entry-content" itemprop="description articleBody">{"<br /><br />".join(STORY)}</div>
<div class="post-footer"><span class="post-author vcard">Diposting oleh <span class="fn" itemprop="author">
<a rel="author" href="https://www.blogger.com/profile/1"><span itemprop="name">Rina Puspitasari</span></a>
</span></span>
<abbr class="published" itemprop="datePublished" title="{_NOON}">12.00</abbr>
<span class="post-labels">Label: <a href="/search/label/Desa" rel="tag">Desa</a></span></div></div>
<div class="comments" id="comments"><h4>1 komentar:</h4>
<p class="comment-content">Saya dulu sering menyeberang
di sana bersama kakek dan nenek saya waktu kecil.</p></div></div>""",
            head=meta(og__title=_H),
            title=f"Kabar Desa: {_H}",
        ),
        {"headline": _H, "authors": ["Rina Puspitasari"], "published_at": _NOON, "tags": ["Desa"]},
    ),
    "Drupal": (
        page(
            f"""<main role="main"><div id="block-title"><h1 class="page-title">
<span class="field">{_H}</span></h1></div>
<article class="node node--type-article node--view-mode-full"><footer class="node__meta">
<div class="node__submitted">Oleh <span class="field">
<a class="username" href="/user/4">Rina Puspitasari</a></span>
| <span class="field field--name-created">Sel, 04/06/2024 - 12:00</span></div></footer>
<div class="node__content">
<div class="field field--name-body">{_P}</div><div class="field field--name-field-tags">
<h3 class="field__label">Tags</h3>
<ul class="links"><li><a href="/tags/desa">Desa</a></li></ul></div>
<ul class="links inline"><li><a href="/user/login">Masuk</a> untuk menulis komentar</li></ul></div>
</article></main>""",
            title=f"{_H} | Koran",
            classes="path-node page-node-type-article",
        ),
        {"authors": ["Rina Puspitasari"], "published_at": "2024-06-04", "tags": ["Desa"]},
    ),
    "Joomla": (
        page(
            f"""<div class="item-page" itemscope><div class="page-header"><h2 itemprop="headline">{_H}</h2>
</div>
<dl class="article-info"><dt class="article-info-term">Rincian</dt>
<dd class="createdby" itemprop="author">Ditulis oleh:
<span itemprop="name">Rina Puspitasari</span></dd><dd class="published"><time datetime="{_NOON}"
itemprop="datePublished">Ditayangkan: 04 Juni 2024</time></dd><dd class="hits">Dilihat: 120</dd></dl>
<div itemprop="articleBody">{_P}</div><ul class="tags"><li><a href="/component/tags/tag/desa">Desa</a></li>
</ul></div>""",
            head='<meta name="author" content="Super User">',
        ),
        {"authors": ["Rina Puspitasari"], "published_at": _NOON, "tags": ["Desa"]},
    ),
    "Elementor and All in One SEO": (
        page(
            f"""<header><a href="https://www.koran.test/desa/">Desa</a></header>
<div class="elementor elementor-8 post-7 post type-post hentry category-desa category-daerah tag-jembatan">
<h1 class="elementor-heading-title">{_H}</h1><ul class="elementor-post-info"><li itemprop="author">
<a href="/author/rina/">Rina Puspitasari</a></li></ul>
<div class="elementor-widget elementor-widget-theme-post-content">
<div class="elementor-widget-container">{_P}</div></div><div class="elementor-widget-posts">
<article class="elementor-post">
<h3><a href="/g">Gula naik</a></h3><p>Harga gula pasir di pasar induk naik dua ribu rupiah.</p></article>
</div></div>""",
            head=jsonld(
                {
                    "@graph": [
                        {
                            "@type": "BlogPosting",
                            "name": f"{_H} | Koran",
                            "headline": _H,
                            "author": {"@id": "https://www.koran.test/author/admin/#author"},
                            "datePublished": _NOON,
                            "articleSection": "Desa, Daerah, Jembatan",
                        },
                        {
                            "@type": "Person",
                            "@id": "https://www.koran.test/author/admin/#author",
                            "name": "admin",
                        },
                    ]
                }
            ),
            classes="post-template-default single single-post postid-7",
        ),
        {
            "authors": ["Rina Puspitasari"],
            "published_at": _NOON,
            "section": "Desa",
            "tags": ["Jembatan"],
        },
    ),
    "Divi with plain permalinks": (
        page(
            f"""<article id="post-7" class="et_pb_post post-7 post type-post hentry category-desa">
<h1 class="entry-title">{_H}</h1><p class="post-meta"> oleh <span class="author vcard"><a href="/?author=2"
rel="author">Rina Puspitasari</a></span> | <span class="published">Jun 4, 2024</span> | <a href="/?cat=3"
rel="category">Desa</a> | <a href="#respond">0 Komentar</a></p><div class="entry-content">{_P}</div>
<div id="respond" class="comment-respond"><h3>Kirim Komentar</h3>
<p>Alamat email Anda tidak akan dipublikasikan.</p></div>
</article>""",
            head=meta(article__author="https://www.facebook.com/koran", og__site_name="Koran")
            + '<meta name="author" content="Koran">',
            classes="post-template-default single single-post postid-7 et_divi_theme",
        ),
        {"authors": ["Rina Puspitasari"], "published_at": "2024-06-04", "section": "Desa"},
    ),
    "made-up class names": (
        page(
            f"""<div class="css-1a"><div class="css-9z"><a href="/">koran</a><a href="/login">Masuk</a></div>
<h1 class="css-t1">{_H}</h1><div class="css-m1"><span>Rina</span> <span>04 Jun 2024 12:00 WIB</span></div>
<div class="css-p1"><img src="/a.jpg"><div class="css-c1">Jembatan Cikelat. (ANTARA FOTO/Budi)</div></div>
{"".join(f'<div class="css-b1">{text}</div>' for text in STORY)}
<div class="css-r1"><span>Baca juga:</span> <a href="/x">Sekolah diperbaiki</a></div></div>
<div class="css-s1"><a href="/p1">Harga Gula Naik Lagi Menjelang Bulan Puasa di Pasar Induk</a></div>""",
            head=meta(og__title=_H),
        ),
        {"published_at": _NOON, "caption": "Jembatan Cikelat", "credit": "ANTARA FOTO/Budi"},
    ),
    "a portal of tables": (
        page(
            f"""<table><tr><td colspan="2"><img src="logo.gif"></td></tr><tr><td><b>TERKINI</b><br>
<a href="?id=1">Harga gula naik lagi di pasar induk</a></td><td><font>Selasa, 4 Juni 2024 - 12:00 WIB</font>
<h2>{_H}</h2>
<font>Laporan: Rina Puspitasari</font><hr><font>{"<br><br>".join(STORY)}</font><hr><b>TERKAIT</b><br>
<a href="?id=3">Sekolah diperbaiki</a></td></tr></table>""",
            title=f"Koran :: {_H}",
        ),
        {"authors": ["Rina Puspitasari"], "published_at": _NOON, "image_url": None},
    ),
    "two more articles below": (
        page(
            f"""<main><article class="story"><h1>{_H}</h1>
<p>Oleh <a href="/penulis/rina">Rina Puspitasari</a> &middot;
4 Juni 2024</p><div>{_P}</div></article>{_OTHERS}</main>""",
            head=meta(og__title=_H, og__type="article", article__published_time="2024-06-04 12:00:00"),
        ),
        {"authors": ["Rina Puspitasari"], "published_at": "2024-06-04"},
    ),
    "a live blog": (
        page(
            f"<main><h1>{_H}</h1><div>"
            + "".join(
                f'<section><time datetime="2024-06-04T1{5 - i}:00+07:00">1{5 - i}:00</time>'
                f"<p>{text}</p></section>"
                for i, text in enumerate(STORY)
            )
            + "</div></main>",
            head=jsonld(
                {
                    "@type": "LiveBlogPosting",
                    "headline": _H,
                    "datePublished": _NOON,
                    "author": [{"name": "Rina Puspitasari"}, {"name": "Bagus Wicaksono"}],
                    "liveBlogUpdate": [
                        {"@type": "BlogPosting", "headline": "Satu", "datePublished": "2020-01-01"}
                    ],
                }
            ),
        ),
        {"authors": ["Rina Puspitasari", "Bagus Wicaksono"], "published_at": _NOON},
    ),
}


@pytest.mark.parametrize("name", SYSTEMS)
def test_the_text_is_exact(name: str) -> None:
    assert article(SYSTEMS[name][0]).text == _TEXT


@pytest.mark.parametrize(
    ("name", "field"), [(name, field) for name, (_, shown) in SYSTEMS.items() for field in shown]
)
def test_a_field_is_what_the_page_shows(name: str, field: str) -> None:
    html, shown = SYSTEMS[name]
    assert getattr(article(html), field) == shown[field]
