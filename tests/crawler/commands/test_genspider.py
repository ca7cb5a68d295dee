"""``scrapy genspider``: a new newspaper is one command, and Scrapy's own templates are still there."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.crawler.commands.project import Project

NEWSPAPER = ("genspider", "-t", "newspaper")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project.make(tmp_path)


def test_a_newspaper_is_a_declaration_and_a_folder_for_its_fixtures(project: Project) -> None:
    done = project.scrapy(*NEWSPAPER, "kabar", "www.kabar.test")
    assert (done.returncode, done.stderr) == (0, "")
    assert "koran.kabar" in done.stdout and "fixtures/kabar/" in done.stdout
    assert (project.folder / "fixtures" / "kabar").is_dir()
    text = (project.spiders / "kabar.py").read_text("utf-8")
    assert 'KABAR = Site(\n    name="kabar",\n    domain="www.kabar.test",\n' in text
    assert project.scrapy("list").stdout.split() == ["kabar"]


@pytest.mark.slow("the command in a process of its own for each case")
def test_what_is_generated_is_clean_to_the_linter_and_the_type_checker(project: Project) -> None:
    names = {
        "kabar": "https://www.kabar.test/nasional/",
        "koran-tempo": "koran.tempo.test",
        "news": "berita-dari-kota-yang-namanya-sangat-panjang-sekali.dan-lagi.kabar.test",
    }
    for name, domain in names.items():
        assert project.scrapy(*NEWSPAPER, name, domain).returncode == 0
    files = sorted(project.spiders.glob("*.py"))
    assert len(files) == 4
    for tool in (("ruff", "check", "--no-cache"), ("ruff", "format", "--no-cache", "--check")):
        done = project.run("-m", *tool, "--config", project.root / "pyproject.toml", *files)
        assert done.returncode == 0, done.stdout
    config = ("--config-file", project.root / "pyproject.toml", "--cache-dir", project.folder / "cache")
    done = project.run("-m", "mypy", *config, "--follow-imports", "silent", *files)
    assert done.returncode == 0, done.stdout
    assert sorted(project.scrapy("list").stdout.split()) == sorted(names)


def test_a_generated_newspaper_reads_the_rules_beside_it(project: Project) -> None:
    project.scrapy(*NEWSPAPER, "koran-tempo", "koran.tempo.test")
    rules = project.spiders / "koran_tempo.toml"
    rules.write_text("[[rule]]\nname = 'learned_a'\naccepted = true\npattern = 'A+'\n", "utf-8")
    done = project.run("-c", "from koran.koran_tempo import KORAN_TEMPO as k; print(k.name, k.rules[0].name)")
    assert done.stdout == "koran-tempo learned_a\n"


@pytest.mark.parametrize("template", ["basic", "crawl", "csvfeed", "xmlfeed"])
def test_the_templates_of_scrapy_still_work(project: Project, template: str) -> None:
    done = project.scrapy("genspider", "-t", template, "lain", "lain.test")
    assert (done.returncode, done.stderr) == (0, "")
    ast.parse((project.spiders / "lain.py").read_text("utf-8"))
    assert not (project.folder / "fixtures").exists()


def test_without_a_template_it_is_the_basic_one_of_scrapy(project: Project) -> None:
    assert project.scrapy("genspider", "lain", "lain.test").returncode == 0
    assert "(scrapy.Spider)" in (project.spiders / "lain.py").read_text("utf-8")


def test_a_template_of_the_users_own_is_taken_by_its_path(project: Project) -> None:
    (project.folder / "punya.tmpl").write_text('"""$domain"""\n', "utf-8")
    assert project.scrapy("genspider", "-t", "punya.tmpl", "lain", "lain.test").returncode == 0
    assert (project.spiders / "lain.py").read_text("utf-8") == '"""lain.test"""\n'


def test_the_templates_are_listed_the_newspaper_first(project: Project) -> None:
    names = project.scrapy("genspider", "--list").stdout.split()
    assert names == ["Available", "templates:", "newspaper", "basic", "crawl", "csvfeed", "xmlfeed"]
    assert "$domain" in project.scrapy("genspider", "--dump", "newspaper").stdout


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("kabar",), "name spider and domain"),
        (("7hari", "kabar.test"), "'7hari' cannot be a spider's name"),
        (("class", "kabar.test"), "'class' cannot be a spider's name"),
        (("ka/bar", "kabar.test"), "'ka/bar' cannot be a spider's name"),
        (("kabar", "kabar test"), "'kabar test' is not a domain"),
        (("kabar", "http://[kabar"), "'http://[kabar' is not a domain"),
        (("-t", "koran", "kabar", "kabar.test"), "there is no template 'koran'; known: newspaper, basic"),
        (("--dump", "koran"), "there is no template 'koran'"),
    ],
)
def test_a_mistake_is_named_and_writes_nothing(
    project: Project, arguments: tuple[str, ...], says: str
) -> None:
    done = project.scrapy("genspider", *arguments)
    assert done.returncode == 2
    assert says in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert [path.name for path in project.spiders.glob("*.py")] == ["__init__.py"]


@pytest.mark.slow("the command in a process of its own for each case")
def test_an_existing_spider_is_overwritten_with_force_alone(project: Project) -> None:
    project.scrapy(*NEWSPAPER, "kabar", "kabar.test")
    again = project.scrapy(*NEWSPAPER, "kabar", "lain.test")
    assert (again.returncode, "lain.test" in (project.spiders / "kabar.py").read_text("utf-8")) == (2, False)
    assert "--force overwrites it" in again.stdout + again.stderr
    assert project.scrapy(*NEWSPAPER, "--force", "kabar", "lain.test").returncode == 0
    assert "lain.test" in (project.spiders / "kabar.py").read_text("utf-8")


def test_a_file_that_is_no_such_spider_is_never_overwritten(project: Project) -> None:
    (project.spiders / "alat.py").write_text("X = 1\n", "utf-8")
    done = project.scrapy(*NEWSPAPER, "--force", "alat", "kabar.test")
    assert (done.returncode, (project.spiders / "alat.py").read_text("utf-8")) == (2, "X = 1\n")


def test_a_folder_given_with_the_domain_is_said_to_belong_to_the_crawl(project: Project) -> None:
    done = project.scrapy(*NEWSPAPER, "kabar", "https://www.kabar.test/nasional/")
    assert (done.returncode, done.stderr) == (0, "")
    assert "scrapy crawl kabar -a site=https://www.kabar.test/nasional/" in done.stdout
    assert "-a site=" not in project.scrapy(*NEWSPAPER, "koran", "https://www.koran.test").stdout
