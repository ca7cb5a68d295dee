"""``NOTIFY_EMAIL``: what a real SMTP server gets, and what is said of one that does not take it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from crawler.notification.notice import Notice, one_line
from crawler.notification.sending import Answer, send
from crawler.notification.ways.mail import Mail
from tests.crawler.notification.listening import NOTICE, closed_port, mail_server, mute_port
from tests.newsroom.certificates import Authority

SRI, BUDI = "sri@koran.example", "budi@koran.example"


def sent(port: int, notice: Notice = NOTICE, *, timeout: float = 20, **changes: Any) -> Answer:
    way = Mail((SRI,), "127.0.0.1", port, "robot@koran.example")
    (answer,) = send([(replace(way, **changes), notice)], timeout)
    return answer


def test_a_plain_mail_arrives_at_each_address() -> None:
    with mail_server() as box:
        answer = sent(box.port, to=(f"Sri Rahayu <{SRI}>", BUDI))
    assert (answer.is_taken, answer.trouble) == (True, None)
    (mail,), (envelope,) = box.mails, box.envelopes
    assert (envelope.mail_from, envelope.rcpt_tos) == ("robot@koran.example", [SRI, BUDI])
    assert (mail["Subject"], mail["From"]) == (NOTICE.subject, "robot@koran.example")
    assert mail["To"] == f"Sri Rahayu <{SRI}>, {BUDI}"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Date"]
    assert mail["Message-ID"]
    assert mail.get_content_type() == "text/plain"
    assert mail.get_content().splitlines() == NOTICE.text.splitlines()
    assert isinstance(envelope.content, bytes)
    assert envelope.content.isascii()


def test_what_a_site_calls_itself_adds_no_header_and_no_recipient() -> None:
    evil = "koran.example\r\nBcc: semua@koran.example\r\n\r\n.\r\nRCPT TO:<semua@koran.example>\u2028X: y"
    text = f"satu\n.\nMAIL FROM:<x@y.example>\n{evil}"
    notice = replace(NOTICE, subject=one_line(f"{evil}: sick"), text=text)
    with mail_server() as box:
        assert sent(box.port, notice).is_taken
    (mail,), (envelope,) = box.mails, box.envelopes
    assert envelope.rcpt_tos == [SRI]
    assert "Bcc" not in mail
    assert "X" not in mail
    assert mail["Subject"].startswith("koran.example Bcc: semua@koran.example . RCPT TO:")
    assert mail.get_content().splitlines() == text.splitlines()


def test_a_subject_with_a_line_end_is_not_sent_at_all() -> None:
    with mail_server() as box:
        answer = sent(box.port, replace(NOTICE, subject="koran\r\nBcc: semua@koran.example"))
    assert (answer.is_taken, box.mails) == (False, [])


def test_starttls_and_a_password_are_used_where_they_are_set(tmp_path: Path) -> None:
    authority = Authority(tmp_path)
    secured: dict[str, Any] = {"has_starttls": True, "ca_file": str(authority.file), "user": "robot"}
    with mail_server(starttls=authority.context(), login=("robot", "geheim")) as box:
        accepted = sent(box.port, **secured, password="geheim")
        wrong = sent(box.port, **secured, password="salah-sekali")
        unknown = sent(box.port, **secured | {"ca_file": None}, password="geheim")
        plain = sent(box.port)
    assert (accepted.trouble, len(box.mails)) == (None, 1)
    assert "does not accept MAIL_USER and MAIL_PASS (535 " in str(wrong.trouble)
    assert "has a certificate that is not accepted" in str(unknown.trouble)
    assert "refuses the mail (530 " in str(plain.trouble)
    assert "salah" not in str(wrong.trouble)


def test_tls_from_the_start(tmp_path: Path) -> None:
    authority = Authority(tmp_path)
    with mail_server(tls=authority.context()) as box:
        accepted = sent(box.port, is_tls=True, ca_file=str(authority.file))
        unknown = sent(box.port, is_tls=True)
    assert (accepted.trouble, len(box.mails)) == (None, 1)
    assert "has a certificate that is not accepted" in str(unknown.trouble)


def test_a_certificate_of_another_host_is_not_accepted(tmp_path: Path) -> None:
    authority = Authority(tmp_path)
    with mail_server(tls=authority.context("koran.example")) as box:
        answer = sent(box.port, is_tls=True, ca_file=str(authority.file))
    assert "has a certificate that is not accepted" in str(answer.trouble)
    assert box.mails == []


def test_nothing_is_sent_unencrypted_where_starttls_is_wanted() -> None:
    with mail_server() as box:
        answer = sent(box.port, has_starttls=True)
    assert (answer.is_taken, box.mails) == (False, [])
    assert "STARTTLS" in str(answer.trouble)


def test_a_refused_address_is_told_and_the_others_got_it() -> None:
    with mail_server(refused=(BUDI,)) as box:
        some = sent(box.port, to=(SRI, BUDI))
        all_of_them = sent(box.port, to=(BUDI,))
    name = f"The mail server 127.0.0.1:{box.port}"
    why = f"{name} refuses {BUDI} (550 no mailbox {BUDI})"
    assert (some.is_taken, some.trouble) == (True, f"{why}; the others got it.")
    assert (all_of_them.is_taken, all_of_them.trouble) == (False, f"{why}.")
    assert len(box.mails) == 1


@pytest.mark.parametrize("is_tls", [False, True])
def test_a_server_that_never_speaks_is_given_up_in_time(is_tls: bool) -> None:
    with mute_port() as port:
        answer = sent(port, timeout=1, is_tls=is_tls)
    assert answer.trouble == f"The mail server 127.0.0.1:{port} has not answered within 1 second."


def test_a_server_that_is_not_there_is_named() -> None:
    port = closed_port()
    assert sent(port).trouble == f"The mail server 127.0.0.1:{port} cannot be reached (Connection refused)."
    unknown = sent(25, host="mail.koran.invalid").trouble
    assert unknown is not None
    assert unknown.startswith("The mail server mail.koran.invalid:25 has a host that cannot be found (")
