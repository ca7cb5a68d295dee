"""Refuses what stands before a site: pages of protection services, and those that ask for consent."""

from __future__ import annotations

import re

from crawler.extract.body.blocks import text_of
from crawler.extract.body.body import Body, layout_of
from crawler.extract.body.page_hints import PageHints
from crawler.extract.fields.context import Context
from crawler.extract.not_an_article import NotAnArticle
from crawler.extract.parse.document import Document
from crawler.extract.parse.xpath import condition
from crawler.extract.refusing.marks import is_marked
from crawler.site import NEWSPAPER, Site

LONGEST_TITLE = 1_000
"""Characters: no page that says that it is something else says it in a longer title."""

_CHALLENGE_TITLE = re.compile(
    r"(?:^|[|–—-]\s)\W*(?:(?:checking your browser|ddos-guard|verify(?:ing)? (?:that )?you are human"
    r"|request unsuccessful|pardon our interruption|are you (?:a )?(?:human|robot)|please wait while).*"
    r"|(?:just a moment|attention required|access(?: to this page has been)? denied|please wait"
    r"|security check|one moment,? please|captcha|akses ditolak|(?:mohon )?tunggu sebentar)"
    r"\W*(?:\s[|–—-].*)?$)",
    re.IGNORECASE,
)
"""Titles of protection services' pages; a headline would continue after such words, or differ."""
_challenge = condition(
    "//script[contains(@src, '/cdn-cgi/challenge-platform/') or contains(@src, 'captcha-delivery.com')"
    " or contains(@src, '_Incapsula_Resource') or contains(@src, 'ddos-guard')]"
    " | //*[@id='challenge-form' or @id='challenge-running' or @id='cf-wrapper' or @id='px-captcha'"
    " or @id='sec-if-cpt-container' or @id='main-iframe' or contains(@class, 'cf-browser-verification')"
    " or contains(@class, 'h-captcha') or contains(@class, 'g-recaptcha') or @id='cf-error-details']"
)
_CHALLENGE_SCRIPTS = (b"window._cf_chl_opt", b"sucuri_cloudproxy_js", b"_pxAppId")
_CHALLENGE_TEXT = 1_500
"""Characters: protection services' pages are short; a page with more text than this is not one of them."""

_CONSENT_TITLE = re.compile(
    r"\W*(?:(?:we (?:value|respect|care about) your privacy|your privacy(?: (?:matters|choices))?"
    r"|before you continue(?: to .*)?|(?:cookie|privacy) (?:consent|settings|preferences|notice)"
    r"|kami (?:menghargai|menghormati|peduli) privasi anda|privasi anda(?: penting)?"
    r"|sebelum anda (?:melanjutkan|lanjut)(?: ke .*)?|persetujuan (?:cookies?|kuki|privasi)"
    r"|(?:pengaturan|preferensi) (?:cookies?|kuki|privasi)|wir (?:schätzen|respektieren) ihre privatsphäre"
    r"|(?:ihre |datenschutz-?)einwilligung|nous respectons votre vie privée|votre vie privée"
    r"|(?:valoramos|respetamos) (?:su|tu) privacidad)\W*)(?:\s[|–—-].*)?",
    re.IGNORECASE,
)
"""Titles of pages that ask for consent to cookies before they show anything."""
_CONSENT = re.compile(r"\bcookies?\b|\bkuki\b|\bconsent\b|einwillig|consentement", re.IGNORECASE)
_CONSENT_TEXT = 4_000
"""Characters of the longest of them."""


def is_challenge(document: Document, site: Site = NEWSPAPER) -> bool:
    """Say whether a page came in place of what was requested, without reading it as an article."""
    nothing = Body(lines=[], dropped=[], how="nothing")
    try:
        refuse_challenge(Context(document, site, layout_of(document, site), PageHints(document), nothing))
    except NotAnArticle:
        return True
    return False


def refuse_challenge(context: Context) -> None:
    """Raise NotAnArticle("challenge") for a page that came in place of what was requested."""
    title = context.document.title
    if len(title) <= LONGEST_TITLE and _CONSENT_TITLE.fullmatch(title) and not is_marked(context):
        text = text_of(context.page)
        if len(text) < _CONSENT_TEXT and _CONSENT.search(text):
            raise NotAnArticle("challenge", title.strip())
    is_titled = len(title) <= LONGEST_TITLE and _CHALLENGE_TITLE.search(title) is not None
    if not is_titled and context.document.page.status not in (403, 429, 503):
        return  # protection services' scripts are on good pages, too
    if len(text_of(context.page)) >= _CHALLENGE_TEXT:
        return
    scripts = any(mark in context.document.page.body for mark in _CHALLENGE_SCRIPTS)
    if scripts or _challenge(context.document.root) or (is_titled and not is_marked(context)):
        raise NotAnArticle("challenge", title.strip() or None)
