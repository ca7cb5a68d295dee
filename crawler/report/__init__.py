"""The report: one HTML file that shows what the runs did and how the corpus grows. No Scrapy, no request.

:func:`crawler.report.reading.read_report` aggregates the store by SQL into the plain values of
:mod:`crawler.report.figures`, :func:`crawler.report.page.render` makes the page of them. The same store gives
the same bytes: "now" is the last moment of its newest run.
"""
