"""The names that themes, plugins and newsrooms give to the parts of a page."""

from __future__ import annotations

import re

from crawler.text import by_word, phrases, words

SILENT = re.compile(
    r"(?:tag|category|post-format|status|format|type|has|is|no(?!-print)|not|without|with|wp-image|page-id"
    r"|u|lg|md|sm|xs|xl)-"
    r"|(?:has|is|no|with|without|show|hide|enable|enabled|use)[A-Z]"
    r"|elementor(?!-(?:share|post-navigation|post-info|author|toc|table-of))"
    r"|.*[:\[/@]"
)
"""Names that say what a story is about (``post_class()``) or how it looks, not what the element is."""

FAMILIES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (rule, re.compile(f"(?:{names})", re.IGNORECASE | re.VERBOSE))
    for rule, names in {
        "share": r"""
            sharedaddy | sd-(?:sharing|block|like|social) | addtoany | a2a_ | heateor | mashsb | essb | ssba
            | shareaholic | swp_ | dpsp | sharethis | apss | addthis | novashare | jeg_share | jp-post-flair
            | robots-nocontent | social-links | elementor-share | et_social
            | wp-block-(?:social|jetpack-sharing|jetpack-like)
            | (?:facebook|fb)-(?:like|share|send|save|page|follow)
        """,
        "related": r"""
            jp-relatedposts | yarpp | crp[_-] | irp | rp4wp | wp_rp | contextly | outbrain | taboola
            | zergnet | revcontent | mgid | inline-?related | recent-posts | baca-?juga | lihat-?juga
            | read-?also | also-?read | (?:td_block|tdb_single)_?related | wp-embedded-content
            | wp-block-(?:latest-posts|query|rss|jetpack-related|jetpack-subscriptions)
        """,
        "advertisement": r"""
            adsbygoogle | code-block(?:-\d+)?$ | google-auto-placed | ai_widget | ai-viewport | quads
            | advads | adrotate | td-[ag]-rec | div-gpt-ad | google_ads | gpt-ad | dfp- | teads | ad-?slot
            | revive | stream-item
        """,
        "comments": r"""
            fb-comments | disqus | wpd- | respond$ | komentar$
            | comment(?:s|-respond|-list|list|s-area|-form|form)$
        """,
        "table_of_contents": r"""
            ez-toc | lwptoc | toc_ | toc$ | rank-math-toc | simpletoc | elementor-(?:toc|table-of)
            | wp-block-(?:rank-math-toc|yoast-seo-table|table-of)
        """,
        "page_links": r"""
            page-links?$ | post-page-numbers | pagelinks?$ | link-pages | jeg_pagelinks | multipage
        """,
        "embed": r"""
            twitter-(?:tweet|video|timeline) | instagram-media | tiktok-embed | reddit- | bluesky-embed
            | fb-(?:video|post|xfbml|comment-embed) | mastodon-embed | imgur-embed | flourish | datawrapper
            | infogram | jwplayer | video-js | text-post-media | threads-embed | telegram-post | pinterest
            | strava-embed | wp-block-(?:embed|video|audio|file|jetpack-[a-z]*embed)
        """,
        "gallery": r"""
            gallery(?:-\w+)?$ | tiled-gallery | ngg- | slick- | swiper | owl- | flexslider | td-gallery
            | wp-block-(?:gallery|jetpack-tiled|jetpack-slideshow|media-gallery)
        """,
        "caption": r"wp-caption-text | wp-element-caption | gallery-caption",
        "table": r"wp-block-(?:table|flexible-table) | tablepress | ninja_table | wpdatatable",
        "author_box": r"""
            saboxplugin | abh_ | m-a-box | pp-(?:multiple-)?author | abt-autor | molongui | elementor-author
            | author-?(?:box|bio|info|profile|card|description|about) | about-?(?:the-?)?author
        """,
        "navigation": r"""
            post-?navigation | posts-navigation | nav-(?:links|previous|next) | navigation$ | breadcrumbs?
            | rank-math-breadcrumb | prev-?next | jnews_prev | skip-?link | elementor-post-navigation
            | wp-block-(?:navigation|post-navigation)
        """,
        "post_meta": r"""
            (?:entry|post|article|single)-?(?:meta|footer|tags?|info|date|categor(?:y|ies)|views?|byline)
            (?:-\w+)?$ | tags-links | cat-links | posted-on | byline | reading-time | rt-reading | edit-link
            | post-views | wp-block-post-(?:date|author|terms) | elementor-post-info
        """,
        "hidden": r"""
            screen-reader-text | sr-only | visually-?hidden | assistive-text | print-?only | only-?print
            | (?:d-print|visible-print)-(?:block|inline|flex) | offscreen
        """,
        "widget": r"""
            widgets?$ | widget-area | widget_ | sidebar$
            | wp-block-(?:search|buttons?$|categories|archives|tag-cloud|calendar|loginout)
        """,
    }.items()
)
"""Names of plugins, blocks and theme parts, from their start; the first family that knows a name has it."""

WORDS: dict[str, str] = by_word(
    {
        "share": """
            share shares sharing sharer sharebar sharebuttons sharebox sharetools socialshare social socials
            sosmed medsos bagikan follow
        """,
        "related": """
            related relatedposts relatedarticles relatednews recommended recommendation recommendations
            recommends recirc recirculation readmore mostread popular trending terpopuler terkait terkini
            teaserlist linkbox morelike seealso suggested promobox upnext nextup crosslinks otherstories
            morestories furtherreading
        """,
        "advertisement": """
            ad ads adv advert adverts advertisement advertisements advertising adsense adbox adunit
            adcontainer adwrapper adblock adlabel dfp gpt banner banners sponsor sponsored sponsors promo
            promos promotion promoted iklan werbung anzeige publicidad reklame affiliate
        """,
        "newsletter": """
            newsletter newsletters subscribe subscription subscribes signup optin mailchimp mc4wp regwall
            cta
        """,
        "comments": "comments comment commenting disqus respond komentar kommentare comentarios kommentarer",
        "author_box": "authorbox authorbio biography bio",
        "navigation": "breadcrumb breadcrumbs pagination pager paginator navbar navigation nav menu",
        "post_meta": "byline bylines timestamp meta tags taglist taxonomies postmeta metadata keywords",
        "caption": "caption captions figcaption photocredit imagecredit",
        "gallery": "gallery slideshow carousel slider lightbox",
        "embed": "embed embeds embedded oembed player jwplayer brightcove videoplayer tweet",
        "box": "factbox infobox faktaboks faktaruta infokasten factbloc",
        "hover": "popover hovercard tooltip tooltiptext rollover",
        "widget": """
            popup modal overlay cookie cookies consent gdpr toolbar tools poll quiz survey rating ratings
        """,
        "hidden": "noprint dontprint printhide hideprint visuallyhidden screenreader",
    }
)
"""Words that name what is no story; they may also stand in the name of something around the story."""

PAIRS: dict[tuple[str, ...], str] = {
    tuple(pair.split()): rule
    for rule, pairs in {
        "related": """
            read more, read next, read also, more stories, more news, more on, see also, most read, up next,
            next article
        """,
        "newsletter": "sign up",
        "hidden": "no print, print hidden, hidden print, print none",
        "caption": "photo credit, image credit",
        "author_box": "about author, author bio, author box, author info, author block, info author",
        "table_of_contents": "table contents",
    }.items()
    for pair in phrases(pairs)
}
"""The same for two words that follow each other."""

CONTAINER = re.compile(
    r"(?:.*[-_])?(?:article|artikel|post|entry|story|news|single|detail|read|blog|isi|berita|tdb?|the|nota|noticia"
    r"|articulo|beitrag|richtext)s?[-_]*(?:main[-_]*)?(?:content|body|text|inner|copy|bodytext|txt|flow)(?:[-_].*)?$",
    re.IGNORECASE,
)
"""Names that speak for an element's holding the story."""

AWAY = words(
    """
    footer foot copyright disclaimer legal imprint comment comments sidebar related promo teaser bio
    newsletter factbox infobox
    """
)
"""Words in names that speak against it."""

SUMMARY = words(
    """
    standfirst dek deck subtitle subtitles subhead subheadline subheading summary lead lede leadtext
    intro introduction excerpt abstract teaser description chapo sapo bajada entradilla sumario ingress
    manchet underrubrik vorspann sottotitolo occhiello tagline preamble sinopsis synopsis articlesummary
    volanta copete
    """
)
"""What newsrooms call the paragraph between headline and story."""

BOX = words(
    """
    fact facts box info infos aside expandable collapsible collapsable collapse collapsed accordion bio
    person promo teaser card summary related
    """
)
"""What they call a text set apart inside of a story."""

HOVER = words("popover hovercard tooltip tooltiptext rollover")
"""What they call what opens under the pointer, and the word that opens it."""

CAPTION = words(
    """
    caption captions figcaption captiontext imagecaption photocaption keterangan bildunterschrift
    legende bijschrift
    """
)
CREDIT = words("credit credits copyright source photographer agency fotografer sumber kredit rights")
