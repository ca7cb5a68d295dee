"""Telegraf (telegraf.co.id), an Indonesian newspaper on WordPress."""

from __future__ import annotations

from crawler.site import Site
from crawler.site_rules import read_rules
from crawler.spider import NewsSpider

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
