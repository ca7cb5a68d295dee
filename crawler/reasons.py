"""Why something was not stored, in words: each reason that the project can count, and what it means.

A reason is one word, for statistics and tables (:attr:`crawler.rows.Outcome.reason`). Those of a family have
what differs at their end: ``http_503``, ``error_KeyError``.
"""

from __future__ import annotations

import re
from dataclasses import fields
from http import HTTPStatus

from crawler.article import Article

PAGE = {
    "empty": "The response is empty, or holds nothing that can be read.",
    "not_html": "The response is no web page: a picture, a PDF, data of a program.",
    "too_deep": "The elements of the page are nested too deeply to be read.",
    "too_long": "The text is longer than any article (2,000,000 characters).",
    "challenge": "A protection service shows a challenge, or a request for consent, in place of the page.",
    "error_page": "The page is an error message of the server, whatever its status says.",
    "login_wall": "Readers must log in, subscribe or pay for the rest of the article.",
    "teaser": "The page shows only the beginning of the article, and does not say why.",
    "not_found": "The page says that there is no such article.",
    "front_page": "It is the front page.",
    "listing": "It is a page that lists articles.",
    "search": "It is the result of a search.",
    "author_archive": "It is the list of an author's articles.",
    "date_archive": "It is the list of the articles of a day, a month or a year.",
    "attachment": "It is the page of a picture or a file.",
    "static_page": "It is a page about the newspaper, a product or a form, and no article.",
    "no_headline": "No headline was found.",
    "no_text": "No text was found.",
}
"""What a page is, or lacks."""

RULE = {
    "robots": "robots.txt forbids it (RFC 9309). It is asked again once the rule is gone.",
    "robots_unreachable": "The robots.txt of its host cannot be had, so nothing may be asked there.",
    "crawl_delay": "robots.txt of its host asks for longer pauses than a run waits (MAX_WAIT).",
    "bad_address": "It is no http(s) URL that can be requested.",
    "private_address": "Its host is not on the public web, and PRIVATE_NETWORKS does not name it.",
    "other_site": "It is not on the site that is crawled.",
    "outside_period": "It was not published in the period that the run was for (-a since, -a until).",
    "outside_section": "It is not in the section that the run was for (-a section).",
    "by_pipeline": "A pipeline of your own dropped it.",
}
"""What the operator, the site or the project has decided."""

NETWORK = {
    "timeout": "The server did not respond in time.",
    "unknown_host": "Its host is unknown (DNS).",
    "refused_connection": "The server refuses the connection.",
    "network": "The connection was closed before a whole response came, or could not be secured (TLS).",
    "certificate": "The host could not prove who it is: its certificate is not accepted (CA_FILE).",
    "cut_off": "Only a part of the response came.",
    "too_large": "The response is larger than what is read of any.",
    "redirects": "It redirects in a circle, or too often.",
    "ignored": "A middleware of your own dropped the request.",
    "no_answer": "The request was dropped on its way, without a word why.",
    "payment_required": "The site asks for money (402). It is tried again in a later run.",
}
"""What happened on the way."""

ARTICLE = {
    "gone": "The site says that it does not have the article, or not any more (404, 410).",
    "same_text": "The site shows the same text at many addresses: it is not that of this article.",
    "no_url": "It has no URL.",
    "no_site": "It names no site.",
}
"""What an article is that was read, and not stored."""

LEDGER = {
    "pending": "It waits: the next crawl will ask for it.",
    "new": "It appeared, or changed, after the last crawl began to list the site: the next one will find it.",
    "sitemap_only": "Only a sitemap names it: the REST API, which was read to its end, does not have it.",
    "other_newspaper": "It is stored as an article of another newspaper of this store.",
    "removed_from_store": "A crawl stored it, and since then it was deleted from the store.",
    "never_listed": "No crawl has ever met it in a listing, though the site names it.",
    "not_crawled_yet": "No crawl of the whole site has ended yet: the next ones will meet it.",
    "moved": "The site redirects it to another article.",
    "unlisted": "It is on the site, and none of the listings that were read names it.",
    "not_asked": "Whether it is still on the site was not asked: the ledger had no requests left.",
}
"""What a ledger finds of articles that only the site has, or only the store (docs/ledger.md)."""

LISTING = {
    "budget": "It was not asked for: the ledger had no requests left.",
    "html": "A web page came in place of the listing.",
    "not_xml": "It is no XML, or too damaged to be read.",
    "not_gzip": "Its name says that it is compressed, and it is not.",
    "invalid_json": "It is no JSON, or too damaged to be read.",
    "no_sitemap": "It is XML, and no sitemap.",
    "no_feed": "It is no feed.",
    "none_named": "The site names no listing of this kind.",
    "no_rest_root": "The site has no REST API of WordPress, or has closed it.",
    "no_types": "The REST API does not list the types of its content.",
    "no_records": "The REST API did not respond with a list of records.",
    "no_categories": "The REST API did not respond with a list of sections.",
    "no_articles": "The REST API lists no articles.",
    "no_total": "The REST API does not tell how many articles there are.",
    "bad_record": "An entry of the REST API is no record: it has no number.",
    "order_changed": "The site changed the list while it was read; a later run begins it again.",
    "too_many": "The listing has more entries than its standard allows; the rest was left out.",
    "repeats": "The listing names nothing new any more, so that its sequence was ended.",
}
"""Why a listing (a sitemap, a feed, a page of REST or of an archive) could not be read, or not all of it."""

GROUPS = {
    "The page": PAGE,
    "Rules and options": RULE,
    "The network": NETWORK,
    "The article": ARTICLE,
    "The ledger": LEDGER,
    "Listings": LISTING,
}
"""Heading -> reasons. One that pages and listings share stands where it is met most."""

FAMILIES = {
    "bad_FIELD": "This field of the article is not as it should be: a fault of the program.",
    "http_NNN": "The server responded with this status.",
    "error_NAME": "A fault of the program, by its name: please report it with the URL.",
    "REASON_further_page": "The same, of a further page of the article (/2/).",
}
"""Reasons that differ at one end."""

_MEANINGS = {reason: meaning for group in GROUPS.values() for reason, meaning in group.items()}
_STATUS = re.compile(r"http_(\d{3})")
_FURTHER = "_further_page"
_BAD_FIELDS = {f"bad_{each.name}": each.name for each in fields(Article)}
_STATUSES = {
    401: "it asks for a login",
    403: "it does not give this to a crawler",
    404: "there is no such page, or the site says so of every page now",
    410: "the page was removed, or the site says so of every page now",
    429: "it asks for fewer requests",
    451: "it may not be shown for reasons of law",
}
_FAULT = "it is overloaded, in maintenance or broken"


def explain(reason: str) -> str | None:
    """Return what a reason means, in one sentence; None: the project has no such reason.

    >>> explain("http_503")
    'The server responded with status 503 (Service Unavailable): it is overloaded, in maintenance or broken.'
    """
    if reason in _MEANINGS:
        return _MEANINGS[reason]
    if status := _STATUS.fullmatch(reason):
        return _of_status(int(status[1]))
    if field := _BAD_FIELDS.get(reason):
        return f"The field {field} of the article is not as it should be: a fault of the program."
    if reason.startswith("error_"):
        return f"A fault of the program ({reason.removeprefix('error_')}): please report it with the URL."
    if reason.endswith(_FURTHER) and (meaning := explain(reason.removesuffix(_FURTHER))):
        return f"A further page of the article (/2/): {meaning}"
    return None


def _of_status(status: int) -> str:
    """Return what an HTTP status means (RFC 9110, 15)."""
    phrase = f" ({HTTPStatus(status).phrase})" if status in list(HTTPStatus) else ""
    why = _STATUSES.get(status) or (_FAULT if status >= 500 else "")
    return f"The server responded with status {status}{phrase}{': ' if why else ''}{why}."
