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
_compilers: dict[str, Compiler] = {}


def register(compiler: Compiler) -> Compiler:
    """Add a compiler; call it in AppConfig.ready.

    It yields parts (compiled only when their fingerprint changed) and may yield items directly, which are
    then compiled every time: right for a few small ones.
    """
    _compilers[f"{compiler.__module__}.{compiler.__qualname__}"] = compiler
    return compiler


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
