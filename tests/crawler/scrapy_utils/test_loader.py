"""Declarations that a person has to mend are named in one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.crawler.commands.project import Project

OF_RELEASE_0_1 = '''"""kabar.test, as far as it is known."""

from __future__ import annotations

from crawler.learned import read_rules
from crawler.site import Site
from spiders.base import NewsSpider

KABAR = Site(
    name="kabar",
    domain="kabar.test",
    timezone=None,  # of the times it prints: "Asia/Jakarta"; unknown, a local time gives its day alone
    publishers=(),  # its names in datelines: ("ANTARA",) for "Jakarta (ANTARA) - "; none: any name
    language=None,  # where its pages do not say: "id"
    layouts=(),  # crawler.site.Selectors(...), newest first, only for what is not found without
    rules=read_rules(__file__),  # the .toml beside this file, which scrapy learn writes
)


class KabarSpider(NewsSpider):
    """The articles of kabar.test."""

    name = KABAR.name
    site = KABAR
'''


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project.make(tmp_path)


def test_a_declaration_of_release_0_1_is_told_its_new_imports_and_loads_with_them(project: Project) -> None:
    file = project.spiders / "kabar.py"
    file.write_text(OF_RELEASE_0_1, "utf-8")
    done = project.scrapy("list")
    new = ("from crawler.spider import NewsSpider", "from crawler.site_rules import read_rules")
    assert done.returncode == 2
    assert done.stderr.splitlines() == [
        f"scrapy list: kabar: {file} was written for release 0.1; what it imports has moved:"
        f" write `{new[0]}` and `{new[1]}`"
    ]
    mended = OF_RELEASE_0_1.replace("from spiders.base import NewsSpider", new[0])
    file.write_text(mended.replace("from crawler.learned import read_rules", new[1]), "utf-8")
    done = project.scrapy("list")
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, "kabar", "")
