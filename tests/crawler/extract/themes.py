"""How well-known WordPress themes and page builders print a post: their markup, shortened."""

from __future__ import annotations

_CARD = (
    '<a href="/lain/"><img class="wp-post-image" src="/lain.jpg"></a>'
    '<h3><a href="/lain/">Judul berita yang lain</a></h3>'
)
_EXCERPT = (
    "<p>Ringkasan berita yang lain, yang cukup panjang untuk terlihat seperti sebuah paragraf "
    "dari cerita ini.</p>"
)
_BIO = "<p>Budi menulis tentang desa dan sungai sejak 2008, dan tinggal di Sukabumi bersama keluarganya.</p>"

THEMES = {
    "Astra": """<div id="content" class="site-content"><main id="main">
        <article class="post-7 ast-article-single" id="post-7">
        <header class="entry-header"><h1 class="entry-title">{title}</h1>
        <div class="entry-meta">oleh Budi</div>
        <div class="post-thumb-img-content">{featured}</div></header>
        <div class="entry-content clear" itemprop="text">{content}</div></article>
        <nav class="navigation post-navigation"><a href="/lain/">Berikutnya</a></nav></main></div>""",
    "Newspaper": """<article id="post-7" class="post-7 post"><div class="td-post-header">
        <header class="td-post-title">
        <h1 class="entry-title">{title}</h1><p class="td-post-sub-title">Sub judul</p></header></div>
        <div class="td-post-sharing-top"><span>Share</span></div>
        <div class="td-post-content tagdiv-type"><div class="td-post-featured-image"><figure>{featured}
        </figure></div>
        <div class="td-a-rec"><span class="td-adspot-title">- Advertisement -</span></div>{content}</div>
        <footer><div class="td-post-source-tags"><ul class="td-tags"><li>TAGS</li></ul></div>
        <div class="author-box-wrap"><div class="td-author-description">{bio}</div></div></footer></article>
        <div class="td_block_wrap td_block_related_posts"><h4>BERITA TERKAIT</h4>{card}</div>""",
    "JNews": """<div class="jeg_inner_content"><div class="entry-header"><h1 class="jeg_post_title">
        {title}</h1></div>
        <div class="jeg_featured featured_image">{featured}</div>
        <div class="jeg_share_top_container">0 SHARES</div>
        <div class="entry-content no-share"><div class="jeg_share_button share-float">Share</div>
        <div class="content-inner">{content}<div class="jeg_post_tags"><span>Tags:</span></div></div></div>
        <div class="jnews_author_box_container"><div class="jeg_authorbox">{bio}</div></div>
        <div class="jnews_related_post_container"><article class="jeg_post">{card}{excerpt}</article>
        </div></div>""",
    "Jannah": """<article id="the-post" class="container-wrapper post-content tie-standard">
        <header class="entry-header-outer">
        <h1 class="post-title entry-title">{title}</h1></header><div class="featured-area"><figure>
        {featured}</figure></div>
        <div class="entry-content entry clearfix"><div class="stream-item">
        <span class="stream-title">Iklan</span></div>
        {content}<div class="post-bottom-meta post-bottom-tags">Tags</div></div>
        <div class="share-buttons">Bagikan</div></article><div class="post-components">
        <div class="about-author"><div class="author-bio">{bio}</div></div><div id="related-posts">{card}
        </div></div>""",
    "GeneratePress": """<div class="content-area"><main class="site-main"><article id="post-7">
        <div class="inside-article">
        <div class="featured-image">{featured}</div><header class="entry-header"><h1 class="entry-title">
        {title}</h1></header>
        <div class="entry-content" itemprop="text">{content}</div>
        <footer class="entry-meta">Nasional</footer></div></article>
        </main></div>""",
    "OceanWP": """<article id="post-7"><div class="thumbnail">{featured}</div>
        <h2 class="single-post-title">{title}</h2>
        <ul class="meta"><li class="meta-author">Budi</li></ul>
        <div class="entry-content clr" itemprop="text">{content}</div>
        <section id="related-posts"><h3>Anda mungkin suka</h3><article class="related-post">{card}
        </article></section></article>""",
    "Divi": """<div id="main-content"><article id="post-7" class="et_pb_post">
        <div class="et_post_meta_wrapper">
        <h1 class="entry-title">{title}</h1>{featured}</div><div class="entry-content">
        <div class="et_pb_section"><div class="et_pb_row">
        <div class="et_pb_column"><div class="et_pb_module et_pb_text"><div class="et_pb_text_inner">
        {content}</div></div></div>
        </div></div></div></article></div>""",
    "Elementor": """<div class="elementor elementor-location-single post-7">
        <div class="elementor-widget elementor-widget-heading">
        <div class="elementor-widget-container"><h1>{title}</h1></div></div>
        <div class="elementor-widget elementor-widget-theme-post-featured-image">
        <div class="elementor-widget-container">
        <figure class="wp-caption">{featured}</figure></div></div>
        <div class="elementor-widget elementor-widget-theme-post-content">
        <div class="elementor-widget-container">{content}</div></div>
        <div class="elementor-widget elementor-widget-share-buttons">
        <div class="elementor-share-btn">Facebook</div></div>
        <div class="elementor-widget elementor-widget-author-box"><div class="elementor-author-box">{bio}
        </div></div>
        <div class="elementor-posts"><article class="elementor-post">{card}{excerpt}</article></div></div>""",
    "Blocksy": """<main class="site-main"><article id="post-7"><div class="hero-section">
        <h1 class="page-title">{title}</h1></div>
        <figure class="ct-featured-image"><div class="ct-media-container">{featured}</div></figure>
        <div class="entry-content is-layout-constrained">{content}</div>
        <div class="ct-share-box">Bagikan</div>
        <div class="author-box"><div class="author-box-bio">{bio}</div></div></article>
        <div class="ct-related-posts"><h3>Related Posts</h3><article>{card}</article></div></main>""",
    "Bricks": """<main id="brx-content"><section class="brxe-section"><h1 class="brxe-post-title">{title}</h1>
        <figure class="brxe-image">{featured}</figure></section><section class="brxe-section">
        <div class="brxe-post-content">{content}</div><div class="brxe-post-author"><h3>Budi</h3>{bio}</div>
        <div class="brxe-related-posts"><ul class="related-posts"><li>{card}{excerpt}</li></ul></div>
        </section></main>""",
    "MH Magazine": """<article id="post-7"><header class="entry-header"><h1 class="entry-title">{title}
        </h1></header>
        <div class="entry-content mh-clearfix"><figure class="entry-thumbnail">{featured}</figure>
        <div class="mh-social-top"><ul><li>Bagikan</li></ul></div>{content}</div>
        <div class="mh-author-box"><div class="mh-author-box-bio">{bio}</div></div></article>""",
    "a block theme": """<div class="wp-site-blocks"><main class="wp-block-group">
        <h1 class="wp-block-post-title">{title}</h1>
        <figure class="wp-block-post-featured-image">{featured}</figure>
        <div class="entry-content wp-block-post-content is-layout-flow">{content}</div>
        <div class="wp-block-post-author"><p>Budi</p></div><div class="wp-block-query">{card}{excerpt}
        </div></main></div>""",
    "a theme that names nothing": """<div class="kolom-kiri"><h1>{title}</h1>
        <div class="tgl">Rabu, 5 Juni 2024</div>
        <div class="gbr">{featured}</div><div class="kolom">{content}</div></div><div class="kolom-kanan">
        <h3>Populer</h3>
        <ul><li>{card}</li></ul></div>""",
    "a theme without a name for the content": """<div class="bs-blog-post single"><div class="bs-header">
        <h1 class="title">
        <a href="/jembatan/">{title}</a></h1></div><div class="bs-blog-thumb">{featured}</div>
        <article class="small single">{content}</article></div><div class="bs-info-author-block">{bio}</div>
        <div class="bs-single-related"><h4>Related Post</h4>{card}</div>""",
    "a page with the next posts below": """<div id="main"><section class="post-wrapper">
        <h1 class="entry-title">{title}</h1>
        <div class="post-thumb">{featured}</div><div class="post-content entry-content">{content}</div>
        </section>
        <section class="post-wrapper"><h2 class="entry-title"><a href="/lain/">Judul berita yang lain</a></h2>
        <div class="post-content entry-content">{excerpt}{excerpt}{excerpt}{excerpt}{excerpt}{excerpt}
        </div></section></div>""",
    "a magazine with cards of its own posts": """<div class="slider"><article class="post-3">
        <div class="entry-summary">{excerpt}
        {excerpt}{excerpt}{excerpt}{excerpt}</div></article></div>
        <article id="post-7" class="entry single-entry"><h1>{title}</h1>
        {featured}<div class="entry-content single-content">{content}</div></article>
        <article class="entry loop-entry post-9"><div class="entry-content">{card}{excerpt}{excerpt}</div>
        </article>""",
}
"""By theme: where it prints title, featured picture, content, author's note, a card and an excerpt."""


def post(theme: str, *, title: str, content: str, featured: str = "") -> str:
    """Return a post's page as the theme prints it."""
    printed = THEMES[theme].format(
        title=title, content=content, featured=featured, bio=_BIO, card=_CARD, excerpt=_EXCERPT
    )
    classes = "post-template-default single single-post postid-7 single-format-standard"
    return f"""<!DOCTYPE html><html lang="id"><head><title>{title} - Koran</title></head>
        <body class="{classes}">
        <header class="site-header"><p class="site-title">Koran</p>
        <p>Kabar dari desa dan kota, setiap hari, dari
        tangan pertama.</p><nav><ul><li><a href="/">Beranda</a></li></ul></nav></header>{printed}
        <aside class="widget-area"><section class="widget"><p>Kami menulis berita dari lapangan. Setiap berita
        diperiksa dua kali sebelum terbit, juga pada hari libur.</p></section></aside>
        <footer class="site-footer">
        <p>Koran terbit di Sukabumi sejak 1998. Hak cipta dilindungi undang-undang.</p>
        </footer></body></html>"""
