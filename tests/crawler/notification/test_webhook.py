"""``NOTIFY_WEBHOOK``: what a real HTTP server gets, and what is said of one that does not take it."""

from __future__ import annotations

import time
from base64 import b64decode
from pathlib import Path

import pytest

from crawler.notification.sending import Answer, send
from crawler.notification.ways.webhook import Webhook
from tests.crawler.notification.listening import NOTICE, closed_port, mute_port, web_server
from tests.newsroom.certificates import Authority


def sent(url: str, timeout: float = 20, ca_file: Path | None = None) -> Answer:
    (answer,) = send([(Webhook(url, str(ca_file) if ca_file else None), NOTICE)], timeout)
    return answer


def test_the_notice_is_posted_as_json_with_the_text_that_chats_show() -> None:
    with web_server(status=204, body=b"") as hook:
        answer = sent(f"{hook.url}/services/T0/B1?key=a#top")
    assert (answer.is_taken, answer.trouble) == (True, None)
    (post,), (headers,) = hook.posts, hook.headers
    assert headers["Content-Type"] == "application/json; charset=utf-8"
    assert post["text"] == f"{NOTICE.subject}\n\n{NOTICE.text}"
    assert (post["kind"], post["site"], post["run"], post["status"]) == ("failure", "telegraf", 7, 1)
    assert post["failed_checks"] == [{"name": "cabai", "sentence": "“Cabai” tak ada lagi."}]


def test_user_and_password_of_the_url_are_sent_as_such_and_never_shown() -> None:
    with web_server(status=403, body=b"no p@ss word for geheim-token") as hook:
        answer = sent(hook.url.replace("//", "//sri:p%40ss@") + "/geheim-token")
    assert b64decode(hook.headers[0]["Authorization"].removeprefix("Basic ")) == b"sri:p@ss"
    assert answer.trouble == f"The webhook {hook.url}/*** answers with status 403: no *** word for ***."


@pytest.mark.parametrize("status", [300, 400, 404, 500, 503])
def test_any_other_answer_is_a_failure(status: int) -> None:
    with web_server(status=status, body=b"no_team\r\n\x1b[2J") as hook:
        answer = sent(f"{hook.url}/geheim")
    assert not answer.is_taken
    assert answer.trouble == f"The webhook {hook.url}/*** answers with status {status}: no_team [2J."


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_a_failure_and_is_not_followed(status: int) -> None:
    with web_server() as other, web_server(status=status, location=f"{other.url}/rahasia") as hook:
        answer = sent(hook.url)
    assert not answer.is_taken
    assert f"redirects to {other.url}/*** (status {status})" in str(answer.trouble)
    assert (len(hook.posts), other.posts) == (1, [])


def test_a_server_that_never_answers_is_given_up_in_time() -> None:
    with mute_port() as port, web_server(hangs=True) as hook, web_server(drips=True) as slow:
        began = time.monotonic()
        urls = (f"http://127.0.0.1:{port}/", f"https://127.0.0.1:{port}/", hook.url, slow.url)
        answers = send([(Webhook(url), NOTICE) for url in urls], 1)
        seconds = time.monotonic() - began
    assert [answer.is_taken for answer in answers] == 4 * [False]
    assert all("has not answered within 1 second." in str(answer.trouble) for answer in answers)
    assert seconds < 4  # side by side


def test_a_server_that_is_not_there_is_named() -> None:
    url = f"http://127.0.0.1:{closed_port()}"
    assert sent(f"{url}/geheim").trouble == f"The webhook {url}/*** cannot be reached (Connection refused)."


def test_certificates_are_verified_and_an_authority_of_ones_own_is_trusted(tmp_path: Path) -> None:
    authority = Authority(tmp_path)
    with web_server(tls=authority.context()) as hook:
        refused = sent(hook.url)
        accepted = sent(hook.url, ca_file=authority.file)
    assert "has a certificate that is not accepted (" in str(refused.trouble)
    assert "name that authority by CA_FILE." in str(refused.trouble)
    assert (refused.is_taken, accepted.is_taken, len(hook.posts)) == (False, True, 1)


def test_a_server_that_speaks_no_tls_is_said_to() -> None:
    with web_server() as hook:
        answer = sent(hook.url.replace("http:", "https:"))
    assert "does not speak TLS" in str(answer.trouble)
