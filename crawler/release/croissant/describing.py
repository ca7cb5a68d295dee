"""The whole description of a release, as JSON-LD."""

from __future__ import annotations

from typing import Any

from crawler.release.croissant.citing import bibtex
from crawler.release.croissant.lineage import collection, lineage
from crawler.release.croissant.record_sets import file_object, record_sets
from crawler.release.facts import Facts
from crawler.release.provenance import Provenance

_CONFORMS_TO = ["http://mlcommons.org/croissant/1.0", "http://mlcommons.org/croissant/RAI/1.0"]
_CONTEXT = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileProperty": "cr:fileProperty",
    "fileObject": "cr:fileObject",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "prov": "http://www.w3.org/ns/prov#",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
"""That of the specification (its appendix 1), with the namespaces of RAI and PROV-O."""


def croissant(facts: Facts, provenance: Provenance) -> dict[str, Any]:
    """Return the metadata of a release, without what it does not know: who publishes it, and where.

    Its creators are the newspapers, as the texts are theirs.
    """
    day = facts.as_of.date().isoformat()
    owners = [
        {"@type": "Organization", "name": each.name, **({"url": each.address} if each.address else {})}
        for each in facts.newspapers
    ]
    return {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": _CONFORMS_TO,
        "name": facts.name,
        "description": facts.description,
        "version": facts.version,
        "datePublished": day,
        "license": facts.rights,
        "citeAs": bibtex(facts),
        "keywords": ["news", *(each.name for each in facts.newspapers)],
        **({"inLanguage": list(facts.languages)} if facts.languages else {}),
        **({"creator": owners} if owners else {}),
        **collection(provenance),
        **lineage(provenance),
        "distribution": [file_object(each) for each in facts.files],
        "recordSet": record_sets(facts.files),
    }
