"""Every setting that differs from Scrapy's, with the reason; the default that it replaces stands behind it.

``-s NAME=VALUE`` changes each of them for one run; the project's own are also read from the environment.
"""

from __future__ import annotations

import os

BOT_NAME = "telegraf-corpus"
SPIDER_MODULES = ["spiders"]
NEWSPIDER_MODULE = "spiders"
COMMANDS_MODULE = "crawler.commands"
SPIDER_LOADER_CLASS = (
    "crawler.scrapy_utils.loader.DeclarationLoader"  # Scrapy's; a broken file of rules is named
)

# --- The project's own --------------------------------------------------------------------------------------
STORE_URL = os.environ.get("STORE_URL", "sqlite:///data/articles.db")
"""SQLAlchemy URL; a relative path begins at the folder of scrapy.cfg. ``postgresql+psycopg://...``"""
ARCHIVE_DIR = os.environ.get("ARCHIVE_DIR", "data/archive")
"""Folder of what was fetched, raw, for one store; empty: nothing is archived."""
ARCHIVE_FILE_BYTES = os.environ.get("ARCHIVE_FILE_BYTES", str(1024**3))
"""A file of the archive that has so many bytes is followed by another; what archives usually take."""
ARCHIVE_MAX_BYTES = os.environ.get("ARCHIVE_MAX_BYTES", "")
"""Beyond this the oldest files go whose pages have newer captures; empty: nothing goes."""
READ_REST_RECORD = os.environ.get("READ_REST_RECORD", "0")
"""1: also ask an article page's own REST record, for what the page does not show; one more request each."""
RECHECK_PER_DAY = os.environ.get("RECHECK_PER_DAY", "0")
"""Articles asked again in 24 hours, the longest unseen first, to find edits that no listing tells."""
FULL_LISTING_DAYS = os.environ.get("FULL_LISTING_DAYS", "7")
"""Sitemaps, feeds and archive pages are listed completely that often, to find what is gone."""
MAX_TRIES = os.environ.get("MAX_TRIES", "5")
"""Runs in which an address may fail before it is given up."""

# --- Manners ------------------------------------------------------------------------------------------------
USER_AGENT = (
    "telegraf-corpus/0.1 (+https://telegraf-corpus.example/bot; bot@telegraf-corpus.example)"  # Scrapy/2
)
ROBOTSTXT_USER_AGENT = "telegraf-corpus"  # None: the product token is what robots.txt names (RFC 9309)
ROBOTSTXT_OBEY = True  # False
DOWNLOAD_DELAY = 1  # 0; a page a second is what a newspaper does not notice
CONCURRENT_REQUESTS = 4  # 16; a stop waits for these, and a kill asks for them again
CONCURRENT_REQUESTS_PER_DOMAIN = 2  # 8; while one answer is slow, another may come
AUTOTHROTTLE_ENABLED = True  # False; slower where the site is slow
AUTOTHROTTLE_START_DELAY = 1  # 5; the delay above is polite enough to begin with
AUTOTHROTTLE_MAX_DELAY = 30  # 60; a stop waits for it
COOKIES_ENABLED = False  # True; an archive has no session, and cookies make pages differ
REFERER_ENABLED = True  # True; said here because redirects rely on it

# --- Downloads ----------------------------------------------------------------------------------------------
DOWNLOAD_TIMEOUT = 60  # 180; a REST page that takes longer is asked with half its size
DOWNLOAD_MAXSIZE = 64 * 1024 * 1024  # 1 GB; a sitemap has at most 50 MB
DOWNLOAD_WARNSIZE = 0  # 32 MB; large sitemaps are normal
HTTPERROR_ALLOW_ALL = True  # False; the spider ends the frontier row of every answer, 404 too
RETRY_TIMES = 2  # 2; what fails three times in a run is tried again in a later one
RETRY_GIVE_UP_LOG_LEVEL = "DEBUG"  # ERROR; failures are counted by reason in the frontier
METAREFRESH_ENABLED = False  # True; pages that reload themselves (live reports) are no redirects
URLLENGTH_LIMIT = 0  # 2083; the frontier leaves out what is too long, and nothing may be dropped in silence
DNS_TIMEOUT = 20  # 60; an unknown host is said sooner
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,application/json;q=0.9,*/*;q=0.8",
    "Accept-Language": "id,en;q=0.5",  # en; some sites redirect readers by it
}
DOWNLOAD_HANDLERS = {  # Scrapy's, which a stop ends after some seconds
    "http": "crawler.extensions.shutdown.StoppableHandler",
    "https": "crawler.extensions.shutdown.StoppableHandler",
}
DOWNLOADER_MIDDLEWARES = {
    "crawler.middlewares.politeness.Politeness": 840,  # behind Scrapy's own: retries wait, too
    "crawler.middlewares.archiving.Archiving": 850,  # the last before the network: it archives what came
}

# --- Items --------------------------------------------------------------------------------------------------
ITEM_PIPELINES = {
    "pipelines.validate.ValidatePipeline": 100,
    "pipelines.store.StorePipeline": 900,
}
EXTENSIONS = {
    "crawler.extensions.run.Run": 10,
    "crawler.extensions.shutdown.Shutdown": 20,
    "scrapy.extensions.telnet.TelnetConsole": None,  # 0; an open port
    "scrapy.extensions.remote_control.RemoteControl": None,  # 0; an open port, and much to import
}
DEFAULT_DROPITEM_LOG_LEVEL = "DEBUG"  # WARNING; drops are counted by reason, unchanged articles cost no line
FEED_EXPORT_ENCODING = "utf-8"  # None: JSON with every letter beyond ASCII escaped
FEED_STORAGES = {
    "": "crawler.scrapy_utils.feeds.WatchedStorage",
    "file": "crawler.scrapy_utils.feeds.WatchedStorage",
}  # Scrapy's
FEED_STORE_EMPTY = True  # True; a run without news leaves an empty file, not last week's

# --- Log ----------------------------------------------------------------------------------------------------
LOG_LEVEL = "INFO"  # DEBUG
LOG_FORMAT = "%(asctime)s %(levelname)s: %(message)s"  # with the logger's name
LOG_VERSIONS: list[str] = []  # those of ten libraries
STATS_DUMP = False  # True; table run keeps them, a line at the end sums them up
LOGSTATS_INTERVAL = 60.0  # 60.0
