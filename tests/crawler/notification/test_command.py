"""``NOTIFY_COMMAND``: what a real command gets, and what is said of one that fails."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

import pytest

from crawler.notification.sending import Answer, send
from crawler.notification.ways.command import Command
from tests.crawler.notification.listening import NOTICE


def sent(line: str, timeout: float = 20) -> Answer:
    (answer,) = send([(Command(line), NOTICE)], timeout)
    return answer


def test_the_command_gets_json_on_stdin_and_the_sentence_in_its_environment(tmp_path: Path) -> None:
    file = tmp_path / "notice.json"
    line = f'cat > {file}; printf "%s|%s|%s" "$NOTIFY_KIND" "$NOTIFY_SUBJECT" "$NOTIFY_TEXT" > {file}.env'
    answer = sent(line)
    assert (answer.is_taken, answer.trouble) == (True, None)
    assert json.loads(file.read_text("utf-8")) == NOTICE.as_json()
    told = Path(f"{file}.env").read_text("utf-8")
    assert told == f"failure|{NOTICE.subject}|{NOTICE.text}"


def test_a_command_that_fails_is_told_with_the_first_line_of_its_stderr() -> None:
    name = "The command of NOTIFY_COMMAND"
    said = sent("echo; echo 'no such chat\x1b[2J' >&2; echo more >&2; exit 3")
    assert (said.is_taken, said.trouble) == (False, f"{name} ended with status 3: no such chat[2J.")
    assert sent("exit 4").trouble == f"{name} ended with status 4."
    assert sent("kill -9 $$").trouble == f"{name} was ended by signal 9."
    assert "ended with status 127: " in str(sent("tak-ada-perintah").trouble)


def test_a_command_that_floods_its_outputs_neither_waits_nor_fills_memory() -> None:
    flood = "head -c 50000000 /dev/zero"
    assert sent(f"{flood}; {flood} >&2").trouble is None
    failed = sent(f"echo penuh >&2; {flood} >&2; exit 1")
    assert failed.trouble == "The command of NOTIFY_COMMAND ended with status 1: penuh."


def test_a_command_that_reads_nothing_is_fine() -> None:
    assert sent("exec 0<&-; true").trouble is None


@pytest.mark.slow("waits until a command that hangs is killed")
def test_a_command_that_hangs_is_killed_with_its_children(tmp_path: Path) -> None:
    file = tmp_path / "pid"
    answer = sent(f"sh -c 'echo $$ > {file}; exec sleep 60' | cat", timeout=4)
    assert answer.trouble == "The command of NOTIFY_COMMAND has not answered within 4 seconds and was killed."
    assert not is_running(int(file.read_text()))


def test_what_a_command_leaves_behind_is_not_waited_for() -> None:
    began = time.monotonic()
    assert sent("sleep 20 & exit 1").trouble == "The command of NOTIFY_COMMAND ended with status 1."
    assert time.monotonic() - began < 15


def is_running(process: int) -> bool:
    """Say whether a process goes on; one that is dead may wait for its parent to notice."""
    for _ in range(500):
        try:
            state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            return False
        if state == "Z":
            return False
        os.sched_yield()
        time.sleep(0.01)
    return True
