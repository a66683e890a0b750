"""A district's colour and logo at addresses that name their content.

So a browser keeps them for a year, and an earlier release keeps its own.
"""

import hashlib

from django.urls import reverse

from district.domain import colours


def logo_file(key: str) -> str:
    """Where the default storage has a logo."""
    return f"brand/{key}.png"


def logo_address(key: str) -> str:
    """Where a browser finds a logo; empty where there is none."""
    return reverse("brand:logo", args=[key]) if key else ""


def stylesheet(accent: str) -> str:
    """The rules that put a district's colour in place of the product's own."""
    colour = colours.accent(accent)
    rules = {
        "--brand": colour.bar,
        "--brand-2": colour.bar_hover,
        "--link": colour.link,
        "--link-hover": colour.link_hover,
    }
    lines = [f"{name}:light-dark({light},{dark})" for name, (light, dark) in rules.items()]
    lines += [f"--on-brand:{colours.WORDS}", f"--on-brand-2:{colours.SMALL_WORDS}"]
    return "@layer tokens{:root{" + ";".join(lines) + "}}\n"


def stylesheet_mark(accent: str) -> str:
    """A short hash of the rules, for their address."""
    return hashlib.sha256(stylesheet(accent).encode()).hexdigest()[:12]


def stylesheet_address(accent: str) -> str:
    """Where a browser finds the rules of a colour; empty where the product's own is used."""
    if not accent:
        return ""
    return reverse("brand:stylesheet", args=[accent.removeprefix("#"), stylesheet_mark(accent)])
