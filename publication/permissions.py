"""Who may draft, review and see releases."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from district.abilities import ability
from district.domain import Role
from district.permissions import holds

if TYPE_CHECKING:
    from publication.models import Release


@ability("prepares what becomes public")
def can_draft(person: Any) -> bool:
    """The superintendent, administrators and data stewards prepare releases."""
    return holds(person, Role.SUPERINTENDENT, Role.ADMINISTRATOR, Role.DATA_STEWARD)


@ability("sees what is prepared before it becomes public")
def can_see_releases(person: Any) -> bool:
    """Those who prepare releases and those who review them see drafts."""
    return can_draft(person) or holds(person, Role.PRIVACY_REVIEWER)


@ability(
    "confirms that what someone else prepared gives no student away",
    release=SimpleNamespace(drafted_by_id=None),
)
def can_confirm(person: Any, release: Release) -> bool:
    """A privacy reviewer confirms, and never a release of their own (four eyes)."""
    return holds(person, Role.PRIVACY_REVIEWER) and release.drafted_by_id != person.pk
