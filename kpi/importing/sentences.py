"""Sentences about values of a file, seen beside each other and beside what is stored."""

from __future__ import annotations

from decimal import Decimal


def plain(number: Decimal | None) -> str:
    """Return a number without trailing zeros."""
    return "nothing" if number is None else format(number.normalize(), "f")


def repeated(names: str, other: int) -> str:
    """Say that a row says again what an earlier one said."""
    return f"{names}: it repeats row {other}, which is kept."


def duplicate(names: str, other: int, value: str | None, other_value: str | None) -> str:
    """Say that two rows state the same result differently."""
    return (
        f"{names}: it states the same result as row {other}, but differently: {value or 'no number'} here, "
        f"{other_value or 'no number'} there. Keep one of them in the file."
    )


def large_change(names: str, before: Decimal, after: Decimal) -> str:
    """Say that a value moved by more than is usual."""
    moved, old, new = plain(abs(after - before)), plain(before), plain(after)
    return f"{names}: the value moved by {moved}, from {old} to {new}. Check that it is meant."


def listed(count: int, limit: int, what: str) -> str:
    """Say that a list is cut, or nothing."""
    return f"{count:,} {what}; the first {limit:,} are listed." if count > limit else ""


def small_percents(name: str) -> str:
    """Say that percents look like fractions."""
    return (
        f"Every percent of “{name}” is 1 or less. If 0.87 means 87 percent, say in the recipe that the "
        "values are fractions."
    )
