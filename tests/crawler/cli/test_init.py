"""``init``: a folder of one's own, whose newspaper is found and crawled."""

from __future__ import annotations

import shlex
import tomllib
from pathlib import Path

import pytest

from tests.crawler.cli.calling import AT_ONCE, call, exported
from tests.crawler.commands.scrapy_cli import scrapy
from tests.newsroom.server import serve


def test_the_newspaper_of_a_new_folder_is_listed_and_crawled(tmp_path: Path) -> None:
    made = call(tmp_path, "init", "korpus", "kabar-kita", "https://www.Kabar.example/x")
    assert made.returncode == 0, made.stderr
    assert "telegraf-corpus crawl kabar-kita -a site=https://www.Kabar.example/x" in made.stdout
    folder = tmp_path / "korpus"
    assert {"kabar-kita", "newspaper", "telegraf"} <= set(call(folder, "list").stdout.split())
    assert 'domain="www.kabar.example"' in (folder / "newspapers" / "kabar_kita.py").read_text("utf-8")
    with serve(fixtures=None, generated=2) as site:
        done = call(folder, "crawl", "kabar-kita", "-a", f"site={site.url}", *AT_ONCE)
    assert done.returncode == 0, done.stderr
    assert [article["site"] for article in exported(folder)] == ["kabar-kita"] * 2


def test_its_files_know_the_folder_and_the_newspaper(tmp_path: Path) -> None:
    folder = tmp_path / "korpus 50%"
    done = call(tmp_path, "init", folder.name)
    assert (done.returncode, done.stderr) == (0, "")
    assert "telegraf-corpus crawl koran" in done.stdout
    written = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert written == {
        ".gitignore",
        "README.md",
        "SITES.toml",
        "corpus_settings.py",
        "newspapers/__init__.py",
        "newspapers/koran.py",
        "newspapers/koran.toml",
        "scrapy.cfg",
        "systemd/telegraf-corpus-worker@.service",
        "systemd/telegraf-corpus@.service",
        "systemd/telegraf-corpus@.timer",
    }
    (listed,) = tomllib.loads((folder / "SITES.toml").read_text("utf-8"))["site"]
    assert listed == {"name": "koran", "every": "1h"}
    unit = (folder / "systemd" / "telegraf-corpus@.service").read_text("utf-8")
    assert f"WorkingDirectory={tmp_path}/korpus 50%%\n" in unit
    assert "/telegraf-corpus" in unit and "crawl %i" in unit
    readme = (folder / "README.md").read_text("utf-8")
    assert "telegraf-corpus crawl koran" in readme and str(folder) in readme
    (rule,) = tomllib.loads((folder / "newspapers" / "koran.toml").read_text("utf-8"))["rule"]
    assert rule["accepted"] is False
    told = {path: (folder / path).read_text("utf-8").replace("$CRAWL_OPTIONS", "") for path in written}
    assert not [path for path, text in told.items() if "$" in text]  # that one is for systemd


def test_what_its_file_of_sites_shows_behind_a_sign_is_a_site_as_well(tmp_path: Path) -> None:
    call(tmp_path, "init", "korpus")
    text = (tmp_path / "korpus" / "SITES.toml").read_text("utf-8")
    head, _, shown = text.partition("# [[site]]")
    shown = shown.replace("\n# ", "\n")
    _, other = tomllib.loads(f"{head}[[site]]{shown}")["site"]
    assert (other["url"], other["every"]) == ("https://www.kabar.example/", "6h")
    assert other["options"] == {"discover": "sitemap"} and other["settings"] == {"DOWNLOAD_DELAY": 2}


def test_its_commands_can_be_copied_whatever_the_folder_is_called(tmp_path: Path) -> None:
    folder = tmp_path / "korpus $HOME 50% 'kita'"
    done = call(tmp_path, "init", folder.name)
    assert shlex.split(done.stdout)[-5:-3] == ["cd", folder.name]
    readme = (folder / "README.md").read_text("utf-8")
    (chown,) = (line for line in readme.splitlines() if "chown" in line)
    assert shlex.split(chown)[-1] == f"{folder}/data"
    (job,) = (line for line in readme.splitlines() if line.startswith("7 * * * *"))
    assert "%" not in job.replace(r"\%", "")  # cron takes the backslash away
    assert shlex.split(job.replace(r"\%", "%"))[5:7] == ["cd", str(folder)]


@pytest.mark.slow("the command in a process of its own for each case")
def test_one_more_newspaper_is_declared_in_it(tmp_path: Path) -> None:
    call(tmp_path, "init", "korpus")
    done = call(tmp_path / "korpus", "genspider", "-t", "newspaper", "kabar", "www.kabar.example")
    assert (done.returncode, done.stderr) == (0, "")
    assert {"kabar", "koran"} <= set(call(tmp_path / "korpus", "list").stdout.split())


def test_scrapy_has_the_command_as_well(tmp_path: Path) -> None:
    done = scrapy("sqlite://", "init", tmp_path / "korpus")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "korpus" / "scrapy.cfg").is_file()
    assert "scrapy init FOLDER [NAME DOMAIN]" in scrapy("sqlite://", "init").stderr


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    assert call(tmp_path, "init", ".").returncode == 0
    assert (tmp_path / "scrapy.cfg").is_file()


@pytest.mark.slow("the command in a process of its own for each case")
@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ((), "name a folder, and a newspaper if you like: telegraf-corpus init FOLDER [NAME DOMAIN]"),
        (("penuh",), "penuh is not empty: name a folder that does not exist yet"),
        (("berkas",), "berkas is a file: name a folder that does not exist yet"),
        (("berkas/korpus",), "berkas"),
        (('"korpus"',), "holds a character that cannot stand in a unit of systemd"),
        (("korpus", "7hari", "kabar.example"), "'7hari' cannot be a spider's name"),
        (("korpus", "kabar", "kabar example"), "'kabar example' is not a domain"),
        (("korpus", "telegraf", "telegraf.co.id"), "there is a newspaper 'telegraf' already"),
    ],
)
def test_a_mistake_is_named_and_writes_nothing(tmp_path: Path, arguments: tuple[str, ...], says: str) -> None:
    (tmp_path / "penuh").mkdir()
    (tmp_path / "penuh" / "catatan.txt").write_text("isi", "utf-8")
    (tmp_path / "berkas").write_text("isi", "utf-8")
    done = call(tmp_path, "init", *arguments)
    assert done.returncode == (2 if says != "berkas" else 1)
    assert says in done.stderr and "Traceback" not in done.stderr
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["berkas", "catatan.txt", "penuh"]
