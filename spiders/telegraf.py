"""Telegraf (telegraf.co.id), an Indonesian newspaper on WordPress."""

from __future__ import annotations

from crawler.learned import read_rules
from crawler.site import Site
from spiders.base import NewsSpider

TELEGRAF = Site(
    name="telegraf",
    domain="telegraf.co.id",
    timezone="Asia/Jakarta",
    publishers=("Telegraf",),
    language="id",
    rules=read_rules(__file__),
)


class TelegrafSpider(NewsSpider):
    """The articles of telegraf.co.id."""

    name = TELEGRAF.name
    site = TELEGRAF
