"""Tells somebody that a newspaper's crawl fails, and that it is healthy again; no Scrapy.

- ``configuring.py``: the settings -> the ways to tell
- ``failing.py``: a run that failed -> in which way, and what shows that this is over
- ``memory.py``: who was told of what -> who is told now
- ``wording.py``: a crawl that has ended -> a :class:`~crawler.notification.notice.Notice`
- ``sending.py``: the notices -> what became of them; ``ways/`` has one file a way
"""
