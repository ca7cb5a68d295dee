"""``scrapy learn``: what a site repeats is proposed, and nothing acts before a person has accepted it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from crawler.archive import ArchiveWriter
from crawler.archive.catching_up import catch_up
from crawler.site_rules import accepted_rules
from crawler.store import Store
from tests.crawler.archive.writing import INFO, exchange, unknown
from tests.crawler.commands.project import Project
from tests.crawler.commands.serving import Serving, serve_pages

WORDS = (
    "jembatan",
    "pasar",
    "nelayan",
    "sekolah",
    "sungai",
    "warga",
    "kapal",
    "panen",
    "jalan",
    "kota",
    "laut",
)
REPORTERS = ("Sri Wahyuni", "Budi Setiawan", "Fitri Handayani", "Tunggul Susilo", "Yuniati Jannatun")
SLOGAN = "Kabar hadir menemani pagi Anda dengan berita pilihan."
"""What the site prints at the end of each story; no rule of the project knows it."""


def sentence(chance: Random) -> str:
    words = chance.choices(WORDS, k=14)
    return f"{' '.join(words).capitalize()} pada hari ke-{chance.randrange(1000)}."


def slug(number: int) -> str:
    return f"kabar-dari-desa-{number}"


def article(number: int, links: str = "") -> str:
    chance = Random(number)
    headline = " ".join(chance.choices(WORDS, k=5)).title() + f" Desa {number}"
    story = "\n".join(f"<p>{sentence(chance)}</p>" for _ in range(4 + number % 3))
    return f"""<!DOCTYPE html><html lang="id"><head><title>{headline} - Kabar</title>
<meta property="og:type" content="article"><meta property="og:title" content="{headline}">
<link rel="canonical" href="https://www.kabar.test/{slug(number)}/"></head>
<body class="single single-post postid-{number}"><header><a href="/">Kabar</a></header><article>
<h1 class="entry-title">{headline}</h1>
<div class="entry-content">{story}
<p>Juru kamera: {REPORTERS[number % 5]}</p><p>{SLOGAN}</p></div></article>{links}</body></html>"""


def front(numbers: range) -> str:
    items = "".join(
        f'<article><h2><a href="/{slug(n)}/">Kabar {n} dari desa</a></h2></article>' for n in numbers
    )
    return (
        '<!DOCTYPE html><html lang="id"><head><title>Kabar</title><meta property="og:type" content="website">'
        f"</head><body class='home blog'><h1>Kabar</h1>{items}<a href='https://lain.test/jauh/'>Lain</a></body></html>"
    )


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project.make(tmp_path)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    pages = tmp_path / "halaman"
    pages.mkdir()
    for number in range(20):
        (pages / f"{slug(number)}.html").write_text(article(number), "utf-8")
    return pages


def test_the_proposals_of_a_folder_are_printed_with_their_evidence(project: Project, folder: Path) -> None:
    done = project.scrapy("learn", folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"20 articles of {folder}, ")
    assert "learned_juru_kamera: Juru kamera: .+\n  on 20 pages (100 %), removes 20 lines" in done.stdout
    assert f"    {SLOGAN}\n" in done.stdout
    assert "Nothing was written, since this is not a newspaper of the project." in done.stdout


def test_a_rule_acts_once_a_person_has_accepted_it_and_not_before(project: Project, folder: Path) -> None:
    project.declare("kabar", "www.kabar.test")
    before = sorted(path.name for path in project.spiders.glob("*"))
    done = project.scrapy("learn", folder)
    rules = project.spiders / "kabar.toml"
    assert f"2 written to {rules}. None takes effect before a person" in done.stdout
    assert sorted(path.name for path in project.spiders.glob("*")) == sorted([*before, "kabar.toml"])
    assert accepted_rules(rules) == ()
    read = (
        "from crawler.extract import extract_article; from koran.kabar import KABAR;"
        f"html = open('{folder}/{slug(3)}.html').read();"
        "print(extract_article(html, 'https://www.kabar.test/x/', KABAR).text)"
    )
    assert SLOGAN in project.run("-c", read).stdout
    rules.write_text(rules.read_text("utf-8").replace("accepted = false", "accepted = true"), "utf-8")
    text = project.run("-c", read).stdout
    assert SLOGAN not in text and "Juru kamera" not in text
    assert len(text.split("\n\n")) == 4
    again = project.scrapy("learn", folder)
    assert "nothing to propose" in again.stdout


def test_the_file_is_written_although_nobody_reads_the_report(project: Project, folder: Path) -> None:
    project.declare("kabar", "www.kabar.test")
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [sys.executable, "-m", "scrapy", "learn", str(folder)],
        cwd=project.folder,
        env=os.environ | {"PYTHONPATH": os.pathsep.join([str(project.folder), str(project.root)])},
        stdout=writer,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writer)
    assert (done.returncode, done.stderr) == (0, b"")
    assert SLOGAN in (project.spiders / "kabar.toml").read_text("utf-8")


def test_a_second_time_adds_nothing_to_the_file(project: Project, folder: Path) -> None:
    project.declare("kabar", "www.kabar.test")
    project.scrapy("learn", folder)
    before = (project.spiders / "kabar.toml").read_bytes()
    assert "kabar.toml holds all of them already." in project.scrapy("learn", folder).stdout
    assert (project.spiders / "kabar.toml").read_bytes() == before


def test_saved_pages_of_anybody_are_read_with_the_declaration_that_is_named(
    project: Project, folder: Path
) -> None:
    project.declare("lain", "www.lain.test")
    assert "2 written to" in project.scrapy("learn", folder, "--site", "lain").stdout
    assert (project.spiders / "lain.toml").exists()


def test_of_many_saved_pages_so_many_are_read_as_asked_for(project: Project, folder: Path) -> None:
    assert project.scrapy("learn", folder, "--pages", "8").stdout.startswith("8 articles of ")


def test_pages_that_are_no_articles_are_counted_by_their_reason(project: Project, folder: Path) -> None:
    (folder / "depan.html").write_text(front(range(20)), "utf-8")
    (folder / "depan.json").write_text(json.dumps({"url": "https://www.kabar.test/"}), "utf-8")
    assert "; 1 page without an article (front_page 1)" in project.scrapy("learn", folder).stdout


class Site(Serving):
    """A front page that names ten articles; each names the next one."""

    def page(self, path: str) -> tuple[int, str]:
        if path == "/":
            return 200, front(range(10))
        if path == "/robots.txt":
            return 200, "User-agent: *\nDisallow: /kabar-dari-desa-4/\n"
        name, _, number = path.strip("/").rpartition("-")
        if name != "kabar-dari-desa" or int(number) >= 30:
            return 404, "<h1>404</h1>"
        following = slug(int(number) + 10)
        return 200, article(
            int(number), f'<a href="/{following}/#isi">Berikutnya</a><a href="/x.pdf">PDF</a>'
        )


class Closed(Serving):
    """A site that wants no robots."""

    def page(self, path: str) -> tuple[int, str]:
        return 200, "User-agent: *\nDisallow: /\n" if path == "/robots.txt" else front(range(3))


@pytest.fixture
def site() -> Iterator[Serving]:
    with serve_pages(Site) as serving:
        yield serving


def test_the_articles_of_a_site_are_read_from_link_to_link_within_its_robots_txt(
    project: Project, site: Serving
) -> None:
    project.declare("kabar", "www.kabar.test")
    done = project.scrapy("learn", site.url, "--site", "kabar")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("27 articles of 127.0.0.1:")
    assert f"/{slug(4)}/" not in site.asked and f"/{slug(15)}/" in site.asked
    assert len(site.asked) == len(set(site.asked))
    assert "2 written to" in done.stdout
    assert not (project.folder / "data").exists()


def test_a_site_is_asked_no_further_once_there_are_enough_articles(project: Project, site: Serving) -> None:
    done = project.scrapy("learn", site.url, "--pages", "6", "-s", "CONCURRENT_REQUESTS=1")
    assert done.stdout.startswith("6 articles of ")
    assert len(site.asked) <= 12


class Mapped(Site):
    """A front page without links; robots.txt names a dead sitemap, and an index of others."""

    def page(self, path: str) -> tuple[int, str]:
        if path == "/":
            return 200, front(range(0))
        if path == "/robots.txt":
            named = "".join(f"Sitemap: {self.url}{name}\n" for name in ("mati.xml", "peta.xml"))
            return 200, f"User-agent: *\nDisallow: /kabar-dari-desa-4/\n{named}"
        if path == "/peta.xml":
            names = ["wp-sitemap-users-1", *(f"peta-{number}" for number in range(100))]
            places = "".join(f"<sitemap><loc>{self.url}{name}.xml</loc></sitemap>" for name in names)
            return 200, f"<sitemapindex>{places}</sitemapindex>"
        if path.startswith("/peta-"):
            places = "".join(f"<url><loc>{self.url}{slug(number)}/</loc></url>" for number in range(20))
            return 200, f"<urlset>{places}<url><loc>https://lain.test/x/</loc></url></urlset>"
        return super().page(path)


def test_the_sitemaps_that_robots_txt_names_are_followed_within_bounds(project: Project) -> None:
    with serve_pages(Mapped) as site:
        done = project.scrapy("learn", site.url, "--pages", "15", "-s", "CONCURRENT_REQUESTS=1")
    assert done.stdout.startswith("15 articles of 127.0.0.1:"), done.stderr
    assert f"/{slug(4)}/" not in site.asked and "/wp-sitemap-users-1.xml" not in site.asked
    assert site.asked[:3] == ["/", "/mati.xml", "/peta.xml"]
    assert sum("peta-" in path for path in site.asked) <= 8
    assert len(site.asked) <= 15 * 2


def test_what_the_archive_holds_is_read_without_a_request(
    project: Project, store: Store, tmp_path: Path
) -> None:
    project.declare("kabar", "www.kabar.test")
    (tmp_path / "arsip").mkdir()
    info = {**INFO, "site": "kabar"}
    writer = ArchiveWriter(tmp_path / "arsip", "kabar", info, max_file_bytes=10_000_000)
    for number in range(60):
        url = f"https://www.kabar.test/{slug(number)}/"
        writer.write(exchange("x", article(number).encode(), url=url), unknown)
    writer.close()
    catch_up(store, [writer.path], folder=None)
    url = store.url.render_as_string(hide_password=False)
    options = ["-s", f"ARCHIVE_DIR={tmp_path}/arsip", "-s", f"STORE_URL={url}"]
    done = project.scrapy("learn", "kabar", "--pages", "55", *options)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(f"55 articles of the archive {tmp_path}/arsip, ")
    assert "2 written to" in done.stdout
    assert done.stderr.startswith("scrapy learn: read 55 articles from the archive ")
    turned_off = project.scrapy("learn", "kabar", *options, "-s", "ARCHIVE_DIR=", "-s", "RETRY_ENABLED=0")
    assert (turned_off.returncode, turned_off.stdout) == (1, "")  # it asks the site, which is not there


def test_a_site_that_cannot_be_reached_is_status_1_and_one_sentence(project: Project, site: Serving) -> None:
    url = site.url
    site.stop()
    done = project.scrapy("learn", url, "-s", "RETRY_ENABLED=0")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"scrapy learn: {url} gave no response: ")
    assert "Traceback" not in done.stderr


def test_a_front_page_that_robots_txt_forbids_is_status_1(project: Project) -> None:
    with serve_pages(Closed) as site:
        done = project.scrapy("learn", site.url)
    assert (done.returncode, site.asked) == (1, [])
    assert done.stderr == f"scrapy learn: {site.url} may not be crawled: Forbidden by robots.txt.\n"


def test_a_folder_without_an_article_is_status_1_with_the_reasons(project: Project, tmp_path: Path) -> None:
    (tmp_path / "kosong").mkdir()
    (tmp_path / "kosong" / "a.html").write_text("", "utf-8")
    done = project.scrapy("learn", tmp_path / "kosong")
    assert (done.returncode, done.stderr) == (
        1,
        f"scrapy learn: {tmp_path}/kosong holds no article (empty 1).\n",
    )


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ((), "name one newspaper or folder"),
        (("tidak-ada",), "tidak-ada is neither a newspaper of the project, nor a URL, nor a folder"),
        (("koran", "--pages", "0"), "--pages 0 must be a whole number from 1 to 100000"),
        (("koran", "--pages", "banyak"), "--pages banyak must be a whole number"),
        (("koran", "--site", "tidak-ada"), "--site tidak-ada: there is no such newspaper"),
        (("koran",), "koran holds no saved pages"),
    ],
)
def test_a_mistake_of_the_user_is_named(project: Project, arguments: tuple[str, ...], says: str) -> None:
    (project.spiders / "__init__.py").write_text("", "utf-8")
    done = project.scrapy("learn", *arguments)
    assert done.returncode == 2
    assert says in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_a_broken_file_of_rules_is_named(project: Project) -> None:
    project.declare("kabar", "www.kabar.test")
    (project.spiders / "kabar.toml").write_text("[[rule]\n", "utf-8")
    done = project.scrapy("learn", "kabar")
    assert done.returncode == 2
    assert "kabar.toml: cannot be read as TOML" in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
