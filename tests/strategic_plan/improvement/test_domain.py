"""The rules of improvement, row by row of their tables."""

import datetime as dt
from dataclasses import replace

import pytest

from strategic_plan.domain import (
    Asked,
    Band,
    CategoryJudged,
    CategoryKind,
    CycleWords,
    Decision,
    Factor,
    Judged,
    ProcessFacts,
    Step,
    adli_questions,
    factors_of,
    missing_for_closing,
    needs_evidence,
    next_evaluation,
)
from strategic_plan.domain.criteria_sets import AWARD, FRAMEWORK, MATCHES, POLICY, SETS
from strategic_plan.domain.cycles import (
    NEXT,
    due_on,
    fields_open,
    length_hint,
    missing_for_next,
    next_step,
    offers_next_cycle,
    questions_open,
    results_open,
)
from strategic_plan.domain.processes import add_months

FIRST, LAST = dt.date(2026, 1, 5), dt.date(2026, 2, 13)
WHOLE = CycleWords(
    step=Step.PLAN,
    questions=[Asked("How many?", "Ten.", "Nine.", "partly")],
    objective="x",
    change_tested="x",
    measured_how="x",
    starts_on=FIRST,
    ends_on=LAST,
    carried_out="yes",
    observations="x",
    learned="x",
    decision="adopt",
    decision_reason="x",
)


def test_a_cycle_only_goes_forward_one_step_at_a_time():
    assert [next_step(step) for step in Step] == [Step.DO, Step.STUDY, Step.ACT, Step.CLOSED, None]
    assert set(NEXT) == set(Step) - {Step.CLOSED}


def test_each_field_is_open_in_one_step_and_none_once_closed():
    opened = [name for step in Step for name in fields_open(step)]
    assert len(opened) == len(set(opened)) == 16
    assert fields_open(Step.CLOSED) == ()


@pytest.mark.parametrize("step", Step)
def test_predictions_are_made_in_plan_and_results_in_study(step):
    assert questions_open(step) is (step is Step.PLAN)
    assert results_open(step) is (step is Step.STUDY)


@pytest.mark.parametrize("step", Step)
def test_a_whole_cycle_may_go_on(step):
    assert missing_for_next(replace(WHOLE, step=step)) == []


@pytest.mark.parametrize(
    ("step", "without", "sentence"),
    [
        (Step.PLAN, {"objective": ""}, "Say what this cycle is to find out."),
        (Step.PLAN, {"change_tested": ""}, "Say which change is tested."),
        (Step.PLAN, {"measured_how": ""}, "Say exactly what is counted or measured, and how."),
        (Step.PLAN, {"starts_on": None}, "Set the first and the last day."),
        (Step.PLAN, {"ends_on": None}, "Set the first and the last day."),
        (Step.PLAN, {"questions": []}, "Ask at least one question."),
        (Step.PLAN, {"questions": [Asked("How many?", "")]}, "Predict the answer to “How many?”."),
        (Step.DO, {"carried_out": ""}, "Say whether it was carried out as planned."),
        (Step.DO, {"observations": ""}, "Write down what was observed."),
        (
            Step.STUDY,
            {"questions": [Asked("How many?", "Ten.", "", "matched")]},
            "Give the result for “How many?” and say whether it matched.",
        ),
        (
            Step.STUDY,
            {"questions": [Asked("How many?", "Ten.", "Nine.", "")]},
            "Give the result for “How many?” and say whether it matched.",
        ),
        (Step.STUDY, {"learned": ""}, "Say what was learned."),
        (Step.ACT, {"decision": ""}, "Decide: adopt, adapt or abandon."),
        (Step.ACT, {"decision_reason": ""}, "Give the reason for the decision."),
    ],
)
def test_each_step_says_what_it_still_lacks(step, without, sentence):
    assert missing_for_next(replace(WHOLE, step=step, **without)) == [sentence]


def test_what_is_adopted_or_adapted_is_tested_again():
    assert [offers_next_cycle(decision) for decision in ["", *Decision]] == [False, True, True, False]


@pytest.mark.parametrize(("days", "hints"), [(0, False), (90, False), (91, True), (400, True)])
def test_a_cycle_takes_weeks_and_not_years(days, hints):
    assert bool(length_hint(FIRST, FIRST + dt.timedelta(days=days))) is hints
    assert length_hint(None, LAST) == length_hint(FIRST, None) == ""


def test_do_is_due_on_the_first_day_and_the_rest_on_the_last():
    assert [due_on(step, FIRST, LAST) for step in Step] == [FIRST, LAST, LAST, LAST, LAST]


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (dt.date(2026, 1, 31), 1, dt.date(2026, 2, 28)),
        (dt.date(2027, 8, 31), 6, dt.date(2028, 2, 29)),
        (dt.date(2026, 11, 24), 12, dt.date(2027, 11, 24)),
        (dt.date(2026, 12, 1), 1, dt.date(2027, 1, 1)),
    ],
)
def test_months_later_is_the_same_day_or_the_last_of_the_month(day, months, then):
    assert add_months(day, months) == then


def test_the_next_evaluation_counts_from_the_last_or_from_the_beginning():
    began, last = dt.date(2025, 3, 1), dt.date(2026, 4, 1)
    assert next_evaluation(last=last, began_on=began, months=12) == dt.date(2027, 4, 1)
    assert next_evaluation(last=None, began_on=began, months=12) == dt.date(2026, 3, 1)
    assert next_evaluation(last=last, began_on=began, months=None) is None


FACTS = ProcessFacts(
    purpose="x", steps=3, units=2, evaluated_on=FIRST, next_evaluation_on=LAST, learned="x", feeds=["a goal"]
)


def unanswered(facts, as_of=FIRST):
    return [question.factor for question in adli_questions(facts, as_of=as_of) if not question.is_answered]


@pytest.mark.parametrize(
    ("facts", "factors"),
    [
        (FACTS, []),
        (ProcessFacts(), ["Approach", "Deployment", "Learning", "Integration"]),
        (replace(FACTS, purpose=""), ["Approach"]),
        (replace(FACTS, steps=0), ["Approach"]),
        (replace(FACTS, steps=0, has_document=True), []),
        (replace(FACTS, units=0), ["Deployment"]),
        (replace(FACTS, evaluated_on=None), ["Learning"]),
        (replace(FACTS, feeds=[]), ["Integration"]),
    ],
)
def test_the_four_questions_are_answered_by_what_is_on_record(facts, factors):
    assert unanswered(facts) == factors


def test_an_overdue_evaluation_leaves_learning_unanswered():
    assert unanswered(FACTS, as_of=LAST) == []
    assert unanswered(FACTS, as_of=LAST + dt.timedelta(days=1)) == ["Learning"]


def test_processes_are_judged_by_adli_and_results_by_letci():
    assert [factor.words for factor in factors_of(CategoryKind.PROCESS)] == [
        "Approach",
        "Deployment",
        "Learning",
        "Integration",
    ]
    assert [factor.words for factor in factors_of(CategoryKind.RESULTS)] == [
        "Levels",
        "Trends",
        "Comparisons",
        "Integration of results",
    ]
    assert set(factors_of(CategoryKind.BOTH)) == set(Factor)
    assert factors_of(CategoryKind.DESCRIPTION) == ()
    assert all(factor.question for factor in Factor)


def test_evidence_is_needed_above_the_lowest_band():
    assert [needs_evidence(band) for band in ["", *Band]] == [False, False, True, True, True, True, True]
    assert [band.words for band in Band][:2] == ["0 to 5%", "10 to 25%"]


@pytest.mark.parametrize(
    ("category", "is_answered"),
    [
        (CategoryJudged("x", [Judged("Approach", "0-5", "words")]), True),
        (CategoryJudged("x", [Judged("Approach", "0-5", "")]), False),
        (CategoryJudged("x", [Judged("Approach", "", "words")]), False),
        (CategoryJudged("x", [Judged("Approach")], "No time this year."), True),
        (CategoryJudged("x"), False),
    ],
)
def test_an_assessment_closes_when_each_category_is_judged_or_left_out_with_a_reason(category, is_answered):
    assert (missing_for_closing([category]) == []) is is_answered


def test_an_assessment_without_a_category_does_not_close():
    assert missing_for_closing([]) == ["This criteria set has no category to judge."]


def test_the_policy_keeps_its_seven_categories_in_its_own_words():
    by_slug = {words.slug: words for words in SETS}
    assert [category.name for category in by_slug[POLICY].categories] == [
        "leadership",
        "strategic planning",
        "students, stakeholder and community focus",
        "measurement analysis and knowledge management",
        "workforce focus",
        "process management",
        "desired results",
    ]
    points = [category.points for category in by_slug[FRAMEWORK].categories]
    assert points == [120, 85, 85, 90, 85, 85, 450]
    assert len(by_slug[AWARD].categories) == 9


def test_every_match_names_categories_that_exist_and_each_of_the_seven_has_one():
    known = {(words.slug, category.slug) for words in SETS for category in words.categories}
    assert {end for match in MATCHES for end in (match.category, match.newer)} <= known
    for newer in (FRAMEWORK, AWARD):
        matched = {match.category for match in MATCHES if match.newer[0] == newer}
        assert matched == {end for end in known if end[0] == POLICY}
