"""Evidence: a file as it was uploaded, and the thing it speaks for."""

import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from district.constraints import known
from district.history import tracked
from strategic_plan.domain.evidence import KINDS, FileKind
from strategic_plan.permissions import can_edit_plan, can_see_plan


@tracked
class EvidenceFile(models.Model):
    """A PDF, picture or office file, outside the web root; once withdrawn, the row stays and the bytes go."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title = models.CharField(max_length=160, help_text="What the file shows, in a few words.")
    name = models.CharField(max_length=120, help_text="The name it had, cleaned; never used as a path.")
    kind = models.CharField(max_length=4, choices=[(kind.code, kind.words) for kind in KINDS.values()])
    size = models.PositiveBigIntegerField(help_text="Bytes as kept.")
    sha256 = models.CharField(max_length=64, help_text="Of the bytes as kept.")
    sent_sha256 = models.CharField(
        max_length=64, db_index=True, help_text="Of the bytes as sent; the same file is known again by it."
    )
    uploaded_by = models.ForeignKey("district.Person", models.PROTECT, related_name="evidence_uploaded")
    uploaded_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        "district.Person", models.PROTECT, related_name="evidence_withdrawn", null=True, blank=True
    )
    withdrawn_reason = models.CharField(max_length=200, blank=True)
    delete_after = models.DateTimeField(null=True, blank=True, help_text="From then on the bytes must go.")
    is_deleted = models.BooleanField(default=False, help_text="The bytes are gone from the storage.")
    is_sample = models.BooleanField(default=False)

    class Meta:
        ordering = ["uploaded_at"]
        constraints = [
            known("kind", KINDS, name="plan_evidence_kind_known"),
            models.CheckConstraint(condition=Q(size__gt=0), name="plan_evidence_is_not_empty"),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_reason=""),
                name="plan_evidence_withdrawn_says_who_and_why",
                violation_error_message="Say why the file is withdrawn.",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, delete_after=None)
                | Q(withdrawn_at__isnull=False, delete_after__isnull=False),
                name="plan_evidence_withdrawn_is_deleted_some_day",
            ),
            models.CheckConstraint(
                condition=Q(is_deleted=False) | Q(withdrawn_at__isnull=False),
                name="plan_evidence_deleted_after_withdrawal",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def key(self) -> str:
        """Where its bytes lie in the storage; made of the random id alone."""
        return f"evidence/{self.id.hex}"

    @property
    def form(self) -> FileKind:
        """What people call its kind, and the type it is sent with."""
        return KINDS[self.kind]

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None

    @property
    def can_be_put_back(self) -> bool:
        """Withdrawn, and within the days of grace."""
        return not self.is_deleted and self.delete_after is not None and self.delete_after > timezone.now()


class EvidenceLink(models.Model):
    """What a file speaks for. Each kind of thing has a table of its own with a foreign key ``owner``.

    To let a thing have evidence, write (and nothing else; see InputEvidence)::

        @tracked
        class ProcessEvidence(EvidenceLink):
            owner_kind = "process"  # the word in the address
            owner = models.ForeignKey(Process, models.CASCADE, related_name="evidence_links")

    The owner needs ``get_absolute_url``. On its page: ``{% include "strategic_plan/_evidence.html" with
    links=links kind="process" owner=process %}`` with ``can_edit`` and the links in the context, fetched with
    ``select_related("file__uploaded_by")``.
    """

    owner_kind: ClassVar[str] = ""

    file = models.OneToOneField(EvidenceFile, models.PROTECT, related_name="%(class)s")
    owner: Any

    class Meta:
        abstract = True
        ordering = ["file__uploaded_at"]

    def __str__(self) -> str:
        return f"{self.file}, evidence for {self.owner}"

    @classmethod
    def may_see(cls, person: Any, owner: Any) -> bool:
        """Whether a person may see a thing and so its files; the plan's things are open to every role."""
        return can_see_plan(person)

    @classmethod
    def may_change(cls, person: Any, owner: Any) -> bool:
        """Whether a person may attach and withdraw files of a thing."""
        return can_edit_plan(person)

    @classmethod
    def why_closed(cls, owner: Any) -> str:
        """Why a thing takes no more files, in a sentence; those that it has can be withdrawn all the same."""
        return ""


def link_kinds() -> dict[str, type[EvidenceLink]]:
    """Every kind of thing that may have evidence, by the word in its address."""
    found = [field.related_model for field in EvidenceFile._meta.related_objects]
    return {
        model.owner_kind: model
        for model in found
        if isinstance(model, type) and issubclass(model, EvidenceLink)
    }
