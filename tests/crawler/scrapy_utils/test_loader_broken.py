"""A broken declaration stops itself in one sentence with file, field and value, and no other newspaper."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.crawler.commands.project import Project

GOOD = """
from crawler.site import Selectors, Site
from crawler.site_rules import read_rules
from crawler.spider import NewsSpider

SITE = Site(name="kabar", domain="127.0.0.1:9", rules=read_rules(__file__))

class KabarSpider(NewsSpider):
    name = "kabar"
    site = SITE
"""
SITE = 'Site(name="kabar", domain="127.0.0.1:9", rules=read_rules(__file__))'


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = Project.make(tmp_path)
    (made.spiders / "kabar.py").write_text(GOOD, "utf-8")
    return made


def koran(project: Project, old: str = "", new: str = "") -> Path:
    """Write the declaration of a second newspaper, with one change."""
    text = GOOD.replace(old, new) if old else GOOD
    assert text != GOOD or not old
    file = project.spiders / "koran.py"
    file.write_text(text.replace('"kabar"', '"koran"').replace("KabarSpider", "KoranSpider"), "utf-8")
    return file


def site(fields: str) -> tuple[str, str]:
    return SITE, f'Site(name="koran", {fields})'


FAULTS = [
    (site('timezone="Asia/Jakrta"'), ":6: timezone='Asia/Jakrta': there is no such IANA time zone"),
    (site("layouts=("), ":6: SyntaxError: "),
    (site('layouts=(Selectors(body="div[["),)'), ":6: body='div[[': this is no CSS selector"),
    (site('publishers=("KORAN")'), ":6: publishers='KORAN': a comma is missing"),
    (("from crawler.spider", "import tidak_ada\nfrom crawler.spider"), ":4: ModuleNotFoundError: No module"),
    (("SITE = Site", "1 / 0\nSITE = Site"), ":6: ZeroDivisionError: division by zero"),
    (("SITE = Site", "raise SystemExit(3)\nSITE = Site"), ":6: SystemExit: 3"),
    (("    site = SITE", '    site = "koran"'), ": KoranSpider: site='koran': this must be a Site(...)"),
    (
        ("    site = SITE", "    site = SITE\n    custom_settings = [1]"),
        "custom_settings=[1]: this must be a dict",
    ),
    (('    name = "kabar"\n', ""), ": KoranSpider: name=None: a spider needs a name"),
    (('    name = "kabar"\n', "    name = 7\n"), ": KoranSpider: name=7: a spider needs a name"),
]


def test_each_fault_is_one_sentence_of_the_list_and_stops_no_other_newspaper(project: Project) -> None:
    for number, (change, _) in enumerate(FAULTS):
        text = (
            koran(project, *change).read_text("utf-8").replace('name = "koran"', f'name = "koran{number:02}"')
        )
        (project.spiders / f"koran{number:02}.py").write_text(text, "utf-8")
    (project.spiders / "koran.py").unlink()
    done = project.scrapy("list")
    assert (done.returncode, done.stdout) == (2, "kabar\n")
    for number, (_, says) in enumerate(FAULTS):
        file = project.spiders / f"koran{number:02}.py"
        (line,) = [line for line in done.stderr.splitlines() if str(file) in line]
        assert line.startswith(f"scrapy list: koran{number:02}") and says in line
    assert len(done.stderr.splitlines()) == len(FAULTS)


def test_a_crawl_works_beside_a_broken_newspaper_and_says_that_it_is_left_out(project: Project) -> None:
    file = koran(project, *site('timezone="WIB"'))
    there = "there is no such IANA time zone; write one such as 'Asia/Jakarta', or None"
    fault = f"{file}:6: timezone='WIB': {there}"
    other = project.scrapy("crawl", "kabar", "-a", "since=bukan", "-L", "ERROR")
    assert other.stderr.splitlines()[0] == f"scrapy: koran is left out: {fault}"
    assert "since=bukan" in other.stderr  # it has come as far as its options
    own = project.scrapy("crawl", "koran")
    assert (own.returncode, own.stdout) == (2, "")
    assert fault in own.stderr.splitlines()[-1]
    assert "left out" not in own.stderr and "Traceback" not in own.stderr


@pytest.mark.slow("several commands, each in a process of its own")
@pytest.mark.parametrize(
    "command",
    [
        ("learn", "koran"),
        ("reextract", "--spider", "koran", "x.warc.gz"),
        ("extract", "x.html", "--spider", "koran"),
    ],
)
def test_each_command_that_names_a_broken_newspaper_says_why(
    project: Project, command: tuple[str, ...]
) -> None:
    koran(project, *site('language="id_ID"'))
    (project.folder / "x.html").write_text("<p>Kabar</p>", "utf-8")
    (project.folder / "x.warc.gz").touch()
    done = project.scrapy(*command)
    assert done.returncode == 2
    assert "language='id_ID': this is no BCP 47 tag" in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_a_broken_rules_file_stops_its_newspaper_alone(project: Project) -> None:
    faults = {
        "[[rule]]\nname = 'learned_a'\naccepted = yes\npattern = 'A'\n": "line 3",
        "[[rule]]\nname = 'learned_a'\naccepted = 'true'\npattern = 'A'\n": "accepted must be a bool",
        "[[rule]]\nname = 'learned_a'\naccepted = true\npattern = '('\n": "not a regular expression",
        "rule = [1]\n": "rule 1",
    }
    text = koran(project).read_text("utf-8")
    (project.spiders / "koran.py").unlink()
    for number, rules in enumerate(faults):
        (project.spiders / f"koran{number}.py").write_text(
            text.replace('"koran"', f'"koran{number}"'), "utf-8"
        )
        (project.spiders / f"koran{number}.toml").write_text(rules, "utf-8")
    done = project.scrapy("list")
    assert (done.returncode, done.stdout) == (2, "kabar\n")
    for number, (line, says) in enumerate(zip(done.stderr.splitlines(), faults.values(), strict=True)):
        assert line.startswith(f"scrapy list: koran{number}: {project.spiders / f'koran{number}.toml'}: ")
        assert says in line


def test_a_rules_file_that_cannot_be_read_is_named(project: Project) -> None:
    file = koran(project).with_suffix(".toml")
    file.mkdir()
    done = project.scrapy("list")
    assert (done.returncode, done.stdout) == (2, "kabar\n")
    assert f"{file}: cannot be read" in done.stderr


@pytest.mark.slow("several commands, each in a process of its own")
def test_two_spiders_of_one_name_are_both_left_out_with_both_files(project: Project) -> None:
    koran(project)
    third = project.spiders / "lain.py"
    third.write_text(GOOD.replace('"kabar"', '"koran"'), "utf-8")
    done = project.scrapy("list")
    assert (done.returncode, done.stdout) == (2, "kabar\n")
    assert "several spiders named 'koran'" in done.stderr
    assert str(third) in done.stderr and "koran.py" in done.stderr
    assert "several spiders named 'koran'" in project.scrapy("crawl", "koran").stderr


def test_what_newspapers_have_in_common_needs_no_name(project: Project) -> None:
    koran(
        project,
        "class KabarSpider(NewsSpider):",
        "class Group(NewsSpider):\n    pass\n\nclass KabarSpider(Group):",
    )
    done = project.scrapy("list")
    assert (done.returncode, done.stdout, done.stderr) == (0, "kabar\nkoran\n", "")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            "class KabarSpider(NewsSpider):",
            "from scrapy import Spider\n\nclass KabarSpider(Spider):\n    site: str",
        ),
        ("    site = SITE", "    @property\n    def site(self):\n        return SITE"),
        (
            "    site = SITE",
            "    def __init__(self, **given):\n        self.site = SITE\n        super().__init__(**given)",
        ),
    ],
    ids=["a plain spider with a site of its own", "a property", "made with the instance"],
)
def test_a_spider_whose_class_has_no_declaration_may_be_a_good_one(
    project: Project, old: str, new: str
) -> None:
    file = koran(project, old, new)
    if "Spider):\n    site: str" in new:
        file.write_text(
            file.read_text("utf-8").replace("    site = SITE", '    site = "koran.test"'), "utf-8"
        )
    done = project.scrapy("list")
    assert (done.returncode, done.stdout, done.stderr) == (0, "kabar\nkoran\n", "")


def test_a_package_that_is_not_there_is_named(project: Project) -> None:
    done = project.scrapy("list", "-s", "SPIDER_MODULES=koran,tidak_ada")
    assert (done.returncode, done.stdout) == (2, "kabar\n")
    assert "SPIDER_MODULES: tidak_ada: ModuleNotFoundError" in done.stderr


def test_a_ctrl_c_while_loading_is_no_traceback(project: Project) -> None:
    koran(project, "SITE = Site", "import os, signal\nos.kill(os.getpid(), signal.SIGINT)\nSITE = Site")
    done = project.scrapy("list")
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "scrapy: stopped\n")
