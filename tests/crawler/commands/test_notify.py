"""``scrapy notify --test``: whether notices would arrive, without waiting for a failure."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.crawler.commands.scrapy_cli import scrapy
from tests.crawler.notification.listening import closed_port, mail_server, web_server


def test_a_test_notice_goes_by_each_way_and_each_says_whether_it_took_it(tmp_path: Path) -> None:
    file = tmp_path / "subject"
    with web_server() as hook, mail_server() as box:
        settings = (
            f'NOTIFY_COMMAND=printf %s "$NOTIFY_SUBJECT" > {file}',
            f"NOTIFY_WEBHOOK={hook.url}/geheim",
            "NOTIFY_EMAIL=sri@koran.example",
            "MAIL_HOST=127.0.0.1",
            f"MAIL_PORT={box.port}",
        )
        done = scrapy("sqlite:///tidak-ada.db", "notify", "--test", *_given(settings))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "The command of NOTIFY_COMMAND has accepted a test notice.",
        f"The mail server 127.0.0.1:{box.port} has accepted a test notice.",
        f"The webhook {hook.url}/*** has accepted a test notice.",
    ]
    assert hook.kinds == ["test"]
    assert box.mails[0]["Subject"] == hook.posts[0]["subject"] == file.read_text("utf-8")


def test_one_that_fails_ends_with_status_1(tmp_path: Path) -> None:
    url = f"http://127.0.0.1:{closed_port()}"
    settings = (f"NOTIFY_WEBHOOK={url}/geheim", "NOTIFY_COMMAND=cat")
    done = scrapy("sqlite://", "notify", "--test", *_given(settings))
    assert (done.returncode, done.stdout) == (
        1,
        "The command of NOTIFY_COMMAND has accepted a test notice.\n",
    )
    assert done.stderr == f"scrapy notify: The webhook {url}/*** cannot be reached (Connection refused).\n"


@pytest.mark.slow("the command in a process of its own for each case")
@pytest.mark.parametrize(
    ("args", "complaint"),
    [
        (("--test",), "nobody is told of failures: set NOTIFY_COMMAND, NOTIFY_EMAIL, NOTIFY_WEBHOOK or"),
        ((), "say what to do: scrapy notify --test"),
    ],
)
def test_mistakes_end_with_status_2(args: tuple[str, ...], complaint: str) -> None:
    done = scrapy("sqlite://", "notify", *args)
    assert done.returncode == 2
    assert complaint in done.stderr
    assert "Traceback" not in done.stderr


def _given(settings: tuple[str, ...]) -> list[str]:
    return [part for setting in settings for part in ("-s", setting)]
