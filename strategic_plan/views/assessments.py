"""Self-assessments: the list, one with its categories, judging one, closing it, two side by side."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from district.models import Person
from district.permissions import can_see_history
from district.views.editing import posted
from strategic_plan import actions
from strategic_plan.domain import missing_for_closing
from strategic_plan.forms import CompareForm, ItemForm, OpenAssessmentForm
from strategic_plan.models import AssessmentItem
from strategic_plan.permissions import can_assess
from strategic_plan.queries import assessment_items, assessments_beside
from strategic_plan.queries import assessment_list as all_assessments
from strategic_plan.views.improving import PAGE, found, improvement_form, page, reader, too_late, tried


@require_safe
def assessment_list(request: HttpRequest) -> HttpResponse:
    """Every self-assessment, the newest first, and two of them side by side."""
    person = reader(request)
    shown = Paginator(all_assessments(), PAGE).get_page(request.GET.get("page"))
    context = {"page": shown, "can_assess": can_assess(person), "compare": CompareForm()}
    return render(request, "strategic_plan/assessment_list.html", context)


@require_safe
def assessment_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One self-assessment with how each category is judged."""
    person = reader(request)
    assessment = found(all_assessments(), pk)
    is_open = assessment.closed_on is None
    context = {
        "assessment": assessment,
        "items": assessment_items(assessment),
        "missing": missing_for_closing(assessment.judged()) if is_open else [],
        "can_edit": can_assess(person) and is_open,
        "can_see_history": can_see_history(person),
    }
    return render(request, "strategic_plan/assessment_detail.html", context)


@require_safe
def assessment_compare(request: HttpRequest) -> HttpResponse:
    """Two closed self-assessments side by side; bands are never added up."""
    reader(request)
    form = CompareForm(request.GET or None)
    context: dict[str, Any] = {"form": form}
    if form.is_bound and form.is_valid():
        before, after = form.cleaned_data["before"], form.cleaned_data["after"]
        context |= {"before": before, "after": after, "categories": assessments_beside(before, after)}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "strategic_plan/assessment_compare.html", context, status=status)


@page
def assessment_open(request: HttpRequest) -> HttpResponse:
    """Open a self-assessment."""
    person, form = _assessor(request), OpenAssessmentForm(posted(request))

    def save(clean: dict[str, Any]) -> str:
        return actions.open_assessment(
            criteria_set=clean["criteria_set"], as_of=clean["as_of"], by=person, reason=clean["reason"]
        ).get_absolute_url()

    back = reverse("strategic_plan_staff:assessment_list")
    return improvement_form(request, form, save, title=_("Open a self-assessment"), back=back)


@page
def item_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Judge one category: words, a band that a person chooses, and evidence."""
    person = _assessor(request)
    item = found(
        AssessmentItem.objects.select_related("category", "assessment").prefetch_related(
            "ratings__evidence_links__file"
        ),
        pk,
    )
    back = item.assessment.get_absolute_url()
    if request.method != "POST" and item.assessment.closed_on is not None:
        return too_late(request, _("This self-assessment is closed. Begin a new one."), back)
    form = ItemForm(posted(request), item=item)

    def save(clean: dict[str, Any]) -> str:
        changed, ratings = form.filled()
        actions.save_item(item=changed, ratings=ratings, by=person, reason=clean["reason"])
        return f"{back}#category-{item.category_id}"

    return improvement_form(
        request,
        form,
        save,
        title=_("Judge %(name)s") % {"name": item.category},
        back=back,
        crumb=item.assessment,
        template="strategic_plan/item_form.html",
        item=item,
    )


@require_POST
def assessment_close(request: HttpRequest, pk: int) -> HttpResponse:
    """Close a self-assessment for good."""
    person = _assessor(request)
    assessment = found(all_assessments(), pk)
    return tried(
        request,
        lambda: actions.close_assessment(assessment=assessment, by=person, reason="Closed"),
        said=_("Closed. It can be read and compared, and never changed."),
        to=assessment.get_absolute_url(),
    )


def _assessor(request: HttpRequest) -> Person:
    person = reader(request)
    if not can_assess(person):
        raise PermissionDenied
    return person
