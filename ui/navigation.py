"""The two main menus: which items a person may open, and which of them is current.

This room knows how a menu behaves and not what is in it: ``settings.MENUS`` names the place where the
wiring lists every room's items, each with the address by name and the predicate that guards its page.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse
from django.utils.module_loading import import_string

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


def everyone(_person: Any) -> bool:
    """The predicate of a page that whoever sees the menu may open."""
    return True


@dataclass(frozen=True, slots=True)
class Entry:
    """A page in a menu: its words, the name of its URL, and who may open it."""

    label: "_StrPromise"
    view: str
    may: Callable[[Any], bool] = everyone


@dataclass(frozen=True, slots=True)
class Group:
    """Pages under one heading of a menu."""

    label: "_StrPromise"
    entries: tuple[Entry, ...]


Menu = Sequence[Entry | Group]


@dataclass(frozen=True, slots=True)
class Item:
    """One link of a menu, or a heading with its links; ``is_current`` where the page lies below it."""

    label: "_StrPromise"
    url: str
    is_current: bool
    items: tuple["Item", ...] = ()


def menu(name: str, *, path: str, prefix: str = "", person: Any = None) -> list[Item]:
    """The items a person may open; ``prefix`` keeps a reader inside an earlier release (``/releases/12``).

    The longest address that begins the path is the current one; the first of a menu is its home and matches
    only itself. A heading with one page left is that page, and one with none is not there.
    """
    menus: Mapping[str, Menu] = import_string(settings.MENUS)
    listed = menus[name]
    urls = {entry.view: prefix + reverse(entry.view) for entry in _entries(listed)}
    home = urls[next(_entries(listed)).view]
    matching = [url for url in urls.values() if path == url or (url != home and path.startswith(url))]
    current = max(matching, key=len, default=None)

    def item(entry: Entry) -> Item:
        return Item(entry.label, urls[entry.view], urls[entry.view] == current)

    shown: list[Item] = []
    for part in listed:
        if isinstance(part, Entry):
            shown += [item(part)] if part.may(person) else []
            continue
        pages = tuple(item(entry) for entry in part.entries if entry.may(person))
        if len(pages) > 1:
            shown.append(Item(part.label, "", any(page.is_current for page in pages), pages))
        else:
            shown += pages
    return shown


def _entries(listed: Menu) -> Iterator[Entry]:
    for part in listed:
        yield from (part,) if isinstance(part, Entry) else part.entries
