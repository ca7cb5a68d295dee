"""What stands in ``<template>``: nothing of the page, but for shadow roots, which are a part of it.

By the HTML standard the contents of a template are no children of it, and are not shown; with
``shadowrootmode`` they are the shadow root of the element around it, and shown (13.2.6.4.4).
"""

from __future__ import annotations

from collections.abc import Sequence

from crawler.extract.parse.xpath import Element

SHADOW = b"shadowrootmode"
_MODES = ("open", "closed")


def read_templates(templates: Sequence[Element]) -> None:
    """Empty these templates; make those that are shadow roots plain elements."""
    for template in templates:
        if template.get("shadowrootmode", "").lower() in _MODES:
            template.tag = "div"
        else:
            template.text = None
            del template[:]
