"""The head of the card, in YAML as the Hugging Face Hub reads it."""

from __future__ import annotations

import json
from collections.abc import Sequence

from crawler.release.facts import Facts

_SIZES = (
    (1_000, "n<1K"),
    (10_000, "1K<n<10K"),
    (100_000, "10K<n<100K"),
    (1_000_000, "100K<n<1M"),
    (10_000_000, "1M<n<10M"),
    (100_000_000, "10M<n<100M"),
)


def front_matter(facts: Facts) -> str:
    """Return the head of the card: language, licence, size, and which files are which split.

    Texts are written as JSON, which is YAML as well (https://yaml.org/spec/1.2.2/#13-terminology).
    """
    lines = [
        *_list("language", facts.languages),
        "license: other",
        "license_name: rights-of-the-publishers",
        f"pretty_name: {_text(facts.title)}",
        *_list("size_categories", [_size(facts.articles)]),
        *_list("task_categories", ["text-generation", "fill-mask"]),
        *_list("tags", ["news", "newspaper", *(each.name for each in facts.newspapers)]),
        "configs:",
        "- config_name: default",
        "  data_files:",
    ]
    for each in facts.files:
        if each.split is None:
            if not each.rows:
                continue  # `datasets` fails at a file without rows
            lines += ["- config_name: changes", "  data_files:", "  - split: changes"]
        else:
            lines.append(f"  - split: {each.split}")
        lines.append(f"    path: {_text(each.name)}")
    return "\n".join(["---", *lines, "---"])


def _list(name: str, values: Sequence[str]) -> list[str]:
    return [f"{name}:", *(f"- {_text(each)}" for each in values)] if values else []


def _text(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)


def _size(number: int) -> str:
    return next((name for most, name in _SIZES if number < most), "100M<n<1B")
