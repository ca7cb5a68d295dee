"""The crawl in Scrapy's terms."""
