"""Writing improvement: cycles from plan to act, assessments to their close, tags, and what is handed over."""

import datetime as dt

import pytest
from django.utils import timezone

from district import belongings
from district.actions import Refused
from district.queries import Asked, history
from district.work import work_of
from strategic_plan import actions
from strategic_plan.models import (
    Assessment,
    AssessmentRating,
    Category,
    CategoryMatch,
    CoreGoal,
    CriteriaSet,
    Cycle,
    CycleQuestion,
    GoalTag,
)


def advance(cycle, by, seen):
    return actions.advance_cycle(cycle=cycle, seen=seen, by=by)


def write(cycle, by, **fields):
    cycle = Cycle.objects.get(pk=cycle.pk)
    for name, value in fields.items():
        setattr(cycle, name, value)
    return actions.save_cycle(cycle=cycle, by=by)


def run_to_the_end(cycle, by, decision="adopt"):
    advance(cycle, by, "plan")
    write(cycle, by, carried_out="yes", observations="It went well.")
    advance(cycle, by, "do")
    question = CycleQuestion.objects.get(cycle=cycle)
    question.result, question.verdict = "Two of three.", "matched"
    actions.save_result(question=question, by=by)
    write(cycle, by, learned="It shows who needs help.")
    advance(cycle, by, "study")
    write(cycle, by, decision=decision, decision_reason="It works.")
    return advance(cycle, by, "act")


def test_a_cycle_runs_from_plan_to_its_decision(cycle, principal):
    closed = run_to_the_end(cycle, principal)
    assert (closed.step, closed.closed_on) == ("closed", timezone.localdate())
    steps = [entry.did for entry in history(Asked(model="strategic_plan.cycle", pk=str(cycle.pk))).entries]
    assert len(steps) == 8


def test_do_is_stamped_by_the_clock_of_the_database(cycle, principal):
    before = timezone.now()
    Cycle.objects.filter(pk=cycle.pk).update(step="do", do_started_at=dt.datetime(2020, 1, 1, tzinfo=dt.UTC))
    stamped = Cycle.objects.get(pk=cycle.pk).do_started_at
    assert stamped is not None
    assert before - dt.timedelta(seconds=5) < stamped < timezone.now() + dt.timedelta(seconds=5)


def test_do_does_not_start_without_a_prediction(cycle, principal):
    CycleQuestion.objects.update(prediction="  ")
    with pytest.raises(Refused, match="Predict the answer to"):
        advance(cycle, principal, "plan")
    assert Cycle.objects.get().step == "plan"


def test_a_prediction_is_locked_once_do_began(cycle, principal):
    question = cycle.questions.get()
    advance(cycle, principal, "plan")
    question.prediction = "All of them."
    with pytest.raises(Refused, match="locked"):
        actions.save_question(question=question, by=principal)
    with pytest.raises(Refused, match="locked"):
        actions.remove_question(question=question, by=principal)
    assert CycleQuestion.objects.get().prediction == "Two of three."


def test_words_of_a_step_that_is_over_are_not_taken(cycle, principal):
    before = Cycle.objects.get(pk=cycle.pk)
    advance(cycle, principal, "plan")
    before.objective = "Something else"
    with pytest.raises(Refused, match="moved this cycle on"):
        actions.save_cycle(cycle=before, by=principal)
    write(cycle, principal, objective="Something else", observations="Seen.")
    row = Cycle.objects.get()
    assert (row.objective == "Something else", row.observations) == (False, "Seen.")


def test_two_who_go_on_at_once_take_one_step(cycle, principal):
    advance(cycle, principal, "plan")
    with pytest.raises(Refused, match="moved this cycle on"):
        advance(cycle, principal, "plan")


def test_results_are_written_in_study_only(cycle, principal):
    question = cycle.questions.get()
    with pytest.raises(Refused, match="written in Study"):
        actions.save_result(question=question, by=principal)


def test_the_next_cycle_takes_the_words_over_and_predicts_anew(cycle, principal):
    run_to_the_end(cycle, principal, "adapt")
    following = actions.begin_next_cycle(cycle=cycle, by=principal)
    assert (following.number, following.step, following.objective) == (2, "plan", cycle.objective)
    assert list(following.questions.values_list("question", "prediction")) == [
        ("How many pass the first time?", "")
    ]
    with pytest.raises(Refused, match="begun already"):
        actions.begin_next_cycle(cycle=cycle, by=principal)


def test_nothing_follows_what_is_abandoned_or_still_open(cycle, principal):
    with pytest.raises(Refused, match="follows a closed one"):
        actions.begin_next_cycle(cycle=cycle, by=principal)
    run_to_the_end(cycle, principal, "abandon")
    with pytest.raises(Refused, match="follows a closed one"):
        actions.begin_next_cycle(cycle=cycle, by=principal)


def test_an_assessment_is_opened_whole_and_closed_for_good(criteria, plan_editor):
    assessment = actions.open_assessment(criteria_set=criteria, as_of=dt.date(2026, 6, 1), by=plan_editor)
    assert assessment.items.count() == 2
    assert AssessmentRating.objects.count() == 8
    with pytest.raises(Refused, match="is open"):
        actions.open_assessment(criteria_set=criteria, as_of=dt.date(2026, 6, 1), by=plan_editor)
    with pytest.raises(Refused, match="workforce focus"):
        actions.close_assessment(assessment=assessment, by=plan_editor)
    first, second = assessment.items.all()
    ratings = list(first.ratings.all())
    for rating in ratings:
        rating.words, rating.band, rating.evidence = "We do.", "30-45", "Notes."
    actions.save_item(item=first, ratings=ratings, by=plan_editor)
    second.not_assessed_because = "State results come in August."
    actions.save_item(item=second, ratings=[], by=plan_editor)
    actions.close_assessment(assessment=assessment, by=plan_editor)
    assert Assessment.objects.get().closed_by == plan_editor
    with pytest.raises(Refused, match="is closed"):
        actions.save_item(item=first, ratings=[], by=plan_editor)


def test_the_criteria_are_loaded_once_and_the_policy_is_in_use(administrator):
    assert actions.load_criteria(by=administrator) == 3
    assert actions.load_criteria(by=administrator) == 0
    assert CriteriaSet.objects.get(is_in_use=True).slug == "seven-categories"
    assert CategoryMatch.objects.filter(is_to_be_confirmed=True).count() == 8
    other = CriteriaSet.objects.get(slug="baldrige-award-2025")
    actions.use_criteria_set(criteria_set=other, by=administrator, reason="New edition")
    assert CriteriaSet.objects.get(is_in_use=True) == other
    with pytest.raises(Refused, match="in use already"):
        actions.use_criteria_set(criteria_set=other, by=administrator, reason="Again")


def test_tags_are_set_as_a_whole_and_history_says_why(goal, criteria, plan_editor):
    first, second = criteria.categories.all()
    actions.set_tags(row=goal, categories=[first], by=plan_editor, reason="Board retreat")
    actions.set_tags(row=goal, categories=[second], by=plan_editor, reason="Second thought")
    assert GoalTag.objects.get().category == second
    reasons = {entry.reason for entry in history(Asked(model="strategic_plan.goaltag")).entries}
    assert reasons == {"Board retreat", "Second thought"}


def test_tags_of_an_archived_plan_stay_as_they_are(goal, criteria, superintendent):
    actions.archive_plan(plan=goal.plan, by=superintendent, reason="Its years are over.")
    with pytest.raises(Refused, match="archived"):
        actions.set_tags(row=goal, categories=criteria.categories.all(), by=superintendent)
    assert GoalTag.objects.count() == 0


def test_tags_of_a_set_that_is_not_in_use_stay(administrator, plan_editor, goal):
    actions.load_criteria(by=administrator)
    old = Category.objects.get(criteria_set__slug="seven-categories", slug="leadership")
    actions.set_tags(row=goal, categories=[old], by=plan_editor)
    newer = CriteriaSet.objects.get(slug="baldrige-award-2025")
    actions.use_criteria_set(criteria_set=newer, by=administrator, reason="New edition")
    actions.set_tags(row=goal, categories=[newer.categories.get(slug="finance")], by=plan_editor)
    assert GoalTag.objects.count() == 2
    assert CoreGoal.objects.count() == 1


def test_work_names_what_is_due_with_its_day(process, cycle, assessment, principal, plan_editor):
    process.began_on = timezone.localdate() - dt.timedelta(days=400)
    process.save()
    texts = {item.text: item.due for item in work_of(principal).to_do}
    assert texts[f"{cycle}: Plan."] == cycle.starts_on
    assert texts["Evaluate the process “Morning calls”."] is not None
    assert [item.button for item in work_of(plan_editor).to_do if "Self-assessment" in item.text] == ["Go on"]


def test_what_a_person_owns_goes_to_someone_else(process, cycle, principal, other_principal, administrator):
    owned = {each.key for each in belongings.belongings_of(principal)}
    assert {f"process:{process.pk}", f"cycle:{cycle.pk}"} <= owned
    actions.hand_over_improvement(
        person=principal, to=other_principal, keys=owned, by=administrator, reason="New school"
    )
    process.refresh_from_db()
    cycle.refresh_from_db()
    assert process.owner == cycle.owner == other_principal
    assert not {each.key for each in belongings.belongings_of(principal)} & owned
