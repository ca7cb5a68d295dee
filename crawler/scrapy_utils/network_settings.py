"""The settings of what is asked over the network, checked before anything is asked."""

from __future__ import annotations

from scrapy.exceptions import UsageError
from scrapy.settings import BaseSettings

from crawler.scrapy_utils.certificates import ca_file
from crawler.scrapy_utils.networks import parse_networks
from crawler.scrapy_utils.numbers import whole_number
from crawler.scrapy_utils.user_agent import check_user_agent


def check_network_settings(settings: BaseSettings) -> None:
    """Check the values of these settings. Raises UsageError."""
    check_user_agent(settings)
    ca_file(settings)
    parse_networks(settings.getlist("PRIVATE_NETWORKS"))
    whole_number(settings["MAX_WAIT"], "MAX_WAIT")
    for name in ("DOWNLOAD_VERIFY_CERTIFICATES", "READ_REST_RECORD"):
        try:
            settings.getbool(name)
        except ValueError:
            raise UsageError(
                f"the setting {name}={settings[name]} is neither 1 nor 0", print_help=False
            ) from None
