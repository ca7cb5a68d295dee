"""Every setting that differs from Scrapy's: the default it replaces is in the comment, with the reason.

``-s NAME=VALUE`` changes any of them for one run; the project's own are also read from the environment.
"""

from __future__ import annotations

import os

from scrapy.settings import default_settings

BOT_NAME = "telegraf-corpus"
SPIDER_MODULES = ["spiders"]
NEWSPIDER_MODULE = "spiders"
COMMANDS_MODULE = "crawler.commands"
SPIDER_LOADER_CLASS = (
    "crawler.scrapy_utils.loader.DeclarationLoader"  # Scrapy's; ours leaves out what is broken, and says so
)

# --- The project's own --------------------------------------------------------------------------------------
STORE_URL = os.environ.get("STORE_URL", "sqlite:///data/articles.db")
"""SQLAlchemy URL; a relative path starts at the folder of scrapy.cfg. Or ``postgresql+psycopg://...``"""
ARCHIVE_DIR = os.environ.get("ARCHIVE_DIR", "data/archive")
"""Folder for the raw responses of one store, or a URL that fsspec opens; empty: nothing is archived."""
ARCHIVE_SPOOL = os.environ.get("ARCHIVE_SPOOL", "data/spool")
"""Local folder in which files for an ARCHIVE_DIR with a URL are written: object stores cannot append."""
ARCHIVE_FILE_BYTES = os.environ.get("ARCHIVE_FILE_BYTES", str(1024**3))
"""An archive file of this size is followed by another one; 1 GiB is what archives usually use."""
ARCHIVE_MAX_BYTES = os.environ.get("ARCHIVE_MAX_BYTES", "")
"""Beyond this size the oldest files whose pages have newer captures are deleted; empty: none are."""
FLEET_SHARDS = os.environ.get("FLEET_SHARDS", "")
"""Folder for what ``scrapy fleet reextract`` has read and not yet written, shared by all workers; empty:
``shards`` in ARCHIVE_DIR, which is enough where there is one."""
READ_REST_RECORD = os.environ.get("READ_REST_RECORD", "0")
"""1: also fetch each article's REST record, for what its page does not show; one more request each."""
AGREEMENT_BUDGET = os.environ.get("AGREEMENT_BUDGET", "3")
"""New articles of a run that are read from a second source as well, page and REST, and compared; 0: none."""
RECHECK_PER_DAY = os.environ.get("RECHECK_PER_DAY", "0")
"""Articles refetched in 24 hours, the longest unseen first, to find edits that no listing shows."""
FULL_LISTING_DAYS = os.environ.get("FULL_LISTING_DAYS", "7")
"""Days after which sitemaps, feeds and archive pages are listed completely, to find what is gone."""
DUPLICATES_DAYS = os.environ.get("DUPLICATES_DAYS", "30")
"""Days between two articles beyond which they are not compared; one value a store. 0: nothing is compared."""
AUDIT_LIMIT = os.environ.get("AUDIT_LIMIT", "1%")
"""Articles with findings above which ``scrapy audit`` ends with status 1: a number, or a share in percent."""
CA_FILE = os.environ.get("CA_FILE", "")
"""File of certificate authorities (PEM) that are trusted beside those of the system; empty: no others."""
PRIVATE_NETWORKS = os.environ.get("PRIVATE_NETWORKS", "")
"""Hosts and networks (``intranet.example,10.0.0.0/8``) that are not public, and that a site may lead to."""
MAX_TRIES = os.environ.get("MAX_TRIES", "5")
"""Number of runs in which a URL may fail before it is given up."""
MAX_WAIT = os.environ.get("MAX_WAIT", "900")
"""Seconds; a Retry-After or Crawl-delay above it ends the run, and the next one continues."""

# --- Health -------------------------------------------------------------------------------------------------
HEALTH_CHECKS: list[str] = []  # ours
"""Checks of one's own beside those of :mod:`crawler.health`: dotted paths of a Check or a function."""
vars().update({name: value for name, value in os.environ.items() if name.startswith("HEALTH_")})
# HEALTH_KEPT=0.3, HEALTH_KEPT=off: the threshold of a check, else that of crawler/health

# --- Notification: who is told that a crawl fails, and that it is healthy again ----------------------------
NOTIFY_COMMAND = os.environ.get("NOTIFY_COMMAND", "")
"""A line for the shell that gets the notice as JSON on stdin; empty: none."""
NOTIFY_EMAIL = os.environ.get("NOTIFY_EMAIL", "")
"""E-mail addresses, comma-separated; empty: none."""
NOTIFY_WEBHOOK = os.environ.get("NOTIFY_WEBHOOK", "")
"""A URL that gets the notice as JSON by POST; empty: none."""
NOTIFY_APPRISE = os.environ.get("NOTIFY_APPRISE", "")
"""URLs of services that the library apprise knows (extra ``notify``), comma-separated; empty: none."""
NOTIFY_AGAIN_HOURS = os.environ.get("NOTIFY_AGAIN_HOURS", "24")
"""Hours after which the same failure is told again; 0: by each run that fails."""
NOTIFY_TIMEOUT = os.environ.get("NOTIFY_TIMEOUT", "10")
"""Seconds that each way to tell has; they are used side by side, at the end of a run."""
MAIL_HOST = os.environ.get("MAIL_HOST", "localhost")  # localhost; Scrapy's names, here from the environment
MAIL_PORT = os.environ.get("MAIL_PORT", "")  # 25; empty: 465 with MAIL_SSL, 587 with MAIL_TLS, else 25
MAIL_FROM = os.environ.get("MAIL_FROM", "")  # scrapy@localhost; empty: MAIL_USER, or telegraf-corpus@HOST
MAIL_USER = os.environ.get("MAIL_USER", "")  # None
MAIL_PASS = os.environ.get("MAIL_PASS", "")  # None
MAIL_TLS = os.environ.get("MAIL_TLS", "0")  # False; STARTTLS, without which nothing is sent then
MAIL_SSL = os.environ.get("MAIL_SSL", "0")  # False; TLS from the start

# --- Log and metrics of a crawl -----------------------------------------------------------------------------
LOG_JSON = os.environ.get("LOG_JSON", "0")
"""1: each line on stderr, and of LOG_FILE, is one JSON object with the number of the run as ``run``."""
METRICS_FILE = os.environ.get("METRICS_FILE", "")
"""File for OpenMetrics text, during and after a run; ``%(site)s`` is the newspaper's name. Empty: none."""

# --- Manners ------------------------------------------------------------------------------------------------
USER_AGENT = os.environ.get(  # Scrapy/2; put your own address into it: this one is a placeholder
    "USER_AGENT", "telegraf-corpus/0.1 (+https://telegraf-corpus.example/bot; bot@telegraf-corpus.example)"
)
ROBOTSTXT_USER_AGENT = None  # None; the product token of USER_AGENT is what robots.txt names (RFC 9309)
ROBOTSTXT_OBEY = True  # False
ROBOTSTXT_PARSER = "crawler.scrapy_utils.robots.RobotRules"  # Protego alone; ours reads lines as RFC 9309
ROBOTSTXT_MAX_AGE = 24 * 60 * 60  # ours; seconds, then a long run requests it again (RFC 9309: a day at most)
DOWNLOAD_DELAY = 1  # 0; a newspaper does not notice one page per second
DOWNLOAD_DELAY_JITTER = 0  # 0.5, half of it and half as much again; a delay is promised, not a mean
CONCURRENT_REQUESTS = 4  # 16; a stop waits for these, and after a kill they are requested again
CONCURRENT_REQUESTS_PER_DOMAIN = 2  # 8; while one response is slow, another may arrive
AUTOTHROTTLE_ENABLED = True  # False; slows down when the site is slow
AUTOTHROTTLE_START_DELAY = 1  # 5; the delay above is polite enough to begin with
AUTOTHROTTLE_MAX_DELAY = 30  # 60; a stop waits for it
COOKIES_ENABLED = False  # True; an archive has no session, and cookies make pages differ; see Redirects
REFERER_ENABLED = True  # True; explicit because redirects rely on it

# --- Downloads ----------------------------------------------------------------------------------------------
DOWNLOAD_TIMEOUT = 60  # 180; a REST page that takes longer is requested with half its size
DOWNLOAD_MAXSIZE = 52 * 1024 * 1024  # 1 GB; a sitemap has at most 50 MB, articles are read up to 8 MB
DOWNLOAD_VERIFY_CERTIFICATES = os.environ.get(
    "DOWNLOAD_VERIFY_CERTIFICATES", "1"
)  # 0; who answers in the newspaper's name would write its corpus
DOWNLOAD_WARNSIZE = 0  # 32 MB; large sitemaps are normal
HTTPERROR_ALLOW_ALL = True  # False; the spider ends the frontier row of every response, 404 too
RETRY_TIMES = 2  # 2; what fails three times in a run is tried again in a later one
RETRY_GIVE_UP_LOG_LEVEL = "DEBUG"  # ERROR; failures are counted by reason in the frontier
METAREFRESH_ENABLED = False  # True; live reports reload themselves, and are no redirects; see Refreshing
URLLENGTH_LIMIT = 0  # 2083; the frontier leaves out URLs that are too long; none may be dropped silently
DNS_TIMEOUT = 20  # 60; an unknown host is reported sooner
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,application/json;q=0.9,*/*;q=0.8",
    "Accept-Language": "id,en;q=0.5",  # en; some sites redirect readers by it
}
DOWNLOAD_HANDLERS = {  # Scrapy's, but stoppable and bounded; what no newspaper is read by is off
    "http": "crawler.middlewares.download_handler.DownloadHandler",
    "https": "crawler.middlewares.download_handler.DownloadHandler",
    "data": None,
    "file": None,
    "ftp": None,
    "s3": None,
}
DOWNLOADER_MIDDLEWARES_BASE = {  # Scrapy's without what is off and large: with None it is imported, too
    name: order
    for name, order in default_settings.DOWNLOADER_MIDDLEWARES_BASE.items()
    if name != "scrapy.downloadermiddlewares.cookies.CookiesMiddleware"  # 5 MiB
}
DOWNLOADER_MIDDLEWARES = {
    "crawler.middlewares.cookies.Cookies": 700,  # Scrapy's, which is imported if COOKIES_ENABLED
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": None,  # 600; walks in circles
    "crawler.middlewares.redirects.Redirects": 600,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,  # 100; all is allowed if it fails
    "crawler.middlewares.robots.RobotsTxt": 100,
    "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": None,  # 590; takes half a body
    "crawler.middlewares.decoding.Decoding": 590,
    "crawler.middlewares.refreshing.Refreshing": 585,  # reads the decoded page
    "crawler.middlewares.gate.Gate": 830,  # after the proxy is known, before a request waits for its turn
    "crawler.middlewares.politeness.Politeness": 840,  # after Scrapy's own: retries wait, too
    "crawler.middlewares.archiving.Archiving": 850,  # the last before the network: it archives raw responses
}

# --- Items --------------------------------------------------------------------------------------------------
ITEM_PIPELINES = {
    "pipelines.validate.ValidatePipeline": 100,
    "pipelines.store.StorePipeline": 900,
}
_PORTS = ("scrapy.extensions.telnet.TelnetConsole", "scrapy.extensions.remote_control.RemoteControl")
EXTENSIONS_BASE = {  # Scrapy's without those that open a port: with None they are imported, too, 15 MiB
    name: order for name, order in default_settings.EXTENSIONS_BASE.items() if name not in _PORTS
}
EXTENSIONS = {
    "crawler.extensions.notify.Notify": 5,  # before the run: its settings are checked first
    "crawler.extensions.run.Run": 10,
    "crawler.extensions.shutdown.Shutdown": 20,
    "crawler.extensions.store_file.StoreFile": 30,
    "crawler.extensions.duplicates.NearDuplicates": 35,
    "crawler.extensions.progress.Progress": 40,
    "crawler.extensions.metrics.MetricsFile": 50,
    "crawler.extensions.summary.Summary": 90,
    "scrapy.extensions.logstats.LogStats": None,  # 0; "Crawled 0 pages": Progress counts articles
}
CONCURRENT_ITEMS = 20  # 100; Scrapy begins so many tasks for each response, even for one that is one item
DEFAULT_DROPITEM_LOG_LEVEL = "DEBUG"  # WARNING; drops are counted by reason, unchanged articles cost no line
FEED_EXPORT_ENCODING = "utf-8"  # None: JSON with every letter beyond ASCII escaped
FEED_EXPORTERS = {  # Scrapy's; `export` writes the formats that stand here
    "jsonl": "crawler.export.exporters.ArticleJsonLinesExporter",  # JsonLinesItemExporter; the same, sooner
    "csv": "crawler.export.exporters.ArticleCsvExporter",  # CsvItemExporter, which prints Python's {'a': 1}
    "parquet": "crawler.export.exporters.ArticleParquetExporter",  # none; needs the extra `parquet`
}
FEED_STORAGES = {
    "": "crawler.scrapy_utils.feeds.WatchedStorage",
    "file": "crawler.scrapy_utils.feeds.WatchedStorage",
}  # Scrapy's
FEED_STORE_EMPTY = True  # True; a run without news leaves an empty file, not last week's

# --- Log ----------------------------------------------------------------------------------------------------
LOG_LEVEL = "INFO"  # DEBUG
LOG_DATEFORMAT = "%Y-%m-%d %H:%M:%S%z"  # without %z: each time says its zone, that of this machine
LOG_FORMAT = "%(asctime)s %(levelname)s: %(message)s"  # with the logger's name
WARN_ON_GENERATOR_RETURN_VALUE = False  # True; for it each callback's source is read, at each response
PROGRESS_LINE = True  # ours; the worker of a fleet has many crawls on one terminal: none draws there
LOG_VERSIONS: list[str] = []  # those of ten libraries
STATS_DUMP = False  # True; the table run keeps them, and lines at the end sum them up
LOGSTATS_INTERVAL = 60.0  # 60.0; seconds between two lines that say how far a crawl is; 0: none
