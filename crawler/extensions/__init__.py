"""Scrapy extensions: the run of a crawl, its health, and its end."""
