"""Who may draft, review and see releases."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from district.domain import Role
from district.permissions import holds

if TYPE_CHECKING:
    from publication.models import Release


def can_draft(person: Any) -> bool:
    """The superintendent, administrators and data stewards prepare releases."""
    return holds(person, Role.SUPERINTENDENT, Role.ADMINISTRATOR, Role.DATA_STEWARD)


def can_see_releases(person: Any) -> bool:
    """Those who prepare releases and those who review them see drafts."""
    return can_draft(person) or holds(person, Role.PRIVACY_REVIEWER)


def can_confirm(person: Any, release: Release) -> bool:
    """A privacy reviewer confirms, and never a release of their own (four eyes)."""
    return holds(person, Role.PRIVACY_REVIEWER) and release.drafted_by_id != person.pk
