"""Names that tell a publisher from a phrase."""

from __future__ import annotations

import re

from crawler.text import words

NEWS_NAMES = words(
    "telegraf antara ant kompas tempo detik detikcom detiknews republika liputan6 tribun tribunnews "
    "jpnn sindo sindonews okezone viva vivanews merdeka suara kumparan tirto bisnis kontan katadata "
    "medcom metrotvnews inilah inilahcom beritasatu cnn bbc voa dw reuters rtr afp ap epa upi tass ria "
    "xinhua bernama kyodo anadolu dpa efe ansa pti ist istimewa getty bloomberg aljazeera rmol solopos "
    "wartakota harianjogja pikiranrakyat poskota mediaindonesia beritajatim idntimes jawapos radar "
    "gatra republikaonline rol kbrn nytimes guardian wsj axios politico shutterstock istockphoto istock "
    "pixabay unsplash pexels wikimedia imago alamy pa zuma sipa picture-alliance"
)
"""First words of news organisations and picture agencies, lower case."""

TLD = r"com|co\.id|my\.id|or\.id|web\.id|id|net|org|co|news|tv|info|media|online|today|press|asia"
"""Ends of the domains that newspapers call themselves by."""

_DOMAIN = re.compile(rf"[\w-]{{1,40}}\.(?:{TLD})\b", re.IGNORECASE)


def is_news_name(name: str) -> bool:
    """Say whether a name is, or starts with, the name of a news organisation or picture agency.

    >>> is_news_name("ANTARA FOTO/Galih Pradipta"), is_news_name("TEMPO.CO"), is_news_name("Humas")
    (True, True, False)
    """
    first = re.split(r"[\s/,.:&@()-]", name.strip().casefold(), maxsplit=1)[0]
    return first in NEWS_NAMES or _DOMAIN.match(name) is not None


def starts_with_domain(text: str) -> bool:
    """Say whether a text starts with a domain such as newspapers call themselves by.

    >>> starts_with_domain("VIVA.co.id - Presiden tiba."), starts_with_domain("VIVA - Presiden tiba.")
    (True, False)
    """
    return _DOMAIN.match(text) is not None
