"""Measurements: extraction against its rivals (``python -m benchmarks``), growth, the crawl, the store."""
