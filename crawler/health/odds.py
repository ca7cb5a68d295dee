"""How improbable a share is, given what was usual: binomial tails."""

from __future__ import annotations

import math

IMPROBABLE = 1e-6
"""Below this probability a share is not chance.

Some twenty shares are judged each hour: at one in ten thousand a healthy site would ring twice a week. News
is no coin either: the articles of one hour are often of one desk.
"""


def at_most(number: int, of: int, share: float) -> float:
    """Return the probability that of so many at most ``number`` have what a share of all has.

    >>> at_most(0, 3, 0.99) < 2e-6
    True
    """
    return math.fsum(_exactly(each, of, share) for each in range(number + 1))


def at_least(number: int, of: int, share: float) -> float:
    """Return the probability that of so many at least ``number`` have what a share of all has.

    >>> round(at_least(1, 2, 0.5), 2)
    0.75
    """
    return at_most(of - number, of, 1 - share)


def usual_share(number: int, of: int) -> float:
    """Return the share of all, by those that were seen; never 0 or 1, since nobody has seen all.

    >>> usual_share(98, 98)
    0.99
    """
    return (number + 1) / (of + 2)


def _exactly(number: int, of: int, share: float) -> float:
    ways = math.lgamma(of + 1) - math.lgamma(number + 1) - math.lgamma(of - number + 1)
    return math.exp(ways + number * math.log(share) + (of - number) * math.log1p(-share))
