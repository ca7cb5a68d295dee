"""Which settings one site of a fleet may have, and whether their values can be used."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from scrapy.exceptions import UsageError
from scrapy.settings import BaseSettings, default_settings

from crawler.extensions.notify import notify_settings
from crawler.fleet.setting_kinds import check_kind
from crawler.scrapy_utils.health_settings import HealthSettings
from crawler.scrapy_utils.network_settings import check_network_settings
from crawler.scrapy_utils.numbers import whole_number
from crawler.scrapy_utils.options import check_values

Setting = str | int | float | bool

_LOG = "all sites of a worker write one log"
_LOOP = "all sites of a worker run on one event loop"
_DNS = "all sites of a worker share one look-up of hosts"
_STORE = "the whole fleet has one store and each machine one archive"
_CODE = "all sites of a worker run the same code"
_PORT = "a worker opens no port"
_MEMORY = "memory is that of the worker with all its sites"

OF_THE_PROCESS: Mapping[str, str] = {
    "ASYNCIO_EVENT_LOOP": _LOOP,
    "TWISTED_REACTOR": _LOOP,
    "TWISTED_REACTOR_ENABLED": _LOOP,
    "REACTOR_THREADPOOL_MAXSIZE": _LOOP,
    "FORCE_CRAWLER_PROCESS": _LOOP,
    "DNS_RESOLVER": _DNS,
    "DNS_TIMEOUT": _DNS,
    "DNSCACHE_ENABLED": _DNS,
    "DNSCACHE_SIZE": _DNS,
    "TWISTED_DNS_RESOLVER": _DNS,
    "STORE_URL": _STORE,
    "ARCHIVE_DIR": _STORE,
    "ARCHIVE_MAX_BYTES": _STORE,
    "ARCHIVE_SPOOL": _STORE,
    "DUPLICATES_DAYS": _STORE,
    "FLEET_SHARDS": _STORE,
    "ADDONS": _CODE,
    "COMMANDS_MODULE": _CODE,
    "EDITOR": _CODE,
    "NEWSPIDER_MODULE": _CODE,
    "SPIDER_LOADER_CLASS": _CODE,
    "SPIDER_LOADER_WARN_ONLY": _CODE,
    "SPIDER_MODULES": _CODE,
    "TEMPLATES_DIR": _CODE,
    "DOWNLOAD_HANDLERS": _CODE,
    "DOWNLOAD_HANDLERS_BASE": _CODE,
    "DOWNLOADER_MIDDLEWARES": _CODE,
    "DOWNLOADER_MIDDLEWARES_BASE": _CODE,
    "EXTENSIONS": _CODE,
    "EXTENSIONS_BASE": _CODE,
    "ITEM_PIPELINES": _CODE,
    "ITEM_PIPELINES_BASE": _CODE,
    "ITEM_PROCESSOR": _CODE,
    "DOWNLOADER": _CODE,
    "ROBOTSTXT_PARSER": _CODE,
    "SCHEDULER": _CODE,
    "SCHEDULER_DISK_QUEUE": _CODE,
    "SCHEDULER_MEMORY_QUEUE": _CODE,
    "SCHEDULER_PRIORITY_QUEUE": _CODE,
    "SCHEDULER_START_DISK_QUEUE": _CODE,
    "SCHEDULER_START_MEMORY_QUEUE": _CODE,
    "SPIDER_MIDDLEWARES": _CODE,
    "SPIDER_MIDDLEWARES_BASE": _CODE,
    "JOBDIR": "the store remembers what is left to do, on whatever machine a site runs next",
    "STATS_DUMP": _LOG,
    "PROGRESS_LINE": _LOG,
    "FLEET_SITE": "the fleet names its sites itself",
}
"""Setting -> why no single site may have it: Scrapy reads it once a process, or the fleet rests on it."""

_FAMILIES = {
    "LOG_": _LOG,
    "PERIODIC_LOG_": _LOG,
    "TELNETCONSOLE_": _PORT,
    "REMOTE_CONTROL_": _PORT,
    "MEMUSAGE_": _MEMORY,
    "MEMDEBUG_": _MEMORY,
}
"""The same for all settings whose names begin so."""

_LAST = {"_CLASS": _CODE, "CLIENTCONTEXTFACTORY": _CODE}
"""The same for those whose names end so."""

_NUMBERS = {"MAX_TRIES": 1, "FULL_LISTING_DAYS": 0, "RECHECK_PER_DAY": 0, "AGREEMENT_BUDGET": 0}
"""The project's own whole numbers, as the extension Run reads them -> the least value."""


def why_not(name: str) -> str | None:
    """Return why a setting is that of the whole process; None: a site may have it."""
    families = [reason for start, reason in _FAMILIES.items() if name.startswith(start)]
    families += [reason for end, reason in _LAST.items() if name.endswith(end)]
    return OF_THE_PROCESS.get(name) or next(iter(families), None)


def faults_of(given: Mapping[str, object], settings: BaseSettings) -> Iterator[tuple[str, str]]:
    """Yield the settings of a site that cannot be used: the name (empty: several), and why, as a clause.

    ``settings``: those of the project, on which they are laid. Values of settings whose names speak of
    secrets are never repeated.
    """
    known = _known(settings)
    usable: dict[str, Setting] = {}
    for name, value in given.items():
        fault = _fault(name, value, known)
        if fault is not None:
            yield name, fault
        elif isinstance(value, str | int | float):
            usable[name] = value
    if usable:
        yield from _unusable(usable, settings)


def _fault(name: str, value: object, known: set[str]) -> str | None:
    if (reason := why_not(name)) is not None:
        return f"the setting {name} is one of the whole process, since {reason}: give it to the worker"
    if name not in known and (close := get_close_matches(name.upper(), known, 1, 0.85)):
        return f"there is no setting {name}: write {close[0]}"
    if not isinstance(value, str | int | float):
        return f"the setting {name} must be a text, a number, true or false, as -s {name}=VALUE takes it"
    if isinstance(value, float) and not math.isfinite(value):
        return f"the setting {name} = {value} is not a number that can be used"
    if name in ("FEEDS", "FEED_URI") and _is_stdout(name, str(value)):
        return f"the setting {name} writes to stdout, which all sites of a worker share: name a file"
    return None


def _unusable(usable: Mapping[str, Setting], settings: BaseSettings) -> Iterator[tuple[str, str]]:
    """Yield what the checks of a run say about settings; nothing about what is the project's alone."""
    numbers_are_right = True
    for name, value in usable.items():
        try:
            check_values([f"{name}={value}"])
            if name in _NUMBERS:
                whole_number(value, name, least=_NUMBERS[name])
            else:
                check_kind(name, value, settings)
        except UsageError as error:
            numbers_are_right = False
            yield name, str(error)
    if not numbers_are_right:
        return
    of_site = settings.copy()
    of_site.setdict(dict(usable), priority="cmdline")
    for check in (check_network_settings, HealthSettings.read, notify_settings):
        try:
            check(of_site)
        except UsageError as error:
            if not _raises(check, settings):
                yield next((name for name in usable if name in str(error)), ""), str(error)


def _raises(check: object, settings: BaseSettings) -> bool:
    assert callable(check)
    try:
        check(settings)
    except UsageError:
        return True
    return False


def _known(settings: BaseSettings) -> set[str]:
    scrapys = {name for name in dir(default_settings) if name.isupper()}
    return scrapys | {str(name) for name in settings}


def _is_stdout(name: str, value: str) -> bool:
    """Say whether a feed goes to stdout; ``FEEDS`` is JSON, as with -s."""
    uris = [value]
    if name == "FEEDS":
        try:
            uris = list(json.loads(value))
        except (ValueError, TypeError):
            return False
    return any(uri == "-" or str(uri).startswith("stdout:") for uri in uris)
