"""Questions of a cycle: predicted in Plan, answered in Study."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from district.models import Person
from district.views.editing import posted
from strategic_plan import actions
from strategic_plan.domain import Step
from strategic_plan.domain.cycles import questions_open, results_open
from strategic_plan.forms import QuestionForm, ResultForm
from strategic_plan.models import CycleQuestion
from strategic_plan.queries import cycle_list as all_cycles
from strategic_plan.views.improving import changer, found, improvement_form, page, reader, too_late, tried


@page
def question_add(request: HttpRequest, cycle: int) -> HttpResponse:
    """Ask a question and predict the answer."""
    reader(request)
    row = found(all_cycles(), cycle)
    question = CycleQuestion(cycle=row)
    return _edit(request, question, changer(request, row), _("Ask a question, %(name)s") % {"name": row})


@page
def question_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a question or its prediction, before Do."""
    question, person = _question(request, pk)
    return _edit(request, question, person, _("Change the question “%(name)s”") % {"name": question})


@require_POST
def question_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a question out, before Do."""
    question, person = _question(request, pk)
    return tried(
        request,
        lambda: actions.remove_question(question=question, by=person, reason="Removed"),
        said=_("Removed. It stays in the history."),
        to=question.cycle.get_absolute_url(),
    )


@page
def result_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the result beside the prediction, in Study."""
    question, person = _question(request, pk)
    back = question.cycle.get_absolute_url()
    if request.method != "POST" and not results_open(Step(question.cycle.step)):
        return too_late(request, _("Results are written in Study."), back)
    form = ResultForm(posted(request), instance=question)

    def save(clean: dict[str, Any]) -> str:
        actions.save_result(question=form.instance, by=person, reason=clean["reason"])
        return f"{back}#study"

    title = _("Result: %(name)s") % {"name": question}
    return improvement_form(
        request, form, save, title=title, back=back, crumb=question.cycle, question=question
    )


def _edit(request: HttpRequest, question: CycleQuestion, person: Person, title: str) -> HttpResponse:
    back = question.cycle.get_absolute_url()
    if request.method != "POST" and not questions_open(Step(question.cycle.step)):
        return too_late(request, _("Do has begun: questions and predictions are locked."), back)
    form = QuestionForm(posted(request), instance=question)

    def save(clean: dict[str, Any]) -> str:
        actions.save_question(question=form.instance, by=person, reason=clean["reason"])
        return f"{back}#plan"

    return improvement_form(request, form, save, title=title, back=back, crumb=question.cycle)


def _question(request: HttpRequest, key: int) -> tuple[CycleQuestion, Person]:
    reader(request)
    question = found(CycleQuestion.objects.select_related("cycle__line__unit", "cycle__owner"), key)
    return question, changer(request, question.cycle)
