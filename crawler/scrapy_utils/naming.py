"""The name and the domain that a user gives a newspaper, checked, and what its declaration calls it."""

from __future__ import annotations

import keyword
import re
from urllib.parse import urlsplit

from scrapy.commands import genspider

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_.-]*")
_HOST = re.compile(r"(?:[a-z0-9-]+\.)*[a-z0-9-]+(?::\d+)?", re.IGNORECASE)


def module_of(name: str) -> str:
    """Return the name of the module that declares a newspaper."""
    return genspider.sanitize_module_name(name) if name else ""


def naming_fault(name: str, domain: str) -> str | None:
    """Return what is wrong with a name or a domain, as a sentence; None: nothing."""
    if not _NAME.fullmatch(name) or keyword.iskeyword(module_of(name)):
        return f"{name!r} cannot be a spider's name: letters, digits, _, - and ., a letter first"
    if not host_of(domain):
        return f"{domain!r} is not a domain"
    return None


def host_of(domain: str) -> str:
    """Return the host, in lower case, of a domain that may be given as a URL; empty: it is none."""
    try:
        host = urlsplit(genspider.verify_url_scheme(domain)).netloc
    except ValueError:  # brackets that are not an IPv6 address
        return ""
    return host.lower() if _HOST.fullmatch(host) else ""


def hint_of_site(name: str, domain: str) -> str | None:
    """Return how to crawl what was given as a domain, if a crawl of its host would not be the same."""
    url = genspider.verify_url_scheme(domain)
    parts = urlsplit(url)
    if parts.path in ("", "/") and not parts.query and parts.scheme == "https":
        return None
    return (
        f"{url} is more than a host, and a declaration holds a host alone; to crawl it:\n"
        f"  scrapy crawl {name} -a site={url}"
    )


def names_in_code(module: str) -> dict[str, str]:
    """Return the names of the constant and the class in a declaration."""
    name = "".join(part.capitalize() for part in module.split("_")) + "Spider"
    if name == "NewsSpider":  # its base class has this name
        name = "TheNewsSpider"
    return {"constant": module.upper(), "classname": name}
