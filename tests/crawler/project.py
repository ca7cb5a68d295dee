"""The settings of the project, for tests."""

from __future__ import annotations

import os

from scrapy.settings import Settings
from scrapy.utils.project import get_project_settings


def project_settings() -> Settings:
    """Return them, without their module in the environment, which programs begun later would inherit."""
    before = os.environ.copy()
    try:
        return get_project_settings()
    finally:
        os.environ.clear()
        os.environ.update(before)
