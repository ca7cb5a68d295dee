"""What ends a crawl early is told in one sentence: Scrapy alone would end it with status 0."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from scrapy.crawler import Crawler
from scrapy.exceptions import UsageError

from crawler.health.failures import PROGRAM, STORE, USAGE
from crawler.scrapy_utils.exit_status import MISUSED
from crawler.scrapy_utils.faults import error_reason, log_fault
from crawler.scrapy_utils.stopping import Stopped, fail
from crawler.spider.probe import SiteFailed
from crawler.store import StoreError


@contextmanager
def failures_told(crawler: Crawler, site_url: str) -> Iterator[None]:
    """Report what is raised, and end there; ``site_url``: the front page of the site."""
    try:
        yield
    except SiteFailed as failure:
        fail(crawler, str(failure), name=failure.name)
    except StoreError as lost:
        fail(crawler, str(lost), name=STORE)
    except Stopped:  # who stopped the crawl has said why
        return
    except UsageError as mistake:
        fail(crawler, str(mistake), MISUSED, name=USAGE)
    except Exception as error:
        log_fault(site_url, error)
        fail(
            crawler,
            f"The crawl ended early because of a fault of the program: {error_reason(error)}.",
            name=PROGRAM,
        )
