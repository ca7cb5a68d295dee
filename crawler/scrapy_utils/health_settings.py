"""The settings of the health checks: their thresholds, and checks of one's own."""

from __future__ import annotations

import logging
import math
from dataclasses import dataclass

from scrapy.exceptions import UsageError
from scrapy.settings import BaseSettings
from scrapy.utils.misc import load_object

from crawler.health import CHECKS, Check, Ended, FailedCheck, judge

logger = logging.getLogger(__name__)

_OWN, _PREFIX = "HEALTH_CHECKS", "HEALTH_"


@dataclass(frozen=True, slots=True)
class HealthSettings:
    """The checks of a run and their thresholds."""

    checks: tuple[Check, ...]
    thresholds: dict[str, float | None]
    """Name of a check -> its threshold as the settings have it; None: it is off."""

    @classmethod
    def read(cls, settings: BaseSettings) -> HealthSettings:
        """Read and check them. Raises UsageError that names the setting."""
        own = (path.strip() for path in settings.getlist(_OWN))
        checks = (*CHECKS, *(_own_check(path) for path in own if path))
        by_setting = {check.setting: check for check in checks}
        if len(by_setting) < len(checks):
            raise UsageError(f"{_OWN} has a check whose name another one has", print_help=False)
        thresholds = {}
        for name in settings:
            if str(name).startswith(_PREFIX) and name != _OWN:
                if name not in by_setting:
                    known = ", ".join(by_setting)
                    raise UsageError(f"there is no check {name}; choose from: {known}", print_help=False)
                check = by_setting[str(name)]
                thresholds[check.name] = _threshold(check, settings[name])
        return cls(checks, thresholds)

    def judge(self, crawl: Ended) -> tuple[FailedCheck, ...]:
        """Return what failed, the main reason first; empty: the crawl is healthy."""
        return judge(crawl, self.checks, self.thresholds)


def _threshold(check: Check, value: object) -> float | None:
    text = str(value).strip()
    if text.lower() == "off":
        return None
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    most = 1 if check.is_share else math.inf
    if not 0 <= number <= most or number == math.inf:
        wanted = "a share from 0 to 1" if check.is_share else "a number from 0 on"
        raise UsageError(f"{check.setting}={text} is neither {wanted} nor off", print_help=False)
    return number


def _own_check(path: str) -> Check:
    """Return the check that a dotted path names: a Check, or a function that takes an Ended."""
    try:
        found = load_object(path)
    except Exception as error:  # the user's own module may raise anything when it is imported
        raise UsageError(f"{_OWN}={path} cannot be loaded: {error}", print_help=False) from error
    if isinstance(found, Check):
        return found
    if not callable(found):
        raise UsageError(f"{_OWN}={path} is neither a Check nor a function", print_help=False)

    def complaint(crawl: Ended, threshold: float) -> str | None:
        try:
            said = found(crawl)
        except Exception as error:  # the user's own code may raise anything, and that must not look healthy
            logger.debug("The check %s", path, exc_info=True)
            return f"The check {path} could not be made: {type(error).__name__}: {error}."
        if said is None or isinstance(said, str):
            return said or None
        return f"The check {path} returned {said!r}, which is neither a sentence nor None."

    name = getattr(found, "__name__", path.rpartition(".")[2])
    return Check(
        name=name, question=(found.__doc__ or name).strip(), complaint=complaint, default=0, why="", least=""
    )
