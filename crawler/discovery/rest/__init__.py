"""Discovery by WordPress' REST API: a hundred articles in one response."""

from __future__ import annotations

from crawler.discovery.rest.source import RestApi

__all__ = ["RestApi"]
