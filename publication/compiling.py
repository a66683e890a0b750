"""What other rooms register: compilers that turn their live rows into items of a release."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from publication import clearing
from publication.clearing import Table
from publication.disclosure import Key, PublicValue, Ruleset
from publication.domain import Item, Part, digest

LookUp = Callable[[str, list[str]], dict[str, dict[str, Any]]]


@dataclass
class Draft:
    """What a compiler is given: the day the release speaks of, the rules, and the way to clear a table."""

    as_of: dt.date
    ruleset: Ruleset = field(default_factory=lambda: clearing.RULESET)
    tables: list[tuple[Table, clearing.Clearances]] = field(default_factory=list)
    look_up: LookUp = field(default=lambda kind, keys: {})

    def clear(self, table: Table, alike: Sequence[Table] = ()) -> dict[Key, PublicValue]:
        """Return the public values of a table; derive change, status, gaps and order from these alone.

        `alike` are the other tables about the same people in the same period: what is hidden in one is hidden
        in all. Each of their parts must be compiled when any of them is, so its fingerprint covers all.
        """
        tables = clearing.together([table, *alike])
        cleared = clearing.clear_alike(tables)
        own = next(each for each in tables if each.name == table.name)
        clearances, public = cleared[own.name]
        self.tables.append((own, clearances))
        return public

    def published(self, kind: str, keys: Iterable[str]) -> dict[str, dict[str, Any]]:
        """Return items that this release publishes by parts listed before, compiled now or taken over.

        A part that reads them must have their parts' fingerprints in its own. What is not known is left out.
        """
        return self.look_up(kind, list(keys))

    def take_tables(self) -> list[tuple[Table, clearing.Clearances]]:
        """Hand over the tables cleared since the last call."""
        taken, self.tables = self.tables, []
        return taken


Compiler = Callable[[Draft], Iterable[Item | Part]]
Find = Callable[[str, str], dict[str, Any] | None]
Check = Callable[[str, str, dict[str, Any], Find], str]
_compilers: dict[str, Compiler] = {}
_checks: list[Check] = []
Page = Callable[[str, dict[str, Any]], tuple[str, str]]
_pages: dict[str, Page] = {}


def register(compiler: Compiler) -> Compiler:
    """Add a compiler; call it in AppConfig.ready.

    It yields parts (compiled only when their fingerprint changed) and may yield items directly, which are
    then compiled every time: right for a few small ones.
    """
    _compilers[f"{compiler.__module__}.{compiler.__qualname__}"] = compiler
    return compiler


def register_check(check: Check) -> Check:
    """Add a question that the gate asks of every item that would be published; call it in AppConfig.ready.

    It is given kind, key and payload, and a way to find any other item of the same release. It answers
    nothing, or what the item tells that it may not.
    """
    _checks.append(check)
    return check


def objection(kind: str, key: str, payload: dict[str, Any], find: Find) -> str:
    """Return what the first check that objects says about an item; nothing where none does."""
    return next((words for check in _checks if (words := check(kind, key, payload, find))), "")


def register_page(kind: str, page: Page) -> None:
    """Say what the public page of a kind of item is called and where it is; call it in AppConfig.ready."""
    _pages[kind] = page


def page_of(kind: str, key: str, payload: dict[str, Any]) -> tuple[str, str] | None:
    """Return name and address of an item's public page, for kinds that have one."""
    return _pages[kind](key, payload) if kind in _pages else None


def parts(draft: Draft) -> Iterator[Part]:
    """Yield every part of a release, in the order of their compilers."""
    for name, compiler in _compilers.items():
        loose: list[Item] = []
        for piece in compiler(draft):
            if isinstance(piece, Part):
                yield piece
            else:
                loose.append(piece)
        if loose:
            yield _part_of(name, loose, draft)


def _part_of(name: str, items: list[Item], draft: Draft) -> Part:
    """Make one part of the items a compiler yielded directly; its inputs are the items themselves."""
    tables = draft.take_tables()

    def compile_again() -> list[Item]:
        draft.tables += tables
        return items

    return Part(
        name, digest(*sorted(f"{item.kind}/{item.key}/{item.sha256}" for item in items)), compile_again
    )
