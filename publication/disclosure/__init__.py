"""Disclosure control: decide once, for all outputs together, what a release may show (ADR 5)."""

from publication.disclosure.alike import audit_alike, protect_alike
from publication.disclosure.attack import audit
from publication.disclosure.projection import PublicState, PublicValue, project, public_value
from publication.disclosure.rules import (
    Breach,
    Cell,
    Clearance,
    DisclosureError,
    Key,
    Partition,
    Ruleset,
    State,
    fingerprint,
    numerator_of,
)
from publication.disclosure.suppression import protect

__all__ = [
    "Breach",
    "Cell",
    "Clearance",
    "DisclosureError",
    "Key",
    "Partition",
    "PublicState",
    "PublicValue",
    "Ruleset",
    "State",
    "audit",
    "audit_alike",
    "fingerprint",
    "numerator_of",
    "project",
    "protect",
    "protect_alike",
    "public_value",
]
