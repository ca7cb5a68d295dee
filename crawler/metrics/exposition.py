"""The metrics of a crawl as text of OpenMetrics 1.0, written by the official client library.

Only counters and gauges, and no timestamps of samples: so node_exporter's textfile collector reads the file
as well, which expects the older text format of Prometheus and takes the counters for untyped numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from prometheus_client.core import CollectorRegistry, CounterMetricFamily, GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.openmetrics.exposition import generate_latest

from crawler import stats
from crawler.metrics.measured import Measured

OUTCOMES = {
    **stats.STORED,
    "gone": stats.ARTICLE_GONE,
    "refused": stats.ARTICLE_REFUSED,
    "dropped": stats.ARTICLE_DROPPED,
    "failed": stats.ARTICLE_FAILED,
}
"""Value of the label ``outcome`` -> where that is counted."""
_FAILURES = {"article": stats.ARTICLE_FAILED, "listing": stats.LISTING_FAILED}


def exposed(measured: Measured) -> bytes:
    """Return the metrics of a crawl as OpenMetrics text, in UTF-8."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Collector(measured))
    text: bytes = generate_latest(registry)  # type: ignore[no-untyped-call]
    return text


class _Collector:
    """Gives the metrics of one moment to the library."""

    def __init__(self, measured: Measured) -> None:
        self._measured = measured

    def collect(self) -> Iterator[Metric]:
        """Yield the metrics."""
        yield from self._counted()
        yield from self._of_the_run()
        yield from self._of_the_last_run()

    def _counted(self) -> Iterator[Metric]:
        """Yield what this run counted: it starts at nothing in each, as the time of its creation tells."""
        number, by_reason = self._measured.numbers.number, self._measured.numbers.by_reason
        articles, add = self._counter("articles", "Articles of this run by what became of them.", "outcome")
        for outcome, statistic in OUTCOMES.items():
            add(number(statistic), outcome)
        yield articles
        requests, add = self._counter("requests", stats.REQUESTS.meaning)
        add(number(stats.REQUESTS))
        yield requests
        responses, add = self._counter("responses", stats.RESPONSES.meaning, "status")
        for status, many in by_reason(stats.RESPONSES).items():
            add(many, status)
        yield responses
        failures, add = self._counter("failures", "URLs that failed, and are tried again.", "kind", "reason")
        for kind, family in _FAILURES.items():
            for reason, many in by_reason(family).items():
                add(many, kind, reason)
        yield failures

    def _of_the_run(self) -> Iterator[Metric]:
        measured = self._measured
        yield self._gauge("running", "Whether a run is going on (1) or not (0).", measured.is_running)
        started = measured.started_at.timestamp()
        yield self._gauge("start_timestamp", "When this run started.", started, unit="seconds")
        yield self._gauge("duration", "How long this run took, so far.", measured.seconds, unit="seconds")
        yield self._gauge("stored_articles", "Articles of the site in the store.", measured.stored)
        yield self._gauge("left_urls", "URLs that the ended run left for later ones.", measured.left)

    def _of_the_last_run(self) -> Iterator[Metric]:
        last = self._measured.last
        is_healthy = None if last.status is None else last.status == 0
        yield self._gauge("healthy", "Whether the last ended run was healthy (1) or not (0).", is_healthy)
        yield self._gauge("exit_status", "Exit status of the last run that ended.", last.status)
        failed = GaugeMetricFamily(
            "crawl_failed_check", "Checks that the last run that ended failed (1).", labels=["site", "check"]
        )
        for check in last.failed_checks:
            failed.add_metric([self._measured.site, check], 1)
        yield failed
        at = None if last.succeeded_at is None else last.succeeded_at.timestamp()
        yield self._gauge("last_success_timestamp", "When a run last ended healthy.", at, unit="seconds")

    def _counter(
        self, name: str, meaning: str, *labels: str
    ) -> tuple[CounterMetricFamily, Callable[..., None]]:
        """Return a counter, and what adds a number to it with its labels."""
        family = CounterMetricFamily(f"crawl_{name}", meaning, labels=["site", *labels])
        created = self._measured.started_at.timestamp()

        def add(number: int, *values: str) -> None:
            family.add_metric([self._measured.site, *values], number, created=created)

        return family, add

    def _gauge(self, name: str, meaning: str, value: float | None, unit: str = "") -> GaugeMetricFamily:
        """Return a gauge; None: it has no value yet."""
        family = GaugeMetricFamily(f"crawl_{name}", meaning, labels=["site"], unit=unit)
        if value is not None:
            family.add_metric([self._measured.site], float(value))
        return family
