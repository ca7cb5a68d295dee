"""Scrapy extensions: the run of a crawl, and its end."""
