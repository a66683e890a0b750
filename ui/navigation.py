"""The items of the two main menus and which of them is current."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

PUBLIC: Sequence[tuple["_StrPromise", str]] = (
    (_("Dashboard"), "/"),
    (_("Strategic plan"), "/plan/"),
    (_("Measures"), "/measures/"),
    (_("Releases"), "/releases/"),
    (_("Data"), "/data/"),
)
STAFF: Sequence[tuple["_StrPromise", str]] = (
    (_("Home"), "/staff/"),
    (_("Measures"), "/staff/measures/"),
    (_("Import data"), "/staff/imports/"),
    (_("Releases"), "/staff/releases/"),
    (_("Plan"), "/staff/plan/"),
    (_("History"), "/staff/history/"),
    (_("Schools"), "/staff/units/"),
    (_("People"), "/staff/people/"),
)
MENUS = {"public": PUBLIC, "staff": STAFF}


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a menu."""

    label: "_StrPromise"
    url: str
    is_current: bool


def menu(name: str, *, path: str, prefix: str = "") -> list[Item]:
    """The menu's items; ``prefix`` keeps a reader inside an earlier release (``/releases/12``).

    The longest address that begins the path is the current one; a home matches only itself.
    """
    home = MENUS[name][0][1]
    entries = [(label, prefix + url) for label, url in MENUS[name]]
    matching = [
        url for _label, url in entries if path == url or (url != prefix + home and path.startswith(url))
    ]
    current = max(matching, key=len, default=None)
    return [Item(label, url, url == current) for label, url in entries]
