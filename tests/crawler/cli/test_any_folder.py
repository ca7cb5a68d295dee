"""``telegraf-corpus`` in a folder that holds nothing: the verbs work, and what they store is there."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.crawler.cli.calling import AT_ONCE, ROOT, call, exported
from tests.crawler.commands.test_learn import article, slug
from tests.newsroom.server import serve


def test_a_newspaper_is_crawled_into_an_empty_folder_and_exported(tmp_path: Path) -> None:
    with serve(fixtures=None, generated=3) as site:
        done = call(tmp_path, "crawl", "newspaper", "-a", f"site={site.url}", *AT_ONCE)
        assert done.returncode == 0, done.stderr
        assert "Traceback" not in done.stderr
        assert {path.name for path in tmp_path.iterdir()} == {"data"}
        assert len(exported(tmp_path)) == 3
        assert "3 articles" in call(tmp_path, "status").stdout


def test_relative_paths_start_at_the_folder_of_scrapy_cfg(tmp_path: Path) -> None:
    assert call(tmp_path, "init", "korpus").returncode == 0
    below = tmp_path / "korpus" / "catatan"
    below.mkdir()
    with serve(fixtures=None, generated=1) as site:
        done = call(below, "crawl", "koran", "-a", f"site={site.url}", *AT_ONCE)
    assert done.returncode == 0, done.stderr
    assert not list(below.iterdir())
    assert (tmp_path / "korpus" / "data" / "articles.db").is_file()


@pytest.mark.parametrize("arguments", [(), ("--help",)])
def test_without_a_command_it_names_all_and_scrapy_only_as_what_is_not_ours(
    tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    done = call(tmp_path, *arguments)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("usage: telegraf-corpus COMMAND")
    assert {"crawl", "export", "init", "status"} <= {
        line.split()[0] for line in done.stdout.splitlines() if line.startswith("  ")
    }
    assert "scrapy " not in done.stdout


def test_the_version_is_that_of_the_program(tmp_path: Path) -> None:
    for arguments in (("version",), ("--version",)):
        done = call(tmp_path, *arguments)
        assert done.returncode == 0
        assert done.stdout.startswith("telegraf-corpus ") and "(Scrapy 2." in done.stdout


def test_an_unknown_command_is_named_with_the_one_that_is_meant(tmp_path: Path) -> None:
    done = call(tmp_path, "crwal", "telegraf")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("telegraf-corpus: there is no command 'crwal'; did you mean crawl?")
    assert done.stderr.count("\n") == 1


@pytest.mark.slow("the program in a process of its own for each case")
@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("crawl",), "telegraf-corpus: error: name one newspaper: telegraf-corpus crawl telegraf"),
        (("status", "--rusn", "3"), "telegraf-corpus status"),
        (("fetch",), "telegraf-corpus fetch"),
        (("history", "https://www.koran.example/a"), "telegraf-corpus history: "),
        (("retry", "-s", "LOG_JSON=1", "--site"), "telegraf-corpus retry: "),
        (
            ("genspider", "-t", "newspaper", "koran", "www.koran.example"),
            "there is no folder of your own to write into: make one by telegraf-corpus init FOLDER",
        ),
    ],
)
def test_errors_name_the_program_that_was_called(
    tmp_path: Path, arguments: tuple[str, ...], says: str
) -> None:
    done = call(tmp_path, *arguments)
    assert done.returncode != 0
    shown = " ".join((done.stdout + done.stderr).split())
    assert says in shown
    assert "scrapy " not in shown and "Traceback" not in shown


@pytest.mark.slow("reads the pages of a site")
def test_rules_of_a_newspaper_that_came_with_the_program_are_proposed_and_not_written(tmp_path: Path) -> None:
    pages = tmp_path / "halaman"
    pages.mkdir()
    for number in range(30):
        (pages / f"{slug(number)}.html").write_text(article(number), "utf-8")
    done = call(tmp_path, "learn", str(pages), "--site", "telegraf")
    assert done.returncode == 0, done.stderr
    assert "Nothing was written, since telegraf came with the program" in done.stdout
    assert not (ROOT / "spiders" / "telegraf.toml").exists()


@pytest.mark.parametrize("verb", ["retry", "view"])
def test_the_help_of_a_command_names_the_program(tmp_path: Path, verb: str) -> None:
    done = call(tmp_path, verb, "-h")
    assert done.returncode == 0
    assert f"telegraf-corpus {verb}" in done.stdout
    assert "scrapy " not in done.stdout


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        (None, "cannot be read: ModuleNotFoundError: No module named 'pengaturan'"),
        ("BOT_NAME = 'lain'\n", "are those of another program: let them begin with"),
        ("BOT_NAME = \n", "cannot be read: SyntaxError"),
        ("raise SystemExit(0)\n", "cannot be read: SystemExit"),
    ],
)
def test_settings_that_cannot_be_used_are_one_sentence(
    tmp_path: Path, settings: str | None, says: str
) -> None:
    (tmp_path / "scrapy.cfg").write_text("[settings]\ndefault = pengaturan\n", "utf-8")
    if settings is not None:
        (tmp_path / "pengaturan.py").write_text(settings, "utf-8")
    done = call(tmp_path, "status")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert done.stderr.startswith("telegraf-corpus: the settings of ") and says in done.stderr
    assert str(tmp_path / "scrapy.cfg") in done.stderr
