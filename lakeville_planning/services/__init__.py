"""Embedded PostgreSQL and Valkey: real servers from PyPI wheels, run as our own child processes (ADR 1)."""

from lakeville_planning.services.embedded import EmbeddedServices
from lakeville_planning.services.failures import ServiceError

__all__ = ["EmbeddedServices", "ServiceError"]
