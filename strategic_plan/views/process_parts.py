"""Parts of a process: its steps, the units that use it, its evaluations, what it feeds."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from district.forms import RowForm
from district.views.editing import posted
from strategic_plan import actions
from strategic_plan.forms import DeploymentForm, EvaluationForm, FeedForm, StepForm
from strategic_plan.models import (
    Process,
    ProcessDeployment,
    ProcessEvaluation,
    ProcessFeed,
    ProcessStep,
)
from strategic_plan.views.improving import changer, found, improvement_form, page, reader

# kind of part: its model, its form, the action that saves it, the title when it is added
PARTS: dict[str, tuple[Any, type[RowForm], Any, str]] = {
    "step": (ProcessStep, StepForm, actions.save_step, "Add a step to %(name)s"),
    "deployment": (
        ProcessDeployment,
        DeploymentForm,
        actions.save_deployment,
        "Add a unit that uses %(name)s",
    ),
    "evaluation": (ProcessEvaluation, EvaluationForm, actions.save_evaluation, "Evaluate %(name)s"),
    "feed": (ProcessFeed, FeedForm, actions.save_feed, "Say what %(name)s feeds"),
}


@page
def step_add(request: HttpRequest, process: int) -> HttpResponse:
    """Add a step at the end."""
    return _add(request, process, "step")


@page
def deployment_add(request: HttpRequest, process: int) -> HttpResponse:
    """Say that a unit uses the process."""
    return _add(request, process, "deployment")


@page
def evaluation_add(request: HttpRequest, process: int) -> HttpResponse:
    """Record that the process was evaluated."""
    return _add(request, process, "evaluation")


@page
def evaluation_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct the record of an evaluation; history keeps what it said."""
    return _change(request, pk, "evaluation")


@page
def feed_add(request: HttpRequest, process: int) -> HttpResponse:
    """Say what the process feeds."""
    return _add(request, process, "feed")


def _add(request: HttpRequest, key: int, kind: str) -> HttpResponse:
    reader(request)
    process = found(Process.objects.select_related("unit"), key)
    changer(request, process)
    model, _form, _save, title = PARTS[kind]
    return _edit(request, kind, model(process=process), _(title) % {"name": process})


def _change(request: HttpRequest, key: int, kind: str) -> HttpResponse:
    part = _part(request, key, kind)
    return _edit(request, kind, part, _("Change %(name)s") % {"name": part})


def _edit(request: HttpRequest, kind: str, part: Any, title: str) -> HttpResponse:
    person, back = changer(request, part.process), part.process.get_absolute_url()
    _model, form_of, save_part, _title = PARTS[kind]
    form = form_of(posted(request), instance=part)

    def save(clean: dict[str, Any]) -> str:
        save_part(**{kind: form.instance}, by=person, reason=clean["reason"])
        return f"{back}#{kind}s"

    return improvement_form(request, form, save, title=title, back=back, crumb=part.process)


def _part(request: HttpRequest, key: int, kind: str) -> Any:
    reader(request)
    part = found(PARTS[kind][0].objects.select_related("process__unit"), key)
    changer(request, part.process)
    return part
