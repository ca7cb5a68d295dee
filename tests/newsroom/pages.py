"""The pages that the newspaper renders itself: lists of articles, and articles that are not fixtures."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from html import escape
from typing import NamedTuple

from tests.newsroom.answer import HOST
from tests.newsroom.story import Story, slugify

MENU = ("Nasional", "Internasional", "Ekonomi", "Daerah", "Olahraga", "Teknologi", "Hiburan", "Opini")

HEAD = """<!DOCTYPE html>
<html lang="id">
<head>
<meta charset="UTF-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="alternate" type="application/rss+xml" title="Telegraf &raquo; Feed" href="{host}/feed/" />
<link rel="https://api.w.org/" href="{host}/wp-json/" />
{more}
<style>.main-navigation a {{ padding: 0 .5em; }}</style>
</head>
<body class="{body_class}">
<div id="page" class="site">
<a class="skip-link screen-reader-text" href="#content">Langsung ke konten</a>
<header id="masthead" class="site-header">
<p class="site-title"><a href="{host}/" rel="home">Telegraf</a></p>
<p class="site-description">Berita hari ini, terkini dan terpercaya</p>
<nav id="site-navigation" class="main-navigation"><ul class="menu">{menu}</ul></nav>
</header>
<div id="content" class="site-content">
"""

FOOT = """
<aside id="secondary" class="widget-area">
<section class="widget widget_search"><form role="search" method="get" class="search-form" action="{host}/">
<input type="search" class="search-field" placeholder="Cari &hellip;" name="s"></form></section>
<section class="widget widget_popular"><h2 class="widget-title">Terpopuler</h2><ul>{popular}</ul></section>
<section class="widget widget_newsletter"><h2 class="widget-title">Berlangganan</h2>
<p>Dapatkan berita terbaru Telegraf langsung di surel Anda.</p></section>
</aside>
</div>
<footer id="colophon" class="site-footer">
<p>Hak cipta &copy; 2018 Telegraf. <a href="{host}/tentang-kami/">Tentang Kami</a></p>
</footer>
</div>
<div class="cookie-notice">Situs ini memakai kuki. <button>Setuju</button></div>
</body>
</html>
"""


def link(story: Story, attributes: str = "") -> str:
    """Return a link to an article that shows its headline."""
    return f'<a href="{story.url}"{attributes}>{escape(story.headline, quote=False)}</a>'


def section_url(section: str) -> str:
    """Return the URL of a section."""
    return f"{HOST}/category/{slugify(section)}/"


def section_link(story: Story) -> str:
    """Return a link to the section of an article, as WordPress marks it."""
    return f'<a href="{section_url(story.section)}" rel="category tag">{story.section}</a>'


def frame(title: str, body_class: str, main: str, popular: Iterable[Story] = (), more: str = "") -> str:
    """Return a page: the frame around every page of the newspaper, with its own main part."""
    menu = "".join(f'<li class="menu-item"><a href="{section_url(name)}">{name}</a></li>' for name in MENU)
    head = HEAD.format(title=escape(title), body_class=body_class, more=more, menu=menu, host=HOST)
    foot = FOOT.format(popular="".join(f"<li>{link(story)}</li>" for story in popular), host=HOST)
    return f"{head}{main}{foot}"


def entry(story: Story) -> str:
    """Return an article as a list shows it."""
    section = slugify(story.section)
    return f"""<article id="post-{story.id}" class="post-{story.id} {story.kind} type-{story.kind}\
 status-publish hentry category-{section}">
<header class="entry-header"><h2 class="entry-title">{link(story, ' rel="bookmark"')}</h2>
<div class="entry-meta"><time class="entry-date published" datetime="{story.published.isoformat()}">\
{story.published:%d/%m/%Y}</time>
{section_link(story)}</div>
</header>
<div class="entry-summary"><p>{story.excerpt}</p></div>
</article>"""


def pagination(path: str, page: int, pages: int) -> str:
    """Return the links to the other pages of a list whose first page is at this path."""

    def to(number: int, text: str, kind: str) -> str:
        address = f"{HOST}{path}" if number == 1 else f"{HOST}{path}page/{number}/"
        return f'<a class="{kind}page-numbers" href="{address}">{text}</a>'

    if pages == 1:
        return ""
    links = [to(page - 1, "Sebelumnya", "prev ")] if page > 1 else []
    for number in sorted({1, page - 1, page, page + 1, pages} & set(range(1, pages + 1))):
        current = f'<span aria-current="page" class="page-numbers current">{number}</span>'
        links.append(current if number == page else to(number, str(number), ""))
    if page < pages:
        links.append(to(page + 1, "Berikutnya", "next "))
    return f'<nav class="navigation pagination"><div class="nav-links">{" ".join(links)}</div></nav>'


class Listing(NamedTuple):
    """A list of articles."""

    title: str
    body_class: str
    path: str
    """The path of its first page."""
    stories: Sequence[Story]


def list_page(listing: Listing, page: int, pages: int, popular: Iterable[Story]) -> str:
    """Return one page of a list of articles; ``listing`` has those that this page shows."""
    title, body_class, path, stories = listing
    heading = "" if "home" in body_class.split() else f'<h1 class="page-title">{escape(title)}</h1>\n'
    main = "\n".join([heading, *map(entry, stories), pagination(path, page, pages)])
    feed = f'<link rel="alternate" type="application/rss+xml" href="{HOST}{path}feed/" />'
    body = f'<main id="main" class="site-main">\n{main}\n</main>'
    return frame(f"{title} - Telegraf", body_class, body, popular, feed)


def article_page(story: Story) -> str:
    """Return the page of an article: classic markup, JSON-LD in the head, boilerplate around the text."""
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": story.headline,
        "datePublished": story.published.isoformat(),
        "dateModified": story.modified.isoformat(),
        "author": {"@type": "Person", "name": story.author},
        "articleSection": story.section,
        "mainEntityOfPage": story.url,
        "inLanguage": "id",
    }
    rest = f"{HOST}/wp-json/wp/v2/{'posts' if story.kind == 'post' else story.kind}/{story.id}"
    more = f"""<link rel="canonical" href="{story.url}" />
<link rel="alternate" type="application/json" href="{rest}" />
<meta property="og:type" content="article" />
<script type="application/ld+json">{json.dumps(data)}</script>"""
    tags = " ".join(f'<a href="{HOST}/tag/{slugify(tag)}/" rel="tag">{escape(tag)}</a>' for tag in story.tags)
    share = f'<a href="https://www.facebook.com/sharer.php?u={story.url}">Bagikan</a>'
    main = f"""<main id="main" class="site-main">
<article id="post-{story.id}" class="post-{story.id} {story.kind} type-{story.kind} hentry \
category-{slugify(story.section)}">
<header class="entry-header"><h1 class="entry-title">{escape(story.headline, quote=False)}</h1>
<div class="entry-meta">Oleh <span class="author vcard"><a class="url fn n" \
href="{HOST}/author/{slugify(story.author)}/">{story.author}</a></span>
<time class="entry-date published" datetime="{story.published.isoformat()}">\
{story.published:%d/%m/%Y %H:%M}</time>
<span class="cat-links">{section_link(story)}</span></div>
</header>
<div class="entry-content">
{story.content}
<div class="sharedaddy"><h3>Bagikan ini:</h3>{share}</div>
</div>
<footer class="entry-footer"><span class="tags-links">{tags}</span></footer>
</article>
<div id="comments" class="comments-area"><h2>Komentar Anda</h2></div>
</main>"""
    kind = "single single-post" if story.kind == "post" else f"single single-{story.kind}"
    return frame(f"{story.headline} - Telegraf", f"{kind} postid-{story.id}", main, more=more)
