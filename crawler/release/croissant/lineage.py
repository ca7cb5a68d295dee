"""Where the data come from, in the terms of W3C PROV-O (https://www.w3.org/TR/prov-o/)."""

from __future__ import annotations

from typing import Any

from crawler.release.provenance import ArchiveFile, Provenance, RunFacts
from crawler.release.provenance.as_json import stamp
from crawler.text import counted

_MOST = 1000
"""Runs and files that are named, the newest; ``provenance.json`` has all."""


def lineage(provenance: Provenance) -> dict[str, Any]:
    """Return the crawls that made the data, and the files that they were read from."""
    runs, files = provenance.runs[-_MOST:], provenance.archive_files[-_MOST:]
    told: dict[str, Any] = {}
    if runs:
        told["prov:wasGeneratedBy"] = [_activity(each) for each in runs]
    if files:
        told["prov:wasDerivedFrom"] = [_entity(each) for each in files]
    agents = [_agent(each) for each in provenance.user_agents]
    if agents:
        told["prov:wasAttributedTo"] = agents
    return told


def collection(provenance: Provenance) -> dict[str, Any]:
    """Return how the data were collected, in the terms of Croissant RAI 1.0."""
    said = ["The articles were crawled from the newspapers' own sites."]
    if provenance.user_agents:
        said.append(f"User agents: {'; '.join(provenance.user_agents)}.")
    versions = ", ".join(
        f"{version} ({number:,} articles)" for version, number in provenance.extraction_versions.items()
    )
    if versions:
        said.append(f"Versions of the extraction: {versions}.")
    said += [_robots(each.url, each.status, each.sha256) for each in provenance.robots]
    if max(len(provenance.runs), len(provenance.archive_files)) > _MOST:
        said.append("provenance.json names every crawl and every file of the archive.")
    told: dict[str, Any] = {
        "rai:dataCollection": " ".join(said),
        "rai:dataCollectionType": ["Web Scraping"],
        "rai:personalSensitiveInformation": [
            "News names persons: authors, and those of whom the articles tell. Nothing was made anonymous."
        ],
    }
    if provenance.archive_files:
        number = len(provenance.archive_files)
        told["rai:dataCollectionRawData"] = (
            f"{counted(number, 'WARC file')} of the responses, not in the release;"
            f" the SHA-256 of {number - provenance.unread:,} of them stand in provenance.json."
        )
    return told


def _activity(run: RunFacts) -> dict[str, Any]:
    if run.scope:
        what = f"Crawl of {run.site}, narrowed by {run.scope}"
    elif run.is_complete:
        what = f"Crawl of all that {run.site} lists"
    else:
        what = f"Crawl of what {run.site} has new or changed"
    told = {
        "@type": "prov:Activity",
        "name": f"run {run.id} of {run.site}",
        "description": f"{what}: {run.new:,} new articles, {run.changed:,} changed.",
        "prov:startedAtTime": stamp(run.started_at),
    }
    return told if run.ended_at is None else {**told, "prov:endedAtTime": stamp(run.ended_at)}


def _entity(file: ArchiveFile) -> dict[str, Any]:
    told = {
        "@type": "prov:Entity",
        "name": file.name,
        "contentSize": f"{file.size} B",
        "encodingFormat": "application/warc",
    }
    return told if file.sha256 is None else {**told, "sha256": file.sha256}


def _agent(user_agent: str) -> dict[str, Any]:
    return {"@type": "prov:SoftwareAgent", "name": user_agent}


def _robots(url: str, status: str, digest: str | None) -> str:
    return f"{url} (RFC 9309): {status}" + (f", SHA-256 {digest}." if digest else ".")
