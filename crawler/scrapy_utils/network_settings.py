"""The settings of what is asked over the network, checked before anything is asked."""

from __future__ import annotations

from scrapy.exceptions import UsageError
from scrapy.settings import BaseSettings

from crawler.scrapy_utils.certificates import ca_file
from crawler.scrapy_utils.networks import parse_networks


def check_network_settings(settings: BaseSettings) -> None:
    """Check CA_FILE, PRIVATE_NETWORKS and DOWNLOAD_VERIFY_CERTIFICATES. Raises UsageError."""
    ca_file(settings)
    parse_networks(settings.getlist("PRIVATE_NETWORKS"))
    name = "DOWNLOAD_VERIFY_CERTIFICATES"
    try:
        settings.getbool(name)
    except ValueError:
        raise UsageError(
            f"the setting {name}={settings[name]} is neither 1 nor 0", print_help=False
        ) from None
