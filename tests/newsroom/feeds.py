"""RSS, Atom and JSON Feed of the newspaper and of its sections, ten articles per page."""

from __future__ import annotations

import json
import re
from datetime import UTC
from email.utils import format_datetime
from xml.sax.saxutils import escape

from tests.newsroom.answer import HOST, Answer, Request, conditional, page_number, redirect
from tests.newsroom.lists import chosen
from tests.newsroom.newspaper import Newspaper
from tests.newsroom.story import Story

NAMESPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:atom="http://www.w3.org/2005/Atom" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"'
)


def cdata(text: str) -> str:
    """Wrap a text that may contain markup in CDATA."""
    return f"<![CDATA[{text.replace(']]>', ']]]]><![CDATA[>')}]]>"


def rss_item(story: Story, full: bool) -> str:
    """Return an article as an RSS item."""
    names = "".join(f"<category>{cdata(name)}</category>" for name in (story.section, *story.tags))
    content = f"<content:encoded>{cdata(story.content)}</content:encoded>" if full else ""
    return f"""<item>
<title>{escape(story.headline)}</title>
<link>{story.url}</link>
<dc:creator>{cdata(story.author)}</dc:creator>
<pubDate>{format_datetime(story.published.astimezone(UTC))}</pubDate>
{names}
<guid isPermaLink="false">{HOST}/?p={story.id}</guid>
<description>{cdata(story.excerpt)}</description>
{content}
</item>"""


def rss(title: str, path: str, stories: list[Story], full: bool) -> str:
    """Return an RSS 2.0 feed as WordPress prints it."""
    built = max(story.modified for story in stories)
    return f"""<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" {NAMESPACES}>
<channel>
<title>{escape(title)}</title>
<atom:link href="{HOST}{path}" rel="self" type="application/rss+xml" />
<link>{HOST}</link>
<description>Berita hari ini, terkini dan terpercaya</description>
<lastBuildDate>{format_datetime(built.astimezone(UTC))}</lastBuildDate>
<language>id</language>
<generator>https://wordpress.org/?v=6.1</generator>
{"".join(rss_item(story, full) for story in stories)}
</channel>
</rss>
"""


def atom_entry(story: Story, full: bool) -> str:
    """Return an article as an Atom entry."""
    names = "".join(
        f'<category scheme="{HOST}" term="{escape(name)}" />' for name in (story.section, *story.tags)
    )
    content = f'<content type="html">{cdata(story.content)}</content>' if full else ""
    return f"""<entry>
<author><name>{escape(story.author)}</name></author>
<title type="html">{cdata(story.headline)}</title>
<link rel="alternate" type="text/html" href="{story.url}" />
<id>{HOST}/?p={story.id}</id>
<updated>{story.modified.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}</updated>
<published>{story.published.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}</published>
{names}
<summary type="html">{cdata(story.excerpt)}</summary>
{content}
</entry>"""


def atom(title: str, path: str, stories: list[Story], full: bool) -> str:
    """Return an Atom feed as WordPress prints it."""
    built = max(story.modified for story in stories)
    return f"""<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="id">
<title type="text">{escape(title)}</title>
<updated>{built.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}</updated>
<link rel="self" type="application/atom+xml" href="{HOST}{path}" />
<id>{HOST}{path}</id>
{"".join(atom_entry(story, full) for story in stories)}
</feed>
"""


def json_feed(title: str, path: str, stories: list[Story], next_url: str | None) -> str:
    """Return a JSON Feed (https://www.jsonfeed.org/version/1.1/)."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": title,
        "home_page_url": HOST,
        "feed_url": f"{HOST}{path}",
        "next_url": next_url,
        "items": [
            {
                "id": f"{HOST}/?p={story.id}",
                "url": story.url,
                "title": story.headline,
                "content_html": story.content,
                "date_published": story.published.isoformat(),
                "date_modified": story.modified.isoformat(),
                "authors": [{"name": story.author}],
                "tags": [story.section, *story.tags],
            }
            for story in stories
        ],
    }
    return json.dumps({name: value for name, value in feed.items() if value is not None})


def answer_feed(site: Newspaper, request: Request) -> Answer | None:
    """Return a feed; None: the path is not a feed's, or ``paged`` is beyond the last article."""
    found = re.fullmatch(r"(/(?:[\w-]+/)*?)feed/(atom/|json/)?", request.path.rstrip("/") + "/")
    if not found or not (site.options.json_feed if found[2] == "json/" else site.options.feeds):
        return None
    if not request.path.endswith("/"):
        return redirect(f"{HOST}{request.path}/")
    listed = chosen(site, found[1])
    if not listed:
        return None
    title, stories = listed.title, listed.stories
    size, page = site.options.per_page, page_number(request)
    shown = list(stories[(page - 1) * size : page * size])
    if not shown:
        return None
    if found[2] == "json/":
        more = f"{HOST}{request.path}?paged={page + 1}" if page * size < len(stories) else None
        kind, text = "feed+json", json_feed(title, request.path, shown, more)
    elif found[2]:
        kind, text = "atom+xml", atom(title, request.path, shown, site.options.full_feeds)
    else:
        kind, text = "rss+xml", rss(title, request.path, shown, site.options.full_feeds)
    answer = Answer(text.encode(), 200, f"application/{kind}; charset=UTF-8")
    return conditional(answer, max(story.modified for story in stories), request)
