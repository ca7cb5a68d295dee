"""The report as one HTML page: no script, nothing from elsewhere, all that a site wrote escaped."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from crawler.report.figures import FIELDS, Report
from crawler.report.sections import lay_out
from crawler.report.wording import moment, readable

_TEMPLATES = Path(__file__).parent / "templates"


def render(report: Report) -> str:
    """Return the page."""
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=readable,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["n"] = lambda number: f"{number:,}"
    window = report.window
    sections = [
        lay_out(each, window, f"site-{number}")
        for number, each in enumerate(report.sites, 1)
        if window is not None
    ]
    return environment.get_template("report.html").render(
        style=Markup((_TEMPLATES / "report.css").read_text("utf-8")),
        window=window,
        until=window and moment(window.until, window.zone),
        sections=sections,
        fields=FIELDS,
        days=window and (window.last - window.first).days + 1,
    )
