"""How much an evidence file may ask of the machine."""

from dataclasses import dataclass, fields

from django.conf import settings


@dataclass(frozen=True)
class EvidenceLimits:
    """Limits of one file. Sizes are bytes, times seconds."""

    file_bytes: int = 25_000_000
    pixels: int = 40_000_000
    members: int = 3_000
    unpacked_bytes: int = 300_000_000
    unpacked_ratio: int = 200
    objects: int = 300_000
    seconds: int = 15
    memory: int = 1_200_000_000


def current() -> EvidenceLimits:
    """The limits in force: the defaults, with what settings.EVIDENCE_LIMITS changes."""
    changed = getattr(settings, "EVIDENCE_LIMITS", {})
    known = {field.name for field in fields(EvidenceLimits)}
    return EvidenceLimits(**{name: value for name, value in changed.items() if name in known})
