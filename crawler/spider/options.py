"""The options of a crawl: ``scrapy crawl NAME -a OPTION=VALUE``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from scrapy.exceptions import UsageError

from crawler.discovery import SOURCES, Filters, Section
from crawler.period import Bound, Period, is_after, parse_bound
from crawler.site import Site
from crawler.text import slug
from crawler.urls import clean_url

DISCOVER = tuple(dict.fromkeys(("auto", *(source.option for source in SOURCES))))
"""Values of the option ``discover``."""
NAMES = ("site", "since", "until", "section", "discover", "urls")
SCHEDULERS = ("_job", "_version")
"""What Scrapyd gives each spider beside its user's options: the job, and the version of the egg."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """The user's options, checked."""

    site_url: str
    """The front page: absolute, ends in a slash; may be a folder of its host."""
    period: Period
    section: str | None
    discover: str
    """One of :data:`DISCOVER`."""
    urls: tuple[str, ...] | None
    """URLs to fetch in place of discovery."""
    scope: str
    """The options that narrow the run, as text; empty: there are none."""

    @property
    def filters(self) -> Filters:
        """The part of a site that is wanted, as far as the options alone tell."""
        section = None if self.section is None else Section(self.section, slug(self.section))
        return Filters(self.period, section)


def parse_options(given: Mapping[str, str], site: Site) -> Options:
    """Check the options. Raises UsageError: one sentence that names the option."""
    unknown = sorted(given.keys() - set(NAMES) - set(SCHEDULERS))
    if unknown:
        raise UsageError(
            f"there is no option -a {unknown[0]}=; choose from: {', '.join(NAMES)}", print_help=False
        )
    since, until = _bound(given, "since", site), _bound(given, "until", site)
    if since is not None and until is not None and is_after(since.isoformat(), until):
        raise _usage("since", given["since"], f"is after until={given['until']}")
    discover = given.get("discover", "auto")
    if discover not in DISCOVER:
        raise _usage("discover", discover, f"is not a way of discovery; choose from: {', '.join(DISCOVER)}")
    section = given.get("section")
    if section is not None and not section.strip():
        raise _usage("section", section, "does not name a section")
    filters = (
        f"{name}={given[name].strip()}" for name in ("since", "until", "section", "urls") if name in given
    )
    site_url = _site_url(given, site)
    return Options(
        site_url=site_url,
        period=Period(since, until),
        section=section,
        discover=discover,
        urls=_read_urls(given["urls"], (site_url, f"https://{site.domain}/")) if "urls" in given else None,
        scope=" ".join(filters),
    )


def _usage(name: str, value: str, fault: str) -> UsageError:
    return UsageError(f"-a {name}={value} {fault}", print_help=False)


def _bound(given: Mapping[str, str], name: str, site: Site) -> Bound | None:
    if name not in given:
        return None
    try:
        return parse_bound(given[name], site.timezone)
    except ValueError:
        raise _usage(name, given[name], "is not a date; write 2016-09-06 or 2016-09-06T14:05+07:00") from None


def _site_url(given: Mapping[str, str], site: Site) -> str:
    if "site" not in given:
        if site.domain is None:
            raise UsageError("-a site=URL is missing; write the URL of the newspaper", print_help=False)
        return f"https://{site.domain}/"
    url = given["site"].strip()
    if "://" not in url:
        raise _usage("site", url, f"has no scheme; write https://{url}")
    try:
        parts = urlsplit(url)
        is_address = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 0) >= 0
    except ValueError:
        is_address = False
    if not is_address:
        raise _usage("site", url, "is not an http(s) URL")
    cleaned = clean_url(url)
    return cleaned if urlsplit(cleaned).query else f"{cleaned.rstrip('/')}/"


def _read_urls(name: str, sites: tuple[str, ...]) -> tuple[str, ...]:
    """Return the URLs in a file; each must be on a host in ``sites`` or a subdomain. Raises UsageError."""
    hosts = [(urlsplit(url).hostname or "").removeprefix("www.") for url in sites]
    try:
        text = Path(name).read_text("utf-8-sig")
    except OSError as error:
        raise _usage("urls", name, f"cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise _usage("urls", name, "is not a text file") from None
    urls = []
    for number, line in enumerate(text.splitlines(), start=1):
        url = line.strip()
        if not url or url.startswith("#"):
            continue
        if not url.startswith(("http://", "https://")):
            raise _usage("urls", name, f"has no URL in line {number}: {url[:80]!r}")
        host = _host_of(url)
        if host not in hosts and not host.endswith(tuple(f".{each}" for each in hosts)):
            raise _usage(
                "urls", name, f"has a URL of another site than {sites[0]} in line {number}: {url[:80]!r}"
            )
        urls.append(clean_url(url))
    if not urls:
        raise _usage("urls", name, "contains no URLs")
    return tuple(urls)


def _host_of(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:  # brackets that are not an IPv6 URL
        return ""
