"""``scrapy init``: a folder of one's own, written from crawler/templates/folder."""

from __future__ import annotations

import argparse
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from string import Template

from scrapy.exceptions import UsageError
from scrapy.settings import Settings
from scrapy.spiderloader import SpiderLoader

import crawler
from crawler.performing.performance import Performance
from crawler.scrapy_utils.naming import hint_of_site, host_of, module_of, names_in_code, naming_fault
from crawler.scrapy_utils.printing import print_text
from crawler.scrapy_utils.program import PROGRAM, as_called, executable

TEMPLATES = Path(crawler.__file__).with_name("templates")
FOLDER = TEMPLATES / "folder"
DECLARATION = TEMPLATES / "spiders" / "newspaper.tmpl"
EXAMPLE = ("koran", "www.koran.example")
"""Name and domain where none are given; the domain is one that nobody can have (RFC 2606)."""

_MODULE = "MODULE"
"""Stands for the newspaper's module in the name of a template."""

_RENAMED = {"gitignore.tmpl": ".gitignore"}
"""Files that would take effect on the templates themselves under their own name."""


class Init(Performance):
    """Write the files, and print what to do next."""

    def perform(self, args: list[str], opts: argparse.Namespace) -> None:
        """Write them. Raises UsageError, before anything is written, and OSError."""
        if len(args) not in (1, 3) or not args[0]:
            raise UsageError("name a folder, and a newspaper if you like: scrapy init FOLDER [NAME DOMAIN]")
        name, domain = args[1:] or EXAMPLE
        if fault := naming_fault(name, domain):
            raise UsageError(fault)
        if name in (shipped := SpiderLoader(Settings({"SPIDER_MODULES": ["spiders"]})).list()):
            raise UsageError(f"there is a newspaper {name!r} already: {', '.join(sorted(shipped))} need none")
        folder = Path(args[0]).resolve()
        _check_free(folder)
        files = dict(_files(folder, name, host_of(domain)))
        (folder / "data").mkdir(parents=True, exist_ok=True)  # the unit may write into it, and nowhere else
        for path, text in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        print_text(
            f"{folder} is ready: README.md there says how to go on. First:\n"
            f"  cd {shlex.quote(args[0])}\n  {PROGRAM} crawl {name}"
        )
        if hint := hint_of_site(name, domain):
            print_text(as_called(hint))


def _check_free(folder: Path) -> None:
    """Check that nothing would be overwritten. Raises UsageError."""
    if folder.is_dir():
        if any(folder.iterdir()):
            raise UsageError(f"{folder} is not empty: name a folder that does not exist yet")
    elif folder.exists():
        raise UsageError(f"{folder} is a file: name a folder that does not exist yet")
    if any(not each.isprintable() or each in '"\\' for each in str(folder)):
        raise UsageError(f"{str(folder)!a} holds a character that cannot stand in a unit of systemd")


def _in_cron(path: Path) -> str:
    """Return a path as a word of a command in a crontab, which a bare % would end."""
    return shlex.quote(str(path)).replace("%", r"\%")


def _files(folder: Path, name: str, domain: str) -> Iterator[tuple[Path, str]]:
    """Return the files of a folder with their texts."""
    module = module_of(name)
    values = {
        "name": name,
        "module": module,
        "domain": domain,
        "url": f"https://{domain}",
        "pattern": re.escape(domain),
        "folder": str(folder),
        "executable": str(executable()),
        "executable_in_shell": shlex.quote(str(executable())),
        "data_in_shell": shlex.quote(f"{folder}/data"),
        "folder_in_cron": _in_cron(folder),
        "executable_in_cron": _in_cron(executable()),
        **names_in_code(module),
    }
    for template in sorted(path for path in FOLDER.rglob("*") if path.is_file()):
        place = template.relative_to(FOLDER).as_posix().replace(_MODULE, module)
        place = _RENAMED.get(place, place.removesuffix(".tmpl"))
        in_unit = template.parent.name == "systemd"
        told = {key: value.replace("%", "%%") for key, value in values.items()} if in_unit else values
        yield folder / place, Template(template.read_text("utf-8")).safe_substitute(told)
    declared = Template(DECLARATION.read_text("utf-8")).safe_substitute(values)
    yield folder / "newspapers" / f"{module}.py", as_called(declared)
