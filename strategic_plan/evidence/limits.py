"""How much an evidence file may ask of the machine."""

from dataclasses import dataclass

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
    return EvidenceLimits(**settings.EVIDENCE_LIMITS)
