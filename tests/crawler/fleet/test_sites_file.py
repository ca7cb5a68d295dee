"""The file of a fleet's sites: what it says, and everything that is wrong with it, with the line."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from scrapy.settings import BaseSettings

from crawler.fleet.sites_file import FleetSite, SitesError, read_sites
from tests.crawler.project import project_settings


@pytest.fixture(scope="module")
def settings() -> BaseSettings:
    return project_settings()


def sites(tmp_path: Path, text: str, settings: BaseSettings) -> list[FleetSite]:
    path = tmp_path / "SITES.toml"
    path.write_text(text, "utf-8")
    return read_sites(path, settings)


def faults(tmp_path: Path, text: str, settings: BaseSettings) -> list[str]:
    """Return what is said of a file, without its folder."""
    with pytest.raises(SitesError) as raised:
        sites(tmp_path, text, settings)
    assert raised.value.is_mistake
    assert str(raised.value) == "\n".join(raised.value.faults)
    return [fault.removeprefix(f"{tmp_path}/") for fault in raised.value.faults]


def site(*lines: str) -> str:
    return "\n".join(["[[site]]", *lines, ""])


def test_a_declared_newspaper_and_a_url(tmp_path: Path, settings: BaseSettings) -> None:
    text = site(
        'name = "telegraf"',
        'every = "1h"',
        'options = { discover = "sitemap", since = 2016-09-06 }',
        "settings = { DOWNLOAD_DELAY = 0.2 }",
    ) + site('url = "http://www.Koran.example:8000/"', 'every = "90s"')
    declared, other = sites(tmp_path, text, settings)
    assert declared == FleetSite(
        name="telegraf",
        spider="telegraf",
        every=timedelta(hours=1),
        options={"discover": "sitemap", "since": "2016-09-06"},
        settings={"DOWNLOAD_DELAY": 0.2},
        host="telegraf.co.id",
        scope="since=2016-09-06",
    )
    assert (other.name, other.spider, other.host) == ("www.koran.example", "newspaper", "koran.example")
    assert (other.every, other.scope) == (timedelta(seconds=90), "")
    assert other.options == {"site": "http://www.Koran.example:8000/"}


def test_a_declared_newspaper_at_another_address_keeps_its_name(
    tmp_path: Path, settings: BaseSettings
) -> None:
    text = site('name = "telegraf"', 'every = "1h"', 'options = { site = "http://127.0.0.1:8000" }')
    (found,) = sites(tmp_path, text, settings)
    assert (found.name, found.host) == ("telegraf", "127.0.0.1")


@pytest.mark.parametrize(
    ("every", "seconds"), [("1s", 1), ("90s", 90), ("1.5h", 5400), ("1 h", 3600), ("7d", 604_800)]
)
def test_periods(tmp_path: Path, settings: BaseSettings, every: str, seconds: int) -> None:
    (found,) = sites(tmp_path, site('name = "telegraf"', f'every = "{every}"'), settings)
    assert found.every.total_seconds() == seconds


@pytest.mark.parametrize(
    ("every", "said"),
    [
        ('"0s"', "would crawl without a pause: a period is at least 1s"),
        ('"0.0h"', "would crawl without a pause"),
        ('"-1h"', "is no period: write a number and s, m, h or d"),
        ('"1.5s"', "is not a whole number of seconds"),
        ('"hourly"', "is no period"),
        ('""', "is no period"),
        ('"1H"', "is no period"),
        ('"١h"', "is no period"),
        ('"1e3s"', "is no period"),
        ('"999999999d"', "is too long: a period is at most 366d"),
        ("3600", "is not a text"),
        ("true", "is not a text"),
    ],
)
def test_a_period_that_is_none(tmp_path: Path, settings: BaseSettings, every: str, said: str) -> None:
    (fault,) = faults(tmp_path, site('name = "telegraf"', f"every = {every}"), settings)
    assert fault.startswith("SITES.toml:3: 'telegraf': every = ")
    assert said in fault


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "SITES.toml: there is no [[site]] in it"),
        ("# nothing\nsite = []\n", "SITES.toml: there is no [[site]] in it"),
        ('[site]\nname = "telegraf"\n', "SITES.toml: write [[site]] with two brackets, not [site]"),
        ("site = 3\n", "SITES.toml: site must be tables"),
        ('[[site]]\nname = "telegraf\n', "SITES.toml:2: this is no TOML: Illegal character"),
        ('[[site]]\nname = "telegraf"\nevery =', "SITES.toml:3: this is no TOML: Invalid value"),
        (site('every = "1h"'), "SITES.toml:1: this site has neither a name nor a url"),
        (
            site('name = "telegraf"', 'url = "http://a.example"', 'every = "1h"'),
            "SITES.toml:1: 'telegraf' has a name and a url",
        ),
        (site('name = "telegraf"'), "SITES.toml:1: 'telegraf': its period is missing"),
        (
            site('name = "telegraff"', 'every = "1h"'),
            "SITES.toml:2: 'telegraff': there is no newspaper of this name; known: antara, telegraf.",
        ),
        (site("name = 3", 'every = "1h"'), "SITES.toml:2: 3: name must be a text"),
        (site('name = ""', 'every = "1h"'), "SITES.toml:2: '': name must be a text"),
        (site('name = "newspaper"', 'every = "1h"'), "SITES.toml:2: 'newspaper' is any newspaper: write url"),
        (site('url = "koran.example"', 'every = "1h"'), "has no scheme; write https://koran.example"),
        (site('url = "ftp://koran.example"', 'every = "1h"'), "is not an http(s) URL"),
        (site('url = "http://[::1"', 'every = "1h"'), "is not an http(s) URL"),
        (
            site('name = "telegraf"', 'every = "1h"', "pause = true"),
            "SITES.toml:4: 'telegraf': there is no key",
        ),
        (
            site('name = "telegraf"', 'every = "1h"', "options = 3"),
            "SITES.toml:4: 'telegraf': options must be",
        ),
        (
            site('name = "telegraf"', 'every = "1h"', 'options = { discover = "psychic" }'),
            "SITES.toml:4: 'telegraf': discover=psychic is not a way of discovery",
        ),
        (
            site('name = "telegraf"', 'every = "1h"', "options = { since = true }"),
            "the option since must be a text, a number or a date",
        ),
        (
            site('name = "telegraf"', 'every = "1h"', "", "[site.options]", 'sinse = "2020-01-01"'),
            "there is no option sinse; choose from",
        ),
        (
            site('name = "telegraf"', 'every = "1h"', 'options = { urls = "missing.txt" }'),
            "urls=missing.txt cannot be read: No such file or directory",
        ),
        (
            site('url = "http://a.example"', 'every = "1h"', 'options = { site = "http://b.example" }'),
            "'http://a.example': its url is there already",
        ),
        ("sites = 1\n" + site('name = "telegraf"', 'every = "1h"'), "SITES.toml: there is no key sites"),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(
    tmp_path: Path, settings: BaseSettings, text: str, said: str
) -> None:
    (fault,) = faults(tmp_path, text, settings)
    assert said in fault
    assert fault.endswith(".")
    assert "\n" not in fault


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ('LOG_LEVEL = "DEBUG"', "is one of the whole process, since all sites of a worker write one log"),
        ('LOG_JSON = "1"', "write one log"),
        ('STORE_URL = "sqlite:///other.db"', "the whole fleet has one store"),
        ('TWISTED_REACTOR = "x.Y"', "run on one event loop"),
        ('SPIDER_MODULES = "mine"', "run the same code"),
        ('COMMANDS_MODULE = "mine"', "run the same code"),
        ('DNS_RESOLVER = "x.Y"', "share one look-up of hosts"),
        ("STATS_DUMP = true", "write one log"),
        ('JOBDIR = "job"', "the store remembers what is left to do"),
        ("TELNETCONSOLE_ENABLED = true", "a worker opens no port"),
        ("MEMUSAGE_LIMIT_MB = 100", "memory is that of the worker"),
        ('FEED_URI = "stdout:"', "writes to stdout"),
        ('FEEDS = \'{"-": {"format": "jsonl"}}\'', "writes to stdout"),
        ('DOWNLOAD_DELAY = "slow"', "the setting DOWNLOAD_DELAY=slow is not a number"),
        ("DOWNLOAD_DELAY = nan", "is not a number that can be used"),
        ("DOWNLOAD_DELY = 1", "there is no setting DOWNLOAD_DELY: write DOWNLOAD_DELAY"),
        ("download_delay = 1", "there is no setting download_delay: write DOWNLOAD_DELAY"),
        ("MAX_TRIES = 0", "must be a whole number, at least 1"),
        ("MAX_WAIT = -1", "must be a whole number, at least 0"),
        ("HEALTH_KEPT = 3", "is neither a share from 0 to 1 nor off"),
        ("HEALTH_KEPTT = 0.3", "HEALTH_KEPTT"),
        ('NOTIFY_EMAIL = "nobody"', "NOTIFY_EMAIL"),
        ("DOWNLOAD_DELAY = [1]", "must be a text, a number, true or false"),
        ("DOWNLOAD_DELAY = -1", "must be at least 0"),
        ("DOWNLOAD_TIMEOUT = 0", "must be more than 0"),
        ("CONCURRENT_REQUESTS = 0", "must be at least 1"),
        ('CONCURRENT_REQUESTS_PER_DOMAIN = "2.5"', "must be a whole number"),
        ('ROBOTSTXT_OBEY = "0.5"', "must be true or false"),
        ('RETRY_HTTP_CODES = "500,many"', "must be HTTP statuses with commas between them"),
        ("RETRY_HTTP_CODES = 500", "must be HTTP statuses with commas between them"),
        ('FEEDS = "out.jsonl"', "must be a table as JSON in a text"),
        ("FEEDS = '[1]'", "must be a table as JSON in a text"),
        ('DEFAULT_REQUEST_HEADERS = "Accept: text/html"', "must be a table as JSON in a text"),
        ('SCHEDULER = "x.Y"', "run the same code"),
        ('DUPEFILTER_CLASS = "x.Y"', "run the same code"),
        ('ARCHIVE_SPOOL = "x"', "each machine one archive"),
        ("PROGRESS_LINE = true", "write one log"),
        ('FLEET_SITE = "telegraf"', "the fleet names its sites itself"),
    ],
)
def test_a_setting_that_a_site_cannot_have(
    tmp_path: Path, settings: BaseSettings, setting: str, said: str
) -> None:
    text = site('name = "telegraf"', 'every = "1h"', "settings = {", f"  {setting},", "}")
    text = text.replace("settings = {\n", "[site.settings]\n").replace(",\n}", "")
    (fault,) = faults(tmp_path, text, settings)
    assert fault.startswith("SITES.toml:5: 'telegraf': ")
    assert said in fault


def test_a_password_is_taken_and_never_said(tmp_path: Path, settings: BaseSettings) -> None:
    own = 'settings = { NOTIFY_EMAIL = "a@b.example", MAIL_PASS = "rahasia", MAIL_PORT = "many" }'
    (fault,) = faults(tmp_path, site('name = "telegraf"', 'every = "1h"', own), settings)
    assert "MAIL_PORT" in fault
    assert "rahasia" not in fault


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        ('name = "telegraf"', 'name = "telegraf"', "SITES.toml:6: 'telegraf' is named twice"),
        ('url = "http://a.example"', 'url = "http://a.example/"', "is the same newspaper as"),
        ('url = "http://a.example"', 'url = "https://www.A.example:443"', "is the same newspaper as"),
        ('url = "http://a.example/x/"', 'url = "http://a.example/y/"', "declare each folder as a newspaper"),
        ('name = "telegraf"', 'url = "https://www.telegraf.co.id"', "is the newspaper 'telegraf'"),
        ('url = "http://telegraf.co.id/"', 'name = "telegraf"', "is the newspaper 'telegraf'"),
    ],
)
def test_a_site_that_is_named_twice(
    tmp_path: Path, settings: BaseSettings, one: str, other: str, said: str
) -> None:
    (fault,) = faults(tmp_path, site(one, 'every = "1h"', "") + site(other, 'every = "2h"'), settings)
    assert said in fault


def test_two_ports_of_a_host_are_two_newspapers_that_share_it(tmp_path: Path, settings: BaseSettings) -> None:
    ports = (8000, 8001)
    text = "".join(site(f'url = "http://127.0.0.1:{port}"', 'every = "1h"') for port in ports)
    found = sites(tmp_path, text, settings)
    assert [each.name for each in found] == ["127.0.0.1", "127.0.0.1:8001"]
    assert {each.host for each in found} == {"127.0.0.1"}
    assert [each.settings.get("FLEET_SITE") for each in found] == [None, "127.0.0.1:8001"]


@pytest.mark.parametrize("ports", [(8000, 8001, 80), (80, 8001, 8000), (8001, 8000, 80)])
def test_the_order_of_the_file_does_not_change_what_a_newspaper_is_called(
    tmp_path: Path, settings: BaseSettings, ports: tuple[int, ...]
) -> None:
    text = "".join(site(f'url = "http://127.0.0.1:{port}"', 'every = "1h"') for port in ports)
    found = {each.options["site"]: each.name for each in sites(tmp_path, text, settings)}
    assert found == {
        "http://127.0.0.1:80": "127.0.0.1",
        "http://127.0.0.1:8000": "127.0.0.1:8000",
        "http://127.0.0.1:8001": "127.0.0.1:8001",
    }


def test_all_that_is_wrong_is_said_at_once_in_the_order_of_the_file(
    tmp_path: Path, settings: BaseSettings
) -> None:
    text = (
        site('name = "telegraf"', 'every = "0h"', "colour = 1")
        + site('name = "nobody"', "every = 1")
        + site('name = "telegraf"', 'every = "1h"', "settings = { LOG_LEVEL = 'DEBUG', MAX_TRIES = 0 }")
    )
    lines = [fault.split(":")[1] for fault in faults(tmp_path, text, settings)]
    assert lines == ["3", "4", "6", "7", "9", "11", "11"]


def test_a_file_that_is_not_there_and_one_that_is_no_text(tmp_path: Path, settings: BaseSettings) -> None:
    with pytest.raises(SitesError, match=r"none\.toml cannot be read: No such file or directory\."):
        read_sites(tmp_path / "none.toml", settings)
    with pytest.raises(SitesError, match=r"cannot be read: Is a directory\."):
        read_sites(tmp_path, settings)
    (tmp_path / "latin.toml").write_bytes(b'[[site]]\nname = "caf\xe9"\n')
    with pytest.raises(SitesError, match=r"latin\.toml:2: this is no UTF-8 text\."):
        read_sites(tmp_path / "latin.toml", settings)


def test_a_byte_order_mark_and_windows_lines_are_no_faults(tmp_path: Path, settings: BaseSettings) -> None:
    text = "\ufeff" + site('name = "telegraf"', 'every = "1h"').replace("\n", "\r\n")
    assert [each.name for each in sites(tmp_path, text, settings)] == ["telegraf"]


def test_sites_in_one_line_have_no_lines_of_their_own_and_are_numbered(
    tmp_path: Path, settings: BaseSettings
) -> None:
    text = 'site = [{name = "telegraf", every = "1h"}, {name = "antara", every = "0s"}]'
    (fault,) = faults(tmp_path, text, settings)
    assert fault.startswith("SITES.toml, site 2: 'antara': every = '0s'")


def test_a_file_of_addresses_starts_at_the_folder_of_the_project(
    tmp_path: Path, settings: BaseSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "scrapy.cfg").write_text("[settings]\ndefault = crawler.settings\n")
    (tmp_path / "urls.txt").write_text("https://telegraf.co.id/berita/\n")
    (tmp_path / "below").mkdir()
    monkeypatch.chdir(tmp_path / "below")
    text = site('name = "telegraf"', 'every = "1h"', 'options = { urls = "urls.txt" }')
    (found,) = sites(tmp_path, text, settings)
    assert found.options["urls"] == str(tmp_path / "urls.txt")
