"""The names that themes, plugins and newsrooms give to the parts of a page."""

from __future__ import annotations

import re

from crawler.rules import Cause, causes_by_word, kind_of
from crawler.text import phrases, words

SILENT = re.compile(
    r"(?:tag|category|post-format|status|format|type|has|is|no(?!-print)|not|without|with|wp-image|page-id"
    r"|u|lg|md|sm|xs|xl)-"
    r"|(?:has|is|no|with|without|show|hide|enable|enabled|use)[A-Z]"
    r"|kt-adv-heading|elementor(?!-(?:share|post-navigation|post-info|author|toc|table-of))"
    r"|.*[:\[/@]"
)
"""Names that say what a story is about (``post_class()``) or how it looks, not what the element is."""

PANEL = "so-panel"
PANEL_WIDGETS = re.compile(r"widget$|widget_(?:text|custom_html|sow-editor|sow-headline|black-studio)")
"""Names of text in a panel of SiteOrigin's page builder, where a page's content stands in widgets."""

FAMILIES: tuple[tuple[Cause, re.Pattern[str]], ...] = tuple(
    (kind_of(by), re.compile(f"(?:{names})", re.IGNORECASE | re.VERBOSE))
    for by, names in {
        "structure.plugins.share": r"""
            sharedaddy | sd-(?:sharing|block|like|social) | addtoany | a2a_ | heateor | mashsb | essb | ssba
            | shareaholic | swp_ | dpsp | sharethis | apss | addthis | novashare | jeg_share | jp-post-flair
            | robots-nocontent | social-links | elementor-share | et_social
            | wp-block-(?:social|jetpack-sharing|jetpack-like)
            | (?:facebook|fb)-(?:like|share|send|save|page|follow)
        """,
        "structure.plugins.related": r"""
            jp-relatedposts | yarpp | crp[_-] | irp | rp4wp | wp_rp | contextly | outbrain | taboola
            | zergnet | revcontent | mgid | inline-?related | recent-posts | baca-?juga | lihat-?juga
            | read-?also | also-?read | (?:td_block|tdb_single)_?related | wp-embedded-content
            | wp-block-(?:latest-posts|query|rss|jetpack-related|jetpack-subscriptions)
        """,
        "structure.plugins.advertisement": r"""
            adsbygoogle | code-block(?:-\d+)?$ | google-auto-placed | ai_widget | ai-viewport | quads
            | advads | adrotate | td-[ag]-rec | div-gpt-ad | google_ads | gpt-ad | dfp- | teads | ad-?slot
            | revive | stream-item
        """,
        "structure.plugins.comments": r"""
            fb-comments | disqus | wpd- | respond$ | komentar$
            | comment(?:s|-respond|-list|list|s-area|-form|form)$
        """,
        "structure.plugins.table_of_contents": r"""
            ez-toc(?!-section) | lwptoc | toc_ | toc$ | rank-math-toc | simpletoc | elementor-(?:toc|table-of)
            | wp-block-(?:rank-math-toc|yoast-seo-table|table-of)
        """,
        "structure.plugins.page_links": r"""
            page-links?$ | post-page-numbers | pagelinks?$ | link-pages | jeg_pagelinks | multipage
        """,
        "structure.plugins.embed": r"""
            twitter-(?:tweet|video|timeline) | instagram-media | tiktok-embed | reddit- | bluesky-embed
            | fb-(?:video|post|xfbml|comment-embed) | mastodon-embed | imgur-embed | flourish | datawrapper
            | infogram | jwplayer | video-js | text-post-media | threads-embed | telegram-post | pinterest
            | strava-embed | wp-block-(?:embed|video|audio|file|jetpack-[a-z]*embed)
        """,
        "structure.plugins.gallery": r"""
            gallery(?:-\w+)?$ | tiled-gallery | ngg- | slick- | swiper | owl- | flexslider | td-gallery
            | wp-block-(?:gallery|jetpack-tiled|jetpack-slideshow|media-gallery)
        """,
        "structure.plugins.caption": r"wp-caption-text | wp-element-caption | gallery-caption",
        "structure.plugins.table": r"""
            wp-block-(?:table|flexible-table) | tablepress | ninja_table | wpdatatable
        """,
        "structure.plugins.author_box": r"""
            saboxplugin | abh_ | m-a-box | pp-(?:multiple-)?author | abt-autor | molongui | elementor-author
            | author-?(?:box|bio|info|profile|card|description|about) | about-?(?:the-?)?author
        """,
        "structure.plugins.navigation": r"""
            post-?navigation | posts-navigation | nav-(?:links|previous|next) | navigation$ | breadcrumbs?
            | rank-math-breadcrumb | prev-?next | jnews_prev | skip-?link | elementor-post-navigation
            | wp-block-(?:navigation|post-navigation)
        """,
        "structure.plugins.post_meta": r"""
            (?:entry|post|article|single)-?(?:meta|footer|tags?|info|date|categor(?:y|ies)|views?|byline)
            (?:-\w+)?$ | tags-links | cat-links | posted-on | byline | reading-time | rt-reading | edit-link
            | post-views | wp-block-post-(?:date|author|terms) | elementor-post-info
        """,
        "structure.plugins.hidden": r"""
            screen-reader-text | sr-only | visually-?hidden | assistive-text | print-?only | only-?print
            | (?:d-print|visible-print)-(?:block|inline|flex) | offscreen
        """,
        "structure.plugins.widget": r"""
            widgets?$ | widget-area | widget_ | sidebar$
            | wp-block-(?:search|buttons?$|categories|archives|tag-cloud|calendar|loginout)
        """,
    }.items()
)
"""Names of plugins, blocks and theme parts, from their start; the first family that knows a name has it."""

WORDS: dict[str, Cause] = causes_by_word(
    {
        "structure.names.share": """
            share shares sharing sharer sharebar sharebuttons sharebox sharetools socialshare social socials
            sosmed medsos bagikan follow
        """,
        "structure.names.related": """
            related relatedposts relatedarticles relatednews recommended recommendation recommendations
            recommends recirc recirculation readmore mostread popular trending terpopuler terkait terkini
            teaserlist linkbox morelike seealso suggested promobox upnext nextup crosslinks otherstories
            morestories furtherreading
        """,
        "structure.names.advertisement": """
            ad ads adv advert adverts advertisement advertisements advertising adsense adbox adunit
            adcontainer adwrapper adblock adlabel dfp gpt banner banners sponsor sponsored sponsors promo
            promos promotion promoted iklan werbung anzeige publicidad reklame affiliate
        """,
        "structure.names.newsletter": """
            newsletter newsletters subscribe subscription subscribes signup optin mailchimp mc4wp regwall
            cta
        """,
        "structure.names.comments": """
            comments comment commenting disqus respond komentar kommentare comentarios
            kommentarer
        """,
        "structure.names.author_box": "authorbox authorbio biography bio",
        "structure.names.navigation": """
            breadcrumb breadcrumbs pagination pager paginator navbar navigation nav menu
        """,
        "structure.names.post_meta": """
            byline bylines timestamp meta tags taglist taxonomies postmeta metadata keywords
        """,
        "structure.names.caption": "caption captions figcaption photocredit imagecredit",
        "structure.names.gallery": "gallery slideshow carousel slider lightbox",
        "structure.names.embed": "embed embeds embedded oembed player jwplayer brightcove videoplayer tweet",
        "structure.names.box": "factbox infobox faktaboks faktaruta infokasten factbloc",
        "structure.names.hover": "popover hovercard tooltip tooltiptext rollover",
        "structure.names.widget": """
            popup modal overlay cookie cookies consent gdpr toolbar tools poll quiz survey rating ratings
        """,
        "structure.names.hidden": "noprint dontprint printhide hideprint visuallyhidden screenreader",
    }
)
"""Words that name what is not part of a story. The name of what surrounds a story may hold them, too."""

PAIRS: dict[tuple[str, ...], Cause] = {
    tuple(pair.split()): kind_of(by)
    for by, pairs in {
        "structure.name_pairs.related": """
            read more, read next, read also, more stories, more news, more on, see also, most read, up next,
            next article
        """,
        "structure.name_pairs.newsletter": "sign up",
        "structure.name_pairs.hidden": "no print, print hidden, hidden print, print none",
        "structure.name_pairs.caption": "photo credit, image credit",
        "structure.name_pairs.author_box": """
            about author, author bio, author box, author info, author block, info author
        """,
        "structure.name_pairs.table_of_contents": "table contents",
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

LABELS = words(
    """
    a an the this that these our your us you me my we all more most latest recent new top best other to for on
    of in at by and or with from about here now it post posts article articles story stories news content
    link links page pages section topic topics video videos photo photos author authors writer editor editors
    pick picks leave add write join get sign up log view views read see show list guide info information
    contact us email daily weekly media network networks box block area reply thread reader readers
    dan atau di ke dari yang untuk pada oleh dengan ini itu kami kita anda lainnya lain lebih semua terbaru
    artikel berita tulisan konten kolom pembaca penulis redaksi topik tautan halaman bagian daftar isi
    tinggalkan kirim tulis beri ikuti langganan gabung baca juga lihat simak selengkapnya media foto
    """
)
"""Words that stand beside those of furniture in its labels: "Related posts", "Kolom komentar"."""
