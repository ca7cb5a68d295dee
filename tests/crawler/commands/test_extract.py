"""``scrapy extract`` as its user sees it: what it prints, what it saves, what it says of bad pages."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest

from crawler.article import Article
from tests.crawler.commands.project import Project
from tests.crawler.commands.serving import Serving, serve_pages
from tests.crawler.extract.pages import STORY, meta, paragraphs, portal, wordpress

_HTML = wordpress(
    f"<p>Rusia, Koran – {STORY[3]}</p><p>Baca Juga : <a href='/x/'>Gula naik</a></p>{paragraphs(*STORY[:3])}",
    head='<link rel="canonical" href="https://koran.test/2024/jembatan/">'
    + meta(article__published_time="2024-06-04 14:05:00"),
)


class Koran(Serving):
    def page(self, path: str) -> tuple[int, str]:
        answers = {
            "/jembatan/": (200, _HTML),
            "/salah/": (200, _HTML.replace("<head>", '<head><meta charset="iso-8859-1">')),
            "/hilang/": (404, portal("<p>Maaf.</p>", title="Halaman tidak ditemukan")),
            "/robots.txt": (200, "User-agent: *\nDisallow: /rahasia/\n"),
        }
        return answers.get(path.partition("?")[0], (404, "<p>tidak ada</p>"))


@pytest.fixture
def koran() -> Iterator[Serving]:
    with serve_pages(Koran) as site:
        yield site


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project.make(tmp_path)


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    path = tmp_path / "jembatan.html"
    path.write_text(_HTML, "utf-8")
    return path


def test_a_saved_page_gives_one_json_line_and_names_its_address_itself(project: Project, saved: Path) -> None:
    done = project.scrapy("extract", saved)
    article = json.loads(done.stdout)
    assert (done.returncode, done.stderr) == (0, "")
    assert list(article) == [field.name for field in fields(Article)]
    assert article["url"] == "https://koran.test/2024/jembatan/"
    assert article["text"] == "\n\n".join((STORY[3], *STORY[:3]))
    assert (article["dateline"], article["published_at"], article["fetched_at"]) == (
        "Rusia",
        "2024-06-04",
        None,
    )


@pytest.mark.slow("the command in a process of its own for each case")
def test_a_page_of_the_web_is_fetched(project: Project, koran: Serving) -> None:
    done = project.scrapy("extract", f"{koran.url}jembatan/?utm_source=wa#isi")
    article = json.loads(done.stdout)
    assert (done.returncode, done.stderr) == (0, "")
    assert article["url"] == f"{koran.url}jembatan/"
    assert article["fetched_at"].endswith("+00:00")
    assert koran.asked == ["/jembatan/?utm_source=wa"]


@pytest.mark.slow("the command in a process of its own for each case")
def test_a_wrongly_declared_encoding_spoils_nothing(project: Project, koran: Serving, tmp_path: Path) -> None:
    latin = tmp_path / "latin.html"
    latin.write_bytes(_HTML.replace("<head>", '<head><meta charset="utf-8">').encode("cp1252"))
    for page in (f"{koran.url}salah/", latin):
        assert "“Sekarang tidak ada alasan" in json.loads(project.scrapy("extract", page).stdout)["text"]


def test_explain_prints_the_sources_in_place_of_the_article(project: Project, saved: Path) -> None:
    done = project.scrapy("extract", saved, "--explain")
    assert done.returncode == 0
    assert "published_at   2024-06-04  [meta]" in done.stdout
    assert "  related_link: Baca Juga : Gula naik  at p, line 6" in done.stdout


@pytest.mark.slow("the command in a process of its own for each case")
def test_the_newspaper_is_the_one_that_is_named_or_has_the_page_s_host(project: Project, saved: Path) -> None:
    project.declare("koran", "koran.test")
    project.declare("lain", "lain.test")
    assert [
        json.loads(project.scrapy("extract", saved, *options).stdout)["site"]
        for options in (
            [],
            ["--spider", "lain"],
            ["--url", "https://lain.test/1"],
            ["--url", "https://x.test/1"],
        )
    ] == ["koran", "lain", "lain", "x.test"]


def test_save_writes_a_fixture_that_nobody_has_reviewed_yet(project: Project, saved: Path) -> None:
    project.declare("koran", "koran.test")
    done = project.scrapy("extract", saved, "--save")
    path = project.folder / "fixtures" / "koran" / "jembatan.json"
    expected = json.loads(path.read_text("utf-8"))
    assert done.returncode == 0
    assert done.stderr == f'saved as {path}: compare it with the page, then set its "reviewed" to true\n'
    assert json.loads(done.stdout)["headline"] == expected["headline"] == "Jembatan dibuka"
    assert expected["reviewed"] is False
    assert path.with_suffix(".html").read_text("utf-8") == _HTML


@pytest.mark.slow("the command in a process of its own for each case")
@pytest.mark.parametrize("host", ["..", ".koran.test", "koran\\\\test"])
def test_a_page_cannot_name_a_folder_outside_of_the_fixtures(
    project: Project, tmp_path: Path, host: str
) -> None:
    before = sorted(tmp_path.rglob("*"))
    page = tmp_path / "jahat" / "jembatan.html"
    page.parent.mkdir()
    page.write_text(_HTML.replace("koran.test", host), "utf-8")
    done = project.scrapy("extract", page, "--save")
    assert done.returncode == 2
    assert "cannot be the name of a folder; name one by --spider" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "fixtures").exists()
    left = [path for path in tmp_path.rglob("*") if "__pycache__" not in path.parts]
    assert sorted(left) == sorted([*before, page.parent, page])


@pytest.mark.slow("the command in a process of its own for each case")
def test_a_reviewed_fixture_stays(project: Project, saved: Path) -> None:
    project.scrapy("extract", saved, "--save")
    path = project.folder / "fixtures" / "koran.test" / "jembatan.json"
    reviewed = path.read_text("utf-8").replace('"reviewed": false', '"reviewed": true')
    path.write_text(reviewed, "utf-8")
    done = project.scrapy("extract", saved, "--save")
    assert (done.returncode, path.read_text("utf-8")) == (2, reviewed)
    assert f"scrapy extract: {path}: is reviewed already" in done.stderr


def test_what_is_no_article_is_said_with_its_reason_and_can_be_saved(
    project: Project, koran: Serving
) -> None:
    url = f"{koran.url}hilang/"
    done = project.scrapy("extract", url, "--save")
    assert (done.returncode, done.stdout) == (1, "")
    assert f"scrapy extract: {url}: is not an article: not_found (HTTP 404)\n" in done.stderr
    [path] = (project.folder / "fixtures").rglob("*.json")
    assert json.loads(path.read_text("utf-8"))["refused"] == "not_found"


@pytest.mark.slow("the command in a process of its own for each case")
@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "not_html"),
        (b"%PDF-1.7\n%\xe2\xe3", "not_html"),
        (b'{"title": "Jembatan"}', "not_html"),
        (b"<div>" * 5_000, "too_deep"),
    ],
    ids=["empty", "PNG", "PDF", "JSON", "pit"],
)
def test_a_file_that_holds_no_article_is_named_with_the_reason(
    project: Project, tmp_path: Path, body: bytes, reason: str
) -> None:
    path = tmp_path / "page"
    path.write_bytes(body)
    done = project.scrapy("extract", path)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"scrapy extract: {path}: is not an article: {reason}")
    assert done.stderr.count("\n") == 1


def test_a_page_that_was_cut_off_gives_what_there_is(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "cut.html"
    path.write_bytes(_HTML[: _HTML.index("sekolah sambil")].encode() + b"\xe2\x80")
    assert STORY[1] in json.loads(project.scrapy("extract", path).stdout)["text"]


@pytest.mark.slow("the command in a process of its own for each case")
def test_a_page_that_cannot_be_had_is_named(project: Project, koran: Serving) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        refusing = f"http://127.0.0.1:{free.getsockname()[1]}/"
        done = project.scrapy("extract", refusing)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"scrapy extract: {refusing}: cannot be fetched: it refuses the connection")
    done = project.scrapy("extract", "http://koran.invalid/jembatan/")
    assert done.returncode == 1
    assert done.stderr.startswith(
        "scrapy extract: http://koran.invalid/jembatan/: cannot be fetched: its host is unknown"
    )
    done = project.scrapy("extract", f"{koran.url}rahasia/")
    assert (done.returncode, koran.asked) == (1, [])
    assert done.stderr == f"scrapy extract: {koran.url}rahasia/: cannot be fetched: robots.txt forbids it\n"


@pytest.mark.slow("the command in a process of its own for each case")
@pytest.mark.parametrize(
    ("args", "message"),
    [
        ([], "name one page: scrapy extract URL|FILE"),
        (["tidak-ada.html"], "tidak-ada.html: No such file or directory"),
        (["ftp://koran.test/"], "ftp://koran.test/: is not a URL that can be fetched"),
        (["http://[koran"], "http://[koran: is not a URL that can be fetched"),
        (["http://koran.test:99999/"], "http://koran.test:99999/: is not a URL that can be fetched"),
        (["jembatan.html", "--url", "http://[koran"], "--url: 'http://[koran' is not the URL of a page"),
        (["jembatan.html", "--spider", "majalah"], "there is no spider 'majalah'; known: "),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_mistake_is_named_without_a_traceback(
    project: Project, saved: Path, args: list[str], message: str
) -> None:
    done = project.scrapy("extract", *args)
    assert done.returncode == 2
    assert message in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.slow("the command in a process of its own for each case")
@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ("PRIVATE_NETWORKS=10.0.0.0/99", "neither a host nor a network"),
        ("CA_FILE=/nowhere.pem", "CA_FILE=/nowhere.pem: it cannot be read"),
        ("DOWNLOAD_VERIFY_CERTIFICATES=nein", "DOWNLOAD_VERIFY_CERTIFICATES=nein"),
    ],
)
def test_a_setting_of_the_network_that_is_none_is_a_mistake_of_the_user(
    project: Project, setting: str, said: str
) -> None:
    done = project.scrapy("extract", "http://127.0.0.1:9/", "-s", setting)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
