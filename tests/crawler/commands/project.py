"""A small Scrapy project of its own: for commands that write into a project."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[3]


@dataclass(frozen=True, slots=True)
class Project:
    """A folder with scrapy.cfg, settings, and an empty package ``koran`` for spiders."""

    folder: Path
    root: Path = ROOT

    @classmethod
    def make(cls, folder: Path) -> Project:
        """Write its files."""
        (folder / "scrapy.cfg").write_text("[settings]\ndefault = pengaturan\n", "utf-8")
        (folder / "pengaturan.py").write_text(
            "from crawler.settings import *\n\n"
            "SPIDER_MODULES = ['koran']\nNEWSPIDER_MODULE = 'koran'\nDOWNLOAD_DELAY = 0\n"
            "AUTOTHROTTLE_ENABLED = False\n"
            "SPIDER_LOADER_CLASS = 'crawler.scrapy_utils.loader.DeclarationLoader'\n",
            "utf-8",
        )
        project = cls(folder)
        project.spiders.mkdir()
        (project.spiders / "__init__.py").touch()
        return project

    @property
    def spiders(self) -> Path:
        """The folder of its spiders."""
        return self.folder / "koran"

    def declare(self, name: str, domain: str) -> None:
        """Write the declaration of a newspaper."""
        done = self.scrapy("genspider", "-t", "newspaper", name, domain)
        assert done.returncode == 0, done.stdout + done.stderr

    def scrapy(self, *args: str | Path) -> subprocess.CompletedProcess[str]:
        """Run ``scrapy ARGS`` in it."""
        return self.run("-m", "scrapy", *args)

    def run(self, *args: str | Path) -> subprocess.CompletedProcess[str]:
        """Run Python in it."""
        environment = os.environ | {
            "PYTHONPATH": os.pathsep.join([str(self.folder), str(ROOT)]),
            "MYPYPATH": str(ROOT),
        }
        return subprocess.run(
            [sys.executable, *map(str, args)],
            cwd=self.folder,
            env=environment,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
