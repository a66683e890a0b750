"""The front page of improvement."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from strategic_plan.domain import Step
from strategic_plan.models import Assessment, Cycle, Process
from strategic_plan.queries import processes_due, set_in_use
from strategic_plan.views.improving import reader


@require_safe
def improvement_home(request: HttpRequest) -> HttpResponse:
    """Where to find processes, cycles, criteria and self-assessments, with what is open."""
    reader(request)
    context = {
        "process_count": Process.objects.filter(ended_on=None).count(),
        "due_count": processes_due(as_of=timezone.localdate()).count(),
        "cycle_count": Cycle.objects.exclude(step=Step.CLOSED).count(),
        "criteria_set": set_in_use(),
        "assessment": Assessment.objects.filter(closed_on=None).first(),
        "latest": Assessment.objects.exclude(closed_on=None).first(),
    }
    return render(request, "strategic_plan/improvement_home.html", context)
