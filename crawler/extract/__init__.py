"""A page, or a WordPress REST record, -> its Article. Pure functions: no Scrapy, no network, no files.

What a page goes through, in this order. Each step has its files, below ``crawler/``; what it may remove: the
ids that ``scrapy extract --explain`` prints, ``*`` for the last part of one; and the reasons for which it may
refuse the page (NotAnArticle). Each id and each reason stands as it is in one of the files of its step.
``Article.removed`` counts the kind of line, which several ids share.

1. Decode the bytes.
   Files: extract/parse/encoding.py
   Refuses: empty, not_html
2. Cut out what browsers never show as text: scripts, styles, drawings, ``<noscript>``; shorten tags with
   thousands of attributes or names.
   Files: extract/parse/rawtext.py, extract/parse/hugetags.py
3. Parse: the tree without comments, the metadata, the JSON-LD, the marks of WordPress. Parse again, by the
   HTML standard, where elements are left open or text stands behind the body, so that the story may be lost;
   put the late parts of a page that React streams where its script puts them; empty templates.
   Files: extract/parse/document.py, extract/parse/html5.py, extract/parse/templates.py,
   extract/parse/react_streaming.py, extract/parse/jsonld.py, extract/parse/wordpress_markup.py
   Refuses: empty, too_deep, too_long
4. Choose where the story is looked for: in what the site's declaration names, else in the content of a
   WordPress post, if what is named so holds a fair share of the running text, else in the whole page. What
   stands outside is not read, and not counted as removed.
   Files: extract/body/body.py, extract/body/container.py, extract/body/prose.py
5. Walk through it and cut it into lines. Elements that are not part of a story are left out: by the site's
   declaration, by tag, role, ``itemprop`` or attribute, by the names of plugins and themes, by the words in
   their names. Where the whole page is read, also by the names that scripts give to components. Links to
   other stories between two sentences of a paragraph are left out as well, and the marks of notes. A rule
   that took most of the running text, box by box, is not asked where the story is more without it.
   Files: extract/body/lines.py, extract/body/contents.py, extract/body/blocks.py,
   extract/body/block_filter.py,
   extract/body/suspects.py, extract/body/slugs.py, extract/body/fair_share.py, extract/body/names.py,
   extract/body/vocabulary.py, extract/body/inline.py, extract/body/line_breaks.py, extract/body/buttons.py,
   extract/body/marks.py
   Removes: structure.layout, structure.tags.*, structure.roles.*, structure.properties.*,
   structure.attributes.hidden, structure.plugins.*, structure.names.*, structure.name_pairs.*,
   structure.components.*, structure.inline_link, structure.note_mark
6. Only where the whole page is read: give the updates of a live blog to its article; leave off the next
   story of a page that scrolls on (it is not part of this page's article, so it is not counted as removed),
   and cards of other stories; then find the densest element, the lines around it that belong to the same
   story, and what stands between and beside them in elements of its own.
   Files: extract/body/updates.py, extract/body/infinite_scroll.py, extract/body/cards.py,
   extract/body/density.py, extract/body/alike.py, extract/body/story.py, extract/body/region.py,
   extract/body/components.py
   Removes: structure.card
7. Take out lines that are not part of the story: links to other pages, comments, loose scraps, an excerpt,
   what the page prints a second time, headings at the end with nothing below them.
   Files: extract/body/boilerplate.py, extract/body/copies.py
   Removes: structure.pointer, structure.comment, structure.furniture, structure.excerpt, structure.copy,
   structure.orphan_heading
8. Compare the text with what the JSON-LD tells of it. Far less text sends the page the other way (the whole
   page, or the element that names call its content), or to the text in the JSON-LD; a page without a text, to
   that, or to the data that its scripts make it from.
   Files: extract/body/body.py, extract/body/told.py, extract/body/data_story.py, extract/parse/data.py
9. Find the lead picture, and take out its caption and those of other pictures.
   Files: extract/body/picture.py, extract/body/captions.py
   Removes: structure.captions.framed, structure.captions.lead, structure.captions.typed
10. Refuse a page that says that it is not an article; read its headline and its date. Refuse a text of more
    than 2,000,000 characters: it is never cut, and nothing is looked for in it.
   Files: extract/refusing/__init__.py, extract/refusing/challenges.py, extract/refusing/errors.py,
   extract/refusing/declared.py, extract/refusing/marks.py, extract/fields/headline.py,
   extract/fields/table.py, cleaning/cleaner.py
   Refuses: challenge, error_page, not_found, front_page, listing, search, author_archive, date_archive,
   attachment, static_page, too_long
11. Cut shortcodes that no plugin replaced out of paragraphs, and related links: in brackets, or behind the
    last sentence.
    Files: rules/shortcodes.py, rules/aside.py
    Removes: wording.shortcode, wording.aside
12. Take out the lines that one of the rules knows by its wording, the site's own rules first, and the lines
    below them that go with a label.
    Files: cleaning/cleaner.py, rules/related.py, rules/prompts.py, rules/invitations.py, rules/editions.py,
    rules/credits.py, rules/notices.py, rules/furniture/code.py, rules/furniture/labels.py,
    rules/buttons.py, rules/update_notes.py
    Removes: site.*, wording.related.*, wording.prompts.*, wording.invitations.*, wording.editions.*,
    wording.credits.*, wording.notices.*, wording.furniture.*, wording.buttons.*, wording.update_notes.*
13. At the first and at the last line in turns, as long as something is found: rules for the edges of a
    story, the repeated headline, the date, the dateline; the initials of the desk, also above a note that
    was appended, and a label below them that announces what is not there. A plain text (``clean_text``) has
    its caption here, too.
    Files: cleaning/cleaner.py, cleaning/plain.py, byline/opening.py, byline/dateline.py, byline/signoff.py
    Removes: cleaning.repeated_headline, cleaning.date_line, cleaning.announcement, cleaning.caption
14. Refuse a page whose text turned out not to be that of an article, only its beginning or a text beside the
    content, or that has no headline or no text.
    Files: extract/refusing/__init__.py, extract/refusing/gates.py, extract/refusing/textless.py,
    extract/refusing/declared.py, extract/refusing/listings.py, extract/refusing/shape.py,
    extract/refusing/marks.py, extract/page.py
    Refuses: login_wall, teaser, static_page, front_page, listing, search, author_archive, date_archive,
    no_headline, no_text
15. Read every other field from the sources that tell it, the most trusted first.
    Files: extract/fields/table.py, extract/text_fields.py

The content of a REST record goes through the steps 1 to 7, 9 and 11 to 13. The record tells its fields, and
extract/record.py refuses it (``login_wall``, ``too_long``, ``no_headline``, ``no_text``).
"""

from __future__ import annotations

from crawler.extract.not_an_article import REASONS, NotAnArticle, Reason
from crawler.extract.page import extract_article, extract_page
from crawler.extract.pages import join_pages
from crawler.extract.record import extract_record

__all__ = [
    "REASONS",
    "NotAnArticle",
    "Reason",
    "extract_article",
    "extract_page",
    "extract_record",
    "join_pages",
]
