"""What a crawl measured, as OpenMetrics text in a file: for Prometheus' node_exporter, among others."""

from crawler.metrics.file import metrics_file, unknown_place, write_metrics
from crawler.metrics.measured import LastRun, Measured

__all__ = ["LastRun", "Measured", "metrics_file", "unknown_place", "write_metrics"]
