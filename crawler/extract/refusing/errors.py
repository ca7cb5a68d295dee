"""Refuses the pages with which a server ends a request that it cannot answer."""

from __future__ import annotations

import re
from http import HTTPStatus
from itertools import islice

from crawler.extract.body.blocks import text_of
from crawler.extract.body.density import plain
from crawler.extract.fields.context import Context
from crawler.extract.not_an_article import NotAnArticle
from crawler.extract.refusing.challenges import LONGEST_TITLE
from crawler.extract.refusing.marks import is_marked, is_post

_DIES = "error-page"
"""``id`` of the body of WordPress' page about a fault."""

_DATABASE = re.compile(
    r"database error|error establishing a database connection"
    r"|kesalahan saat (?:menyambung ke|membangun koneksi) (?:basis data|database)",
    re.IGNORECASE,
)
"""Titles of the page of a WordPress that has no database (``dead_db``), in its versions."""

_PHRASES = "|".join(
    plain(status.phrase) for status in HTTPStatus if status >= 500 and status != HTTPStatus.LOOP_DETECTED
)
_FAULT = re.compile(
    rf"(?:(?:http )?(?:error |kesalahan |galat )?5\d\d ?)?(?:error )?(?:{_PHRASES})(?: error)?"
    r"|(?:http )?(?:error|kesalahan|galat) 5\d\d|5\d\d(?: error)?|server error(?: in application)?"
    r"|service temporarily unavailable|(?:temporarily )?down for maintenance|under maintenance"
    r"|(?:(?:oops|ups|maaf) )?(?:something went wrong|an error (?:has )?occurred|terjadi kesalahan"
    r"|ada yang salah)(?: (?:pada|di) (?:server|sistem|situs|laman)(?: kami)?)?"
    r"|(?:(?:maaf|mohon maaf) )?(?:situs|website|laman|sistem|server)(?: ini| kami)? sedang"
    r" (?:dalam )?(?:perbaikan|pemeliharaan|gangguan|sibuk)|sedang (?:dalam )?(?:perbaikan|pemeliharaan)"
    r"|(?:ein )?(?:interner )?serverfehler|erreur (?:interne )?du serveur|error (?:interno )?del servidor"
)
"""Titles and headings, as :func:`plain` leaves them: the reason phrases of the statuses of a server's faults
(https://www.rfc-editor.org/rfc/rfc9110#section-15.6), and what pages say in their place."""
_FAULT_TEXT = 1_000
"""Characters: pages about faults have little to say."""

_LONGEST_TITLE = 200
"""Characters: such titles are shorter."""

_MISSING = (
    r"(?:th(?:at|e|is) )?(?:page|halaman|laman|artikel|berita|konten|article|story|content)"
    r"(?: (?:yang anda (?:cari|tuju|minta)|you (?:are|were) looking for|you requested))?"
    r" (?:was |is |has |could |does |ini |tersebut )?"
    r"(?:not (?:be )?found|not exist|no longer (?:available|exists)|been (?:removed|deleted)"
    r"|can(?:no|['’ ]?)t be found|tidak (?:dapat |bisa )?(?:di)?temukan"
    r"|tidak ada|tidak tersedia|(?:sudah|telah) (?:dihapus|tidak tersedia))"
    r"|(?:die )?seite (?:wurde )?(?:leider )?nicht gefunden|page (?:introuvable|non trouvée)"
    r"|página no encontrada|pagina non trovata|pagina niet gevonden"
)
_NOT_FOUND = re.compile(
    rf"^\W*(?:(?:error|oops|ups|maaf)\W*)*"
    rf"(?:404\W*(?:(?:error|file|(?:{_MISSING})|nothing (?:was )?found|not found)\W*)*"
    rf"|(?:{_MISSING})|nothing (?:was )?found(?: here)?|not found)"
    r"\W*(?:[|–—-].*)?$",
    re.IGNORECASE,
)
_HEADINGS = 3
"""How many headings of a page are checked for "not found"."""


def refuse_error(context: Context) -> None:
    """Raise NotAnArticle("error_page") for a page that tells of a fault of the server.

    "There has been a critical error on this website." comes with the status 200 where a proxy, a cache or an
    error handler replaces the 500. It says nothing of what was requested.
    https://developer.wordpress.org/reference/functions/_default_wp_die_handler/
    https://developer.wordpress.org/reference/functions/dead_db/
    """
    title = context.document.title.strip()
    is_titled = len(title) <= _LONGEST_TITLE and _DATABASE.fullmatch(title) is not None
    if context.page.get("id") == _DIES or is_titled:
        raise NotAnArticle("error_page", title or None)
    if is_marked(context):
        return
    for told in _told(context):
        # The site's name may stand behind the words; a headline would go on in another way.
        words = plain(re.split(r"\s[|–—-]\s", told, maxsplit=1)[0]) if len(told) <= _LONGEST_TITLE else ""
        if words and _FAULT.fullmatch(words) and len(text_of(context.page)) < _FAULT_TEXT:
            raise NotAnArticle("error_page", told)


def refuse_missing(context: Context) -> None:
    """Raise NotAnArticle("not_found") for a page that is not there, whatever its status is."""
    if context.document.page.status in (404, 410):
        raise NotAnArticle("not_found", f"HTTP {context.document.page.status}")
    if is_post(context):
        return
    for told in _told(context):
        if len(told) <= LONGEST_TITLE and _NOT_FOUND.match(told):
            raise NotAnArticle("not_found", told)


def _told(context: Context) -> list[str]:
    """Return what a page says first: its title and its first headings."""
    shown = (text_of(heading) for heading in islice(context.document.root.iter("h1"), _HEADINGS))
    return [context.document.title, *shown]
