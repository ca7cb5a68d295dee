"""Who the crawler says it is: what USER_AGENT may be, the name in it, and the placeholder it comes with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from ipaddress import ip_address
from itertools import pairwise
from urllib.parse import urlsplit

from scrapy.exceptions import UsageError
from scrapy.settings import BaseSettings

from crawler.scrapy_utils.networks import is_public, parse_networks

_PRODUCT = re.compile(r"([!#$%&'*+.^_`|~0-9A-Za-z-]+)(?:/[!#$%&'*+.^_`|~0-9A-Za-z-]*)?")
"""A product and its version (RFC 9110, 10.1.5); both are tokens (5.6.2)."""
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_.-]*")
"""What a product is called: letters, _ and - (RFC 9309, 2.2.1); crawlers have digits and dots, too."""
_OF_BROWSERS = frozenset(
    (
        *("mozilla", "applewebkit", "khtml", "gecko", "chrome", "chromium", "headlesschrome", "firefox"),
        *("safari", "mobile", "version", "edge", "edg", "opera", "opr", "msie", "trident"),
    )
)
"""Products that a crawler names because browsers do; none of them is its own name."""
_UNSENDABLE = re.compile(r"[^\t\x20-\x7e\xa0-\xff]")
"""What a header's value cannot have: control characters, and what is not even Latin-1 (RFC 9110, 5.5)."""
_PLACEHOLDER = re.compile(
    r"[\w-]\.example(?![\w.-]*\w)|(?<![\w-])example\.(?:com|net|org)(?![\w.-]*\w)", re.IGNORECASE
)
"""An address at a domain that is nobody's (RFC 2606, 2 and 3)."""
_RESERVED = ("example", "test", "localhost", "invalid", "local", "localdomain", "internal", "home.arpa")
"""Names that no host on the public web has (RFC 2606, RFC 6761, RFC 6762, RFC 8375)."""


def product_token(user_agent: str) -> str | None:
    """Return the name by which robots.txt may name who sends this User-Agent; None: it has none.

    It is the first product, as RFC 9110, 10.1.5 has it. What is in comments is about it, and no name: a word,
    a URL, an e-mail address. Crawlers that begin as browsers do are named behind ``compatible;``, or by the
    first product that is not a browser's.

    >>> product_token("telegraf-corpus/0.1 (+https://koran.example/bot; bot@koran.example)")
    'telegraf-corpus'
    >>> product_token("Mozilla/5.0 (compatible; MyBot/1.0; +https://koran.example/bot)")
    'MyBot'
    >>> product_token("(a bot of https://koran.example)") is None
    True
    """
    products: list[str] = []
    compatible: list[str] = []
    for is_comment, text in _parts(user_agent):
        if is_comment:
            compatible += _compatible(text)
        else:
            products += [name for word in text.split() if (name := _product(word))]
    if products and products[0].lower() not in _OF_BROWSERS:
        return products[0]
    own = [name for name in (*compatible, *products) if name.lower() not in _OF_BROWSERS]
    return next(iter(own or products), None)


def check_user_agent(settings: BaseSettings) -> None:
    """Check that USER_AGENT can be sent. Raises UsageError."""
    value = settings["USER_AGENT"]
    if not isinstance(value, str) or not value.strip():
        wrong = "is empty" if not value or isinstance(value, str) else f"is {value!r}, which is not a text"
    elif found := _UNSENDABLE.search(value):
        wrong = f"has {found[0]!a}, which the header User-Agent cannot have"
    else:
        return
    raise UsageError(
        f"the setting USER_AGENT {wrong}; write a name, and how to reach you:"
        " 'my-crawler/1.0 (+https://www.my-site.org/bot; me@my-site.org)'",
        print_help=False,
    )


def has_placeholder(settings: BaseSettings) -> bool:
    """Say whether USER_AGENT names an address that is nobody's, as the one that it comes with does."""
    return _PLACEHOLDER.search(str(settings["USER_AGENT"])) is not None


def placeholder_sentence(host: str) -> str:
    """Return what is said when a public host is asked under the name of nobody."""
    return (
        f"{host} is asked with a USER_AGENT whose address is a placeholder, so that its operator cannot reach"
        " you: set USER_AGENT to a name with a URL or an e-mail address of yours, by -s USER_AGENT='...', in"
        " the environment or in the settings of the project."
    )


def warning_for(settings: BaseSettings, url: str) -> str | None:
    """Return the sentence for a command that asks one URL; None: nothing is wrong, or its host is not public.

    Judged by the name, or by the address that stands in its place: nothing is resolved.
    """
    host = urlsplit(url).hostname or ""
    named, _ = parse_networks(settings.getlist("PRIVATE_NETWORKS"))
    if not has_placeholder(settings) or host in named or not may_be_public(host):
        return None
    return placeholder_sentence(host)


def may_be_public(host: str) -> bool:
    """Say whether a host may be on the public web, as far as its name tells.

    >>> may_be_public("telegraf.co.id"), may_be_public("koran.test"), may_be_public("10.0.0.7")
    (True, False, False)
    """
    name = host.strip("[]").removesuffix(".").lower()
    try:
        return is_public(ip_address(name))
    except ValueError:  # a name
        return "." in name and not any(f".{name}".endswith(f".{each}") for each in _RESERVED)


def _parts(user_agent: str) -> Iterator[tuple[bool, str]]:
    """Yield what is outside and what is inside comments, which may have comments in them; in their order."""
    depth, begin, place = 0, 0, 0
    while place < len(user_agent):
        sign = user_agent[place]
        if sign == "(":
            if not depth:
                yield False, user_agent[begin:place]
                begin = place + 1
            depth += 1
        elif sign == ")" and depth:
            depth -= 1
            if not depth:
                yield True, user_agent[begin:place]
                begin = place + 1
        elif sign == "\\" and depth:
            place += 1
        place += 1
    yield bool(depth), user_agent[begin:]


def _compatible(comment: str) -> list[str]:
    """Return the product that a comment says to be compatible with browsers."""
    parts = [part.strip() for part in comment.split(";")]
    following = pairwise(parts)
    named = (
        _product(after.split()[0]) for before, after in following if before.lower() == "compatible" and after
    )
    return [name for name in named if name]


def _product(word: str) -> str | None:
    """Return the name of a product; None: the word is none."""
    found = _PRODUCT.fullmatch(word.strip("\"',;"))
    return found[1] if found and _NAME.fullmatch(found[1]) else None
