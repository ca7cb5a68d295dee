"""What the pages in docs/ show for copying, and what they need of the machine."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def shown(page: str, language: str, replaced: Mapping[str, str] | None = None) -> list[str]:
    """Return the code blocks of a language, with places of the machine replaced by those of a test.

    A text to replace that no block has is a mistake: the page would have changed under the test.
    """
    text = (ROOT / "docs" / f"{page}.md").read_text("utf-8")
    blocks = re.findall(rf"^```{language}\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    for old, new in (replaced or {}).items():
        assert any(old in block for block in blocks), f"docs/{page}.md: no ```{language} block has {old}"
        blocks = [block.replace(old, new) for block in blocks]
    return blocks


def need(program: str, package: str) -> str:
    """Return the path of a program; skips the test where it is missing, and fails with REQUIRE_SERVICES=1."""
    found = shutil.which(program)
    if found is None:
        missing(f"no {program}: install {package}")
    return str(found)


def missing(reason: str) -> None:
    """Skip the test; with REQUIRE_SERVICES=1 it fails."""
    if os.environ.get("REQUIRE_SERVICES") == "1":
        pytest.fail(reason)
    pytest.skip(reason)
