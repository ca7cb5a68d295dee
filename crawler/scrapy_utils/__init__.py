"""What touches Scrapy itself: its engine, feeds, loader, log, settings, requests and responses."""
