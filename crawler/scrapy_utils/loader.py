"""The loader of declarations (setting SPIDER_LOADER_CLASS): what is broken stops itself, and nothing else."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from importlib.util import find_spec
from inspect import getsourcefile
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType

from scrapy import Spider
from scrapy.exceptions import UsageError
from scrapy.settings import BaseSettings
from scrapy.spiderloader import SpiderLoader

from crawler.scrapy_utils.broken import Broken, sentence_of
from crawler.scrapy_utils.exit_status import INTERRUPTED
from crawler.scrapy_utils.printing import print_error
from crawler.site import Site

_NAMED = re.compile(r"""^\s*name\s*=\s*["']([^"'\n]+)["']""", re.MULTILINE)


class DeclarationLoader(SpiderLoader):
    """Scrapy's loader, but what is broken is left out, and said in one sentence to who asks for it."""

    def __init__(self, settings: BaseSettings) -> None:
        """Load what can be loaded. Raises SystemExit(130) after Ctrl-C."""
        self.broken: list[Broken] = []
        try:
            super().__init__(settings)
        except KeyboardInterrupt:  # no command runs yet that could catch it
            print_error("scrapy: stopped", "ERROR")
            raise SystemExit(INTERRUPTED) from None

    def load(self, spider_name: str) -> type[Spider]:
        """Return a spider. Raises UsageError if its declaration is broken, KeyError if there is none."""
        if spider_name not in self._spiders:
            self.check(spider_name)
        return super().load(spider_name)

    def check(self, spider_name: str) -> None:
        """Raise UsageError if this newspaper, by its name or that of its file, could not be loaded."""
        if spider_name in self._spiders:
            return
        for each in self.broken:
            if each.is_called(spider_name):
                raise UsageError(each.sentence, print_help=False)

    def _load_all_spiders(self) -> None:
        classes: dict[type[Spider], None] = {}  # in order; a module may be in two packages of SPIDER_MODULES
        for package in dict.fromkeys(self.spider_modules):
            for module in self._modules(package):
                classes |= dict.fromkeys(_spiders_of(module))
        named: dict[str, list[type[Spider]]] = defaultdict(list)
        for each in classes:
            if fault := _fault(each):
                self._leave_out([each], f"{_place(each)}: {each.__name__}: {fault}")
            elif getattr(each, "name", None):
                named[each.name].append(each)
        for name, same in named.items():
            if len(same) == 1:
                self._spiders[name] = same[0]
                self._found[name].append((same[0].__module__, same[0].__name__))
            else:
                places = " and ".join(f"{each.__name__} in {_place(each)}" for each in same)
                self._leave_out(
                    same, f"there are several spiders named {name!r}: {places}; rename all but one"
                )

    def _modules(self, name: str) -> Iterator[ModuleType]:
        """Import a module and all inside it; what cannot be imported is noted as broken."""
        try:
            module = import_module(name)
        except (Exception, SystemExit) as error:  # a declaration is a program, so anything may be raised
            file = _file_of(name)
            self.broken.append(Broken(_names(name, file), sentence_of(error, name, file)))
            return
        yield module
        for found in iter_modules(getattr(module, "__path__", ())):
            yield from self._modules(f"{name}.{found.name}")

    def _leave_out(self, classes: Iterable[type[Spider]], sentence: str) -> None:
        names = {_stem(each.__module__) for each in classes}
        names |= {each.name for each in classes if isinstance(getattr(each, "name", None), str)}
        self.broken.append(Broken(frozenset(names), sentence))


def _spiders_of(module: ModuleType) -> Iterator[type[Spider]]:
    """Yield the spiders that a module itself defines."""
    for each in vars(module).values():
        if isinstance(each, type) and issubclass(each, Spider) and each.__module__ == module.__name__:
            yield each


def _fault(spider: type[Spider]) -> str | None:
    """Return what is wrong with the class of a spider; None: nothing."""
    name = getattr(spider, "name", None)
    if not name and spider.__subclasses__():  # what several newspapers have in common
        return None
    if not name or not isinstance(name, str):
        return f"name={name!r}: a spider needs a name, a text that is not empty"
    custom = getattr(spider, "custom_settings", None)
    if custom is not None and not isinstance(custom, Mapping):
        return f"custom_settings={custom!r}: this must be a dict"
    site = getattr(spider, "site", None)
    if isinstance(site, Site) or not _is_ours(spider):
        return None
    if not (hasattr(site, "__get__") or (site is None and _has_own_init(spider))):
        return f"site={site!r}: this must be a Site(...)"
    return None


def _is_ours(spider: type[Spider]) -> bool:
    """Say whether a class inherits our field: plain spiders may have another ``site``."""
    notes = (vars(base).get("__annotations__", {}).get("site") for base in spider.__mro__)
    return any("Site" in str(note) for note in notes)


def _has_own_init(spider: type[Spider]) -> bool:
    """Say whether the user's own classes make their instances, which may then have what the class has not."""
    theirs = (
        base for base in spider.__mro__ if base.__module__.partition(".")[0] not in ("crawler", "scrapy")
    )
    return any("__init__" in vars(base) for base in theirs if base is not object)


def _place(spider: type[Spider]) -> str:
    return getsourcefile(spider) or spider.__module__


def _file_of(module: str) -> Path | None:
    """Return the file of a module that may be broken; None: there is none."""
    try:
        spec = find_spec(module)
    except (Exception, SystemExit):  # its package is imported for this
        return None
    return Path(spec.origin) if spec and spec.origin else None


def _names(module: str, file: Path | None) -> frozenset[str]:
    """Return what the newspaper of a module may be called: its file, and the names that are written in it."""
    try:
        text = file.read_text("utf-8", errors="replace") if file else ""
    except OSError:
        text = ""
    return frozenset({_stem(module), *_NAMED.findall(text)})


def _stem(module: str) -> str:
    return module.rpartition(".")[2]
