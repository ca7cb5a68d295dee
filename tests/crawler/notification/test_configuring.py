"""The settings NOTIFY_... and MAIL_...: what they mean, and the sentence for what they cannot be."""

from __future__ import annotations

import sys
from datetime import timedelta
from typing import Any

import pytest

from crawler.notification.configuring import BadSetting, Configuration, configured
from crawler.notification.ways.command import Command
from crawler.notification.ways.mail import Mail
from crawler.notification.ways.webhook import Webhook

DEFAULTS = {"NOTIFY_AGAIN_HOURS": "24", "NOTIFY_TIMEOUT": "10", "MAIL_HOST": "localhost"}
MAIL = {"NOTIFY_EMAIL": "sri@koran.example"}
FAR = MAIL | {"MAIL_HOST": "mail.koran.example"}


def read(**values: str) -> Configuration:
    return configured(DEFAULTS | values, None, "robot/1")


def mail(**values: str) -> Mail:
    (way,) = read(**values).ways
    assert isinstance(way, Mail)
    return way


def test_without_a_way_nothing_is_read_and_nobody_told() -> None:
    assert read(NOTIFY_TIMEOUT="lama", MAIL_PORT="x").ways == ()


def test_each_way_is_named_by_its_setting() -> None:
    found = read(
        NOTIFY_COMMAND="logger -t koran",
        NOTIFY_WEBHOOK="https://hooks.koran.example/T0",
        NOTIFY_EMAIL=" Sri <sri@koran.example>, budi@koran.example, ",
        NOTIFY_APPRISE="json://127.0.0.1:1/satu, xml://127.0.0.1:1/dua,tiga",
        NOTIFY_AGAIN_HOURS="6",
        NOTIFY_TIMEOUT="5",
    )
    assert (found.again, found.timeout) == (timedelta(hours=6), 5)
    assert [way.key for way in found.ways] == ["command", "email", "webhook", "apprise 1", "apprise 2"]
    command, sent_mail, webhook = found.ways[:3]
    assert command == Command("logger -t koran")
    assert webhook == Webhook("https://hooks.koran.example/T0", None, "robot/1")
    assert isinstance(sent_mail, Mail)
    assert sent_mail.to == ("Sri <sri@koran.example>", "budi@koran.example")


@pytest.mark.parametrize(
    ("values", "port"),
    [
        ({}, 25),
        ({"MAIL_TLS": "1"}, 587),
        ({"MAIL_SSL": "True", "MAIL_TLS": "False"}, 465),
        ({"MAIL_SSL": "1", "MAIL_PORT": "4650"}, 4650),
    ],
)
def test_the_port_follows_the_encryption(values: dict[str, str], port: int) -> None:
    assert mail(**MAIL, **values).port == port


def test_the_sender_is_the_user_of_the_server_where_it_is_an_address() -> None:
    secured = FAR | {"MAIL_TLS": "1", "MAIL_PASS": "geheim"}
    assert mail(**secured, MAIL_USER="robot@koran.example").sender == "robot@koran.example"
    assert (
        mail(**secured, MAIL_USER="robot@koran.example", MAIL_FROM="sri@x.example").sender == "sri@x.example"
    )
    assert mail(**secured, MAIL_USER="robot").sender == ""


@pytest.mark.parametrize(
    ("values", "complaint"),
    [
        ({"NOTIFY_EMAIL": "sri"}, "the setting NOTIFY_EMAIL: 'sri' is not an e-mail address"),
        ({"NOTIFY_EMAIL": "sri@koran.example,@x"}, "the setting NOTIFY_EMAIL: '@x' is not an e-mail address"),
        ({"NOTIFY_EMAIL": "a@b.example\nBcc: c@d.example"}, r"is not an e-mail address"),
        ({"NOTIFY_EMAIL": ","}, "the setting NOTIFY_EMAIL: '' is not an e-mail address"),
        (MAIL | {"MAIL_HOST": ""}, "the setting MAIL_HOST= names no mail server"),
        (MAIL | {"MAIL_HOST": "a\r\nb"}, "names no mail server"),
        (MAIL | {"MAIL_FROM": "robot"}, "the setting MAIL_FROM: 'robot' is not an e-mail address"),
        (MAIL | {"MAIL_PORT": "0"}, "the setting MAIL_PORT=0 must be a whole number from 1 to 65535"),
        (MAIL | {"MAIL_TLS": "ya"}, "the setting MAIL_TLS=ya is neither 1 nor 0"),
        (MAIL | {"MAIL_TLS": "1", "MAIL_SSL": "1"}, "exclude each other"),
        (FAR | {"MAIL_USER": "robot", "MAIL_PASS": "geheim"}, "set MAIL_TLS=1 (port 587) or MAIL_SSL=1"),
        ({"NOTIFY_WEBHOOK": "hooks.example/geheim"}, "NOTIFY_WEBHOOK is not an http(s) URL"),
        ({"NOTIFY_WEBHOOK": "ftp://hooks.example/geheim"}, "NOTIFY_WEBHOOK is not an http(s) URL"),
        ({"NOTIFY_WEBHOOK": "https://[geheim"}, "NOTIFY_WEBHOOK is not an http(s) URL"),
        (
            {"NOTIFY_WEBHOOK": "http://h.example/geheim HTTP/1.1\r\nX: y"},
            "NOTIFY_WEBHOOK is not an http(s) URL",
        ),
        ({"NOTIFY_WEBHOOK": "http://h.example:0/"}, "NOTIFY_WEBHOOK is not an http(s) URL"),
        ({"NOTIFY_APPRISE": "takada://geheim/x"}, "names no service that apprise knows: takada://***"),
        ({"NOTIFY_APPRISE": "geheim"}, "names no service that apprise knows: ***"),
        ({"NOTIFY_COMMAND": "a", "NOTIFY_TIMEOUT": "0"}, "NOTIFY_TIMEOUT=0 must be a whole number from 1"),
        ({"NOTIFY_COMMAND": "a", "NOTIFY_AGAIN_HOURS": "-1"}, "NOTIFY_AGAIN_HOURS=-1 must be a whole number"),
        ({"NOTIFY_COMMAND": "a\0b"}, "NUL"),
    ],
)
def test_a_wrong_setting_is_one_sentence_without_secrets(values: dict[str, str], complaint: str) -> None:
    with pytest.raises(BadSetting) as error:
        read(**values)
    assert complaint in str(error.value)
    assert "geheim" not in str(error.value)


def test_a_password_may_be_sent_to_ones_own_machine() -> None:
    for host in ("localhost", "127.0.0.1", "::1"):
        assert mail(**MAIL, MAIL_USER="robot", MAIL_HOST=host).user == "robot"


def test_without_apprise_the_sentence_says_how_to_install_it(monkeypatch: Any) -> None:
    monkeypatch.setitem(sys.modules, "apprise", None)  # as if it were not installed
    with pytest.raises(BadSetting, match=r"pip install 'telegraf-corpus\[notify\]'"):
        read(NOTIFY_APPRISE="json://127.0.0.1/")
