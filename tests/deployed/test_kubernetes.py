"""docs/kubernetes/cronjob.yaml: as the schemas of Kubernetes have it, and its command crawls."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import yaml

from crawler.scrapy_utils import exit_status
from tests.deployed.shown import ROOT, missing
from tests.deployed.test_container import last
from tests.newsroom.server import RunningNewspaper

CLAIM, CRON_JOB = yaml.safe_load_all((ROOT / "docs" / "kubernetes" / "cronjob.yaml").read_text("utf-8"))
JOB: dict[str, Any] = CRON_JOB["spec"]["jobTemplate"]["spec"]
POD: dict[str, Any] = JOB["template"]["spec"]
(CONTAINER,) = POD["containers"]


@pytest.mark.parametrize("version", ["1.31", "1.34"])
@pytest.mark.parametrize("resource", [CLAIM, CRON_JOB], ids=["claim", "cronjob"])
def test_it_is_as_the_schemas_of_kubernetes_have_it(resource: dict[str, Any], version: str) -> None:
    if find_spec("kubernetes_validate") is None:
        missing("no kubernetes_validate: pip install 'kubernetes-validate>=1.34'")
    kubernetes = import_module("kubernetes_validate")
    kubernetes.validate(resource, version, strict=True)
    with pytest.raises(kubernetes.ValidationError):
        kubernetes.validate({**resource, "spec": {**resource["spec"], "salah": 1}}, version, strict=True)


def test_each_exit_status_of_a_crawl_that_failed_has_its_action() -> None:
    rules = [rule for rule in JOB["podFailurePolicy"]["rules"] if "onExitCodes" in rule]
    actions = {
        code: rule["action"]
        for rule in rules
        for code in rule["onExitCodes"]["values"]
        if rule["onExitCodes"]["containerName"] == CONTAINER["name"]
    }
    assert actions == {1: "FailJob", exit_status.MISUSED: "FailJob", exit_status.LOCKED: "Ignore"}
    assert POD["restartPolicy"] == "Never"  # exit statuses are looked at only then


def test_one_run_at_a_time_of_a_user_without_rights() -> None:
    assert CRON_JOB["spec"]["concurrencyPolicy"] == "Forbid"
    assert f"{POD['securityContext']['runAsUser']}:{POD['securityContext']['runAsGroup']}" == last("USER")
    assert CONTAINER["securityContext"] == {
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]},
    }


def test_what_is_written_is_in_volumes_that_are_there() -> None:
    mounted = {mount["mountPath"]: mount["name"] for mount in CONTAINER["volumeMounts"]}
    assert set(mounted) == {last("VOLUME"), "/tmp"}
    assert set(mounted.values()) == {volume["name"] for volume in POD["volumes"]}
    assert POD["volumes"][0]["persistentVolumeClaim"]["claimName"] == CLAIM["metadata"]["name"]


@pytest.mark.slow("a crawl as the pod runs it")
def test_its_command_crawls_into_the_volume_and_nowhere_else(
    tmp_path: Path, newsroom: RunningNewspaper
) -> None:
    arguments = [each.replace("https://www.koran.example", newsroom.url) for each in CONTAINER["args"]]
    assert arguments != CONTAINER["args"]
    fast = ["-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=0"]
    given = {each["name"]: each["value"] for each in CONTAINER["env"] if "value" in each}
    kept = {name: value for name, value in os.environ.items() if name not in ("STORE_URL", "ARCHIVE_DIR")}
    done = subprocess.run(
        [sys.executable, "-m", "crawler.cli", *arguments, *fast],
        cwd=tmp_path,
        env=kept | given | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert {path.name for path in tmp_path.iterdir()} == {"data"}
    assert (tmp_path / "data" / "articles.db").exists()
    assert {logged.agent for logged in newsroom.requests} == {given["USER_AGENT"]}
