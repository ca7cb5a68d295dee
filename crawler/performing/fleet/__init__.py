"""The verbs of ``scrapy fleet``, one a file."""
