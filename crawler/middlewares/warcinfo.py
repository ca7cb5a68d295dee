"""What the archive says about a run, at the beginning of each of its files."""

from __future__ import annotations

from typing import Any

from scrapy.crawler import Crawler

from crawler.version import extraction_version, program_version

CONFORMS_TO = "https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"
_TOLD = (
    "ROBOTSTXT_OBEY",
    "DOWNLOAD_DELAY",
    "CONCURRENT_REQUESTS_PER_DOMAIN",
    "AUTOTHROTTLE_ENABLED",
    "READ_REST_RECORD",
)
"""Settings that say how a site was crawled."""


def warcinfo_of(crawler: Crawler, site: str) -> dict[str, Any]:
    """Return what a warcinfo record says about a run."""
    spider, settings = crawler.spider, crawler.settings
    options = getattr(spider, "options", None)
    info = {
        "software": f"{settings['BOT_NAME']}/{program_version()}",
        "format": "WARC File Format 1.1",
        "conformsTo": CONFORMS_TO,
        "robots": "obey" if settings.getbool("ROBOTSTXT_OBEY") else "ignore",
        "http-header-user-agent": settings["USER_AGENT"],
        "spider": spider.name if spider is not None else "",
        "site": site,
        "site-url": getattr(options, "site_url", ""),
        "scope": getattr(options, "scope", ""),
        "extraction": extraction_version(),
    }
    return {**info, "settings": " ".join(f"{name}={settings[name]}" for name in _TOLD)}
