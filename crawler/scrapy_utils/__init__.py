"""What depends on Scrapy itself: its engine, feeds, loader, log, settings, requests and responses."""
