"""The articles that a listing carries: they need no separate request."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from crawler.discovery.filters import Filters
from crawler.discovery.listing import CarriedArticle, Link
from crawler.extract import NotAnArticle
from crawler.extract.not_an_article import NotInRecord
from crawler.fetched.steps import Complete, Dropped, Failed, PageWanted, Refused
from crawler.page import Page
from crawler.site import Site
from crawler.urls import is_inside, same_site
from crawler.urls.spelling import split_url


def read_carried(
    carried: Iterable[CarriedArticle],
    page: Page,
    site: Site,
    *,
    site_url: str,
    filters: Filters | None = None,
) -> Iterator[tuple[CarriedArticle, Complete | Dropped | Refused | Failed]]:
    """Yield each article that a listing carries, with its result; ``page``: the listing's response.

    One whose own page is on another site than the others is refused. An error of the program in one of them
    is its result: the others are read. Where the article is not in what is carried, its page may have it
    (:class:`PageWanted`).
    """
    carried = list(carried)
    is_own = _own_sites(carried, page.url, site_url)
    for each in carried:
        if each.url and not is_own(each.url):
            yield each, Refused("other_site")
            continue
        try:
            article = each.extract(site)
        except NotAnArticle as refusal:
            yield each, _without_article(each, refusal, filters)
            continue
        except Exception as error:
            yield each, Failed(f"error_{type(error).__name__}", error)
            continue
        if page.fetched_at is not None:
            article.fetched_at = page.fetched_at.isoformat()
        reason = filters and filters.drop_reason(article, from_section=False)
        yield each, Dropped(reason) if reason else Complete(article, each.permalink(site_url))


def _without_article(
    carried: CarriedArticle, refusal: NotAnArticle, filters: Filters | None
) -> PageWanted | Refused | Dropped:
    """Return what to do about a carried article that could not be read."""
    if not carried.url or not isinstance(refusal, NotInRecord):
        return Refused(refusal.reason)
    if filters and filters.excludes(Link(carried.url, carried.published, carried.lastmod)):
        return Dropped("outside_period")
    return PageWanted(refusal.reason)


def _own_sites(carried: Iterable[CarriedArticle], listing_url: str, site_url: str) -> Callable[[str], bool]:
    """Return what says whether a URL is one of the crawled site, or of the listing's host.

    A site may print its articles by another system, whose host all its records name (headless WordPress):
    where not one of them is on the site itself, that host stands for it.
    """
    urls = [each.url for each in carried if each.url]
    if any(is_inside(url, site_url) for url in urls) or not urls:
        return lambda url: is_inside(url, site_url) or same_site(url, listing_url)
    host, _ = Counter(split_url(url).netloc for url in urls).most_common(1)[0]
    return lambda url: split_url(url).netloc == host or same_site(url, listing_url)
