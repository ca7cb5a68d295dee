"""Whether a name is a person's, an organisation's, or that of an account."""

from __future__ import annotations

import re
from collections.abc import Set

from crawler.byline.names import NEWS_NAMES
from crawler.text import folded, phrases, words

_PARTICLES = words("binti binte della delle degli dalla")
_ARTICLE_BEFORE = re.compile(r"[a-z]{1,3}[-'’][^\W\d_a-z]")
"""An article that is joined to a name: "al-Hafiz", "d'Angelo"."""
_AT = re.compile(r"\w\s?[\[({]\s?(?:at|ät)\s?[\])}]\s?\w", re.IGNORECASE)
"""An e-mail address as it is written against robots."""
_ORGANISATION = re.compile(
    r"\b(?:redaksi|redaktion|rédaction|redacción|redazione|redação|tim\s(?:redaksi|liputan)|team|newsroom|staff|desk|editors|editorial"
    r"|news|media|agency|agencies|press|presse|online|tv|radio|times|post|daily"
    r"|harian|koran|majalah|universit(?:y|as|ät|é)|institute?|college|school|department|ministry|kementerian|dinas"
    r"|foundation|yayasan|stiftung|association|council|committee|program|company|gmbh|webteam)\b|\.(?:com|co|id|net|org)\b",
    re.IGNORECASE,
)
_IDENTIFIER = re.compile(r"[\da-fA-F]{8}(?:-[\da-fA-F]{4}){3}-[\da-fA-F]{12}|[\da-fA-F]{24,64}|\d+")
"""A key of a database: a UUID (RFC 9562), a hash, a number."""
_HANDLE = re.compile(r"[a-z\d]+[._][a-z\d._]+")
"""What somebody types to log in: it is stored where nobody says the name."""
ARTICLES = ("The ", "Die ")
"""Articles that a paper's name begins with, and no person's."""
_ADMINS = words("admin administrator superadmin webadmin")
_ACCOUNTS = phrases(
    "webmaster, root, adminweb, user, wordpress, super user, anonymous, unknown, guest"
    ", guest author, guest post, tamu, penulis tamu, editor, author, penulis, contributor, kontributor"
    ", default, test, n/a"
)
"""Names of default accounts of content management systems: they do not name a person."""


def is_person(name: str) -> bool:
    """Say whether a text clearly looks like a person's name: two to five capitalized words.

    >>> is_person("Rina Puspitasari"), is_person("Tulis komentar"), is_person("red")
    (True, False, False)
    """
    parts = name.split()
    if len(parts) < 2:
        return 2 <= len(name) <= 6 and not name.isascii() and name.isalpha() and name.lower() == name.upper()
    is_named = all(not word[0].islower() or _is_particle(word) for word in parts) and _begins_name(parts[-1])
    return len(parts) <= 5 and is_named and "/" not in name and not is_organisation(name)


def is_organisation(name: str) -> bool:
    """Say whether a name is that of a newsroom, a publisher or an institution."""
    return name.casefold() in NEWS_NAMES or _ORGANISATION.search(name) is not None


def is_no_person(name: str, organisations: Set[str]) -> bool:
    """Say whether a name is not a person's; ``organisations``: names, folded, that are known not to be."""
    if name.startswith(ARTICLES):
        return True
    return is_organisation(name) or folded(name) in organisations or _HANDLE.fullmatch(name) is not None


def is_account(name: str) -> bool:
    """Say whether this is a URL, an e-mail address, a key, or the name of an account rather than a person."""
    lower = name.casefold()
    if lower in _ACCOUNTS or not _ADMINS.isdisjoint(lower.split()):  # "Admin Web", "Koran Admin"
        return True
    is_address = "@" in name or "://" in name or _AT.search(name) is not None
    return is_address or _IDENTIFIER.fullmatch(name) is not None


def _is_particle(word: str) -> bool:
    """Say whether a word in lower case may be part of a name: "bin", "van", "al-Hafiz"."""
    return len(word) <= 3 or word in _PARTICLES or _ARTICLE_BEFORE.match(word) is not None


def _begins_name(word: str) -> bool:
    """Say whether a word begins with a capital, or with a letter of a script that has none."""
    return word[0].isalpha() and (not word[0].islower() or _ARTICLE_BEFORE.match(word) is not None)
