"""``scrapy genspider``: Scrapy's own, with the project's template beside Scrapy's.

``-t newspaper`` writes the declaration of a newspaper and the folder for its fixtures. The setting
TEMPLATES_DIR would do that as well, but hide Scrapy's own templates.
"""

from __future__ import annotations

import argparse
import os
from importlib import import_module
from inspect import getfile
from pathlib import Path
from typing import Any

import scrapy
from scrapy.commands import genspider
from scrapy.exceptions import UsageError
from scrapy.spiderloader import get_spider_loader

from crawler.scrapy_utils.command import ProjectCommand
from crawler.scrapy_utils.naming import hint_of_site, module_of, names_in_code, naming_fault
from crawler.scrapy_utils.printing import STDOUT, print_lines, print_text
from crawler.scrapy_utils.program import as_called
from crawler.scrapy_utils.project import is_shipped, project_folder

NEWSPAPER = "newspaper"
"""The name of the project's template."""
TEMPLATES = Path(__file__).parents[1] / "templates" / "spiders"
SCRAPY_TEMPLATES = Path(scrapy.__file__).parent / "templates" / "spiders"


class Command(ProjectCommand, genspider.Command):
    """Write ``spiders/NAME.py``; from the template ``newspaper`` also ``fixtures/NAME/``."""

    takes = "[options] <name> <domain>"
    summary = "Write a new spider: -t newspaper the declaration of a newspaper"

    def perform(self, args: list[str], opts: argparse.Namespace) -> None:
        """Write the files. Raises UsageError for a wrong name, domain or template."""
        if opts.dump and self._find_template(opts.dump) is None:
            raise UsageError(_no_template(opts.dump))
        if not opts.list and not opts.dump:
            if len(args) != 2:
                raise UsageError(
                    "name spider and domain: scrapy genspider -t newspaper kompas www.kompas.com"
                )
            if fault := self._fault(args[0], args[1], opts):
                raise UsageError(fault)
        try:
            genspider.Command.run(self, args, opts)
        except OSError as error:
            if error.filename in (None, STDOUT):  # not one of the files
                raise
            raise UsageError(f"{error.filename}: cannot be written: {error.strerror}") from error
        if not opts.list and not opts.dump and (hint := hint_of_site(*args)):
            print_text(as_called(hint))

    def _fault(self, name: str, domain: str, opts: argparse.Namespace) -> str | None:
        if fault := naming_fault(name, domain):
            return fault
        if self._find_template(opts.template) is None:
            return _no_template(opts.template)
        folder = Path(getfile(import_module(self.settings["NEWSPIDER_MODULE"]))).parent
        if is_shipped(folder):
            return (
                "there is no folder of your own to write into: make one by scrapy init FOLDER, and work there"
            )
        module = module_of(name)
        loader = get_spider_loader(self.settings)
        if not opts.force and (check := getattr(loader, "check", None)):  # of our loader
            check(name)
        spiders = {each: Path(getfile(loader.load(each))).resolve() for each in loader.list()}
        if name in spiders and not opts.force:
            return f"there is a spider {name!r} already; --force overwrites it"
        file = folder / f"{module}.py"
        is_its_own = spiders.get(name) == file.resolve()
        if not is_its_own and (file.exists() or file.with_suffix("").exists()):
            return f"{name!r} cannot be a spider's name: {file} is something else"
        return None

    def _spider_exists(self, name: str) -> bool:
        """Return False: this was checked before, with an exit status for what was found."""
        return False

    def _generate_template_variables(
        self, module: str, name: str, url: str, template_name: str
    ) -> dict[str, Any]:
        variables = super()._generate_template_variables(module, name, url, template_name)
        return variables | names_in_code(module) | {"domain": variables["domain"].lower()}

    def _genspider(
        self, module: str, name: str, url: str, template_name: str, template_file: str | os.PathLike[str]
    ) -> Path:
        spider_file = super()._genspider(module, name, url, template_name, template_file)
        if Path(template_file).parent == TEMPLATES:
            fixtures = project_folder() / "fixtures" / name
            fixtures.mkdir(parents=True, exist_ok=True)
            (fixtures / ".gitkeep").touch()  # git does not keep an empty folder
            print_text(as_called(f"its pages go into:\n  fixtures/{name}/  (scrapy extract URL --save)"))
        return spider_file

    def _find_template(self, template: str) -> Path | None:
        named = Path(template)
        if named.suffix == ".tmpl" and named.is_file():
            return named
        return _templates().get(template.removesuffix(".tmpl"))

    def _list_templates(self) -> None:
        print_lines(["Available templates:", *(f"  {name}" for name in _templates())])


def _templates() -> dict[str, Path]:
    """Return the templates by name, the project's first."""
    return {
        path.stem: path for folder in (TEMPLATES, SCRAPY_TEMPLATES) for path in sorted(folder.glob("*.tmpl"))
    }


def _no_template(name: str) -> str:
    return f"there is no template {name!r}; known: {', '.join(_templates())}"
