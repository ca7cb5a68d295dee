"""``NOTIFY_APPRISE``: the library apprise sends to a real server; its reasons are told without secrets."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crawler.notification.notice import Kind
from crawler.notification.sending import Answer, send
from crawler.notification.ways.services import services
from tests.crawler.notification.listening import NOTICE, web_server


def sent(url: str, kind: Kind = "failure") -> Answer:
    (service,) = services(url)
    (answer,) = send([(service, replace(NOTICE, kind=kind))], 20)
    return answer


@pytest.mark.parametrize(
    ("kind", "shown"),
    [("failure", "failure"), ("reminder", "failure"), ("recovery", "success"), ("test", "info")],
)
def test_a_service_gets_subject_text_and_kind(kind: Kind, shown: str) -> None:
    with web_server() as hook:
        hook_url = hook.url.replace("http", "json")
        assert sent(f"{hook_url}/geheim", kind).is_taken
    (post,) = hook.posts
    assert (post["title"], post["message"], post["type"]) == (NOTICE.subject, NOTICE.text, shown)


def test_a_service_that_refuses_is_told_without_what_its_url_holds() -> None:
    with web_server(status=500) as hook:
        answer = sent(f"{hook.url.replace('http://', 'json://robot:rahasia@')}/geheim")
    assert answer.trouble is not None
    assert not answer.is_taken
    assert answer.trouble.startswith("The service json://*** (apprise 1) did not take it: ")
    assert "500" in answer.trouble
    assert not [secret for secret in ("rahasia", "geheim", "robot") if secret in answer.trouble]
