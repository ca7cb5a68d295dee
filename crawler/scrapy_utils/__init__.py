"""What touches Scrapy itself: its feeds, loader, log, settings, responses."""
