"""Sentences about values of a file, seen beside each other and beside what is stored."""

from __future__ import annotations

from decimal import Decimal


def plain(number: Decimal | None) -> str:
    """Return a number without trailing zeros."""
    return "nothing" if number is None else format(number.normalize(), "f")


def repeated(other: int) -> str:
    """Say that a row says again what an earlier one said."""
    return f"it repeats row {other}, which is kept."


def duplicate(other: int, value: str | None, other_value: str | None) -> str:
    """Say that two rows state the same result differently."""
    return (
        f"it states the same result as row {other}, but differently: {value or 'no number'} here, "
        f"{other_value or 'no number'} there. Keep one of them in the file."
    )


def large_change(before: Decimal, after: Decimal) -> str:
    """Say that a value moved by more than is usual."""
    moved = plain(abs(after - before))
    return f"the value moved by {moved}, from {plain(before)} to {plain(after)}. Check that it is meant."
