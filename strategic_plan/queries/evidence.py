"""Reading evidence: the thing a file speaks for."""

from typing import Any

from strategic_plan.models import EvidenceFile, EvidenceLink, link_kinds


def link_of(file: EvidenceFile) -> EvidenceLink | None:
    """What a file speaks for, with its owner; one query for each kind of thing at most."""
    for model in link_kinds().values():
        rows: Any = model._default_manager
        found: EvidenceLink | None = rows.select_related("owner", "file").filter(file=file).first()
        if found is not None:
            return found
    return None


def same_elsewhere(file: EvidenceFile) -> EvidenceFile | None:
    """The same bytes, kept for another thing before."""
    others = EvidenceFile.objects.filter(sent_sha256=file.sent_sha256, withdrawn_at=None)
    return others.exclude(pk=file.pk).first()
