"""The measure editor as people use it: list, create, edit, targets, agreements, versions."""

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse

from district.actions import Refused
from kpi.actions import create_indicator, edit_version, propose_version
from kpi.forms import DefinitionForm, TargetForm
from kpi.models import Indicator, IndicatorVersion
from kpi.models.fields import SECTIONS
from kpi.queries import text_mark
from tests.kpi.conftest import agree_both


def url(name, *args):
    return reverse(f"kpi_staff:{name}", args=args)


def typed(form):
    """What a browser would send back for an unchanged form."""
    return {
        bound.html_name: "" if bound.value() is None else bound.value()
        for bound in form
        if bound.value() is not False
    }


@pytest.fixture
def enter(client):
    """Sign a persona in and give their browser."""

    def as_person(person):
        client.force_login(person)
        return client

    return as_person


def test_the_list_names_each_measure_with_the_state_of_its_versions(enter, active, plan_editor):
    propose_version(indicator=active.indicator, by=plan_editor)
    page = enter(plan_editor).get(url("indicator_list"))
    assert page.status_code == 200
    row = page.context["rows"][0]
    assert (row.active.number, row.proposed.number) == (1, 2)


def test_the_list_warns_about_areas_without_measures_and_with_one_kind_of_evidence(
    enter, active, plan_editor
):
    page = enter(plan_editor).get(url("indicator_list"))
    warnings = [area.warning for area in page.context["coverage"]]
    assert warnings == [
        "One kind of evidence only: performance. The policy asks for a variety.",
        "No active measure. The planning policy asks for measures in each area of the plan.",
        "No active measure. The planning policy asks for measures in each area of the plan.",
    ]


@pytest.mark.parametrize("count", [3, 300])
def test_the_list_asks_the_same_number_of_queries_however_long(
    enter, graduation, plan_editor, count, django_assert_num_queries
):
    for number in range(count):
        create_indicator(code=f"K{number}", slug=f"k{number}", fields=graduation, by=plan_editor)
    browser = enter(plan_editor)
    with django_assert_num_queries(16):
        page = browser.get(url("indicator_list"))
    assert len(page.context["rows"]) == count


def test_the_list_can_show_only_what_waits_for_agreement(enter, active, graduation, plan_editor):
    create_indicator(code="NEW", slug="newer", fields=graduation, by=plan_editor)
    page = enter(plan_editor).get(url("indicator_list"), {"show": "waiting"})
    assert [row.indicator.code for row in page.context["rows"]] == ["NEW"]


def test_someone_without_a_role_sees_no_measure(enter, active, nobody):
    assert enter(nobody).get(url("indicator_list")).status_code == 403
    assert enter(nobody).get(url("indicator_definition", "graduation")).status_code == 403


def test_a_measure_that_is_not_there_is_not_found(enter, plan_editor):
    assert enter(plan_editor).get(url("indicator_definition", "nothing")).status_code == 404


def test_a_new_measure_begins_with_a_few_facts(enter, goals, plan_editor):
    answer = enter(plan_editor).post(
        url("indicator_create"),
        {
            "code": "ATT",
            "slug": "attendance",
            "name": "Consistent attendance",
            "question": "Are students in school?",
            "main_goal": goals[1].pk,
        },
    )
    assert (answer.status_code, answer.url) == (302, url("version_edit", "attendance"))
    assert IndicatorVersion.objects.get().main_goal == goals[1]


def test_a_code_is_never_used_twice(enter, draft, plan_editor):
    answer = enter(plan_editor).post(url("indicator_create"), {"code": "grad4", "slug": "other", "name": "x"})
    assert answer.status_code == 422
    assert answer.context["form"].errors["code"] == ["This code was used before. Choose another."]
    assert Indicator.objects.count() == 1


def test_two_people_choosing_one_code_at_once_get_a_sentence(draft, graduation, plan_editor):
    with pytest.raises(Refused, match="Choose another"):
        create_indicator(code="GRAD4", slug="other", fields=graduation, by=plan_editor)
    assert Indicator.objects.count() == 1


def test_a_principal_proposes_nothing(enter, draft, principal):
    browser = enter(principal)
    assert browser.get(url("version_edit", "graduation")).status_code == 403
    assert browser.get(url("indicator_create")).status_code == 403
    assert browser.post(url("version_propose", "graduation")).status_code == 403


def test_every_field_of_the_definition_is_in_the_form(draft):
    shown = [bound.name for _title, fields in DefinitionForm(instance=draft).sections() for bound in fields]
    assert shown == [
        name
        for section in SECTIONS
        for field in section.fields
        for name in ([field.name, "goals"] if field.name == "main_goal" else [field.name])
    ]


def test_saving_a_definition_says_what_is_still_missing(enter, draft, plan_editor):
    data = typed(DefinitionForm(instance=draft)) | {"definition": "Other words."}
    answer = enter(plan_editor).post(url("version_edit", "graduation"), data, follow=True)
    assert IndicatorVersion.objects.get().definition == "Other words."
    told = [str(message) for message in answer.context["messages"]]
    first = "Saved. Still missing before both sides can agree: 3."
    assert told == [f"{first} Next: Give the baseline: its value and its period."]


def test_a_bad_definition_comes_back_with_its_errors(enter, draft, plan_editor):
    data = typed(DefinitionForm(instance=draft)) | {"name": "", "min_n": 3, "direction": "band"}
    answer = enter(plan_editor).post(url("version_edit", "graduation"), data)
    assert answer.status_code == 422
    assert answer.context["form"].errors == {
        "name": ["Write something here."],
        "min_n": ["The smallest group shown must have at least 10 people."],
        "band_high": ["Give both ends of the range, the lower one first."],
    }
    assert "There is a problem" in answer.content.decode()


def test_a_text_saved_by_someone_else_meanwhile_is_shown_beside_and_nothing_is_lost(
    enter, draft, plan_editor, superintendent
):
    data = typed(DefinitionForm(instance=draft)) | {"definition": "My words."}
    edit_version(version=draft, fields={"definition": "Their words."}, by=superintendent)
    browser = enter(plan_editor)
    answer = browser.post(url("version_edit", "graduation"), data)
    assert answer.status_code == 409
    both = answer.context["form"].both_changed
    assert [(each.label, each.mine, each.theirs) for each in both] == [
        ("Definition", "My words.", "Their words.")
    ]
    assert "Saved by superintendent" in answer.content.decode()
    assert answer.context["form"]["definition"].value() == "My words."
    assert IndicatorVersion.objects.get().definition == "Their words."

    again = browser.post(url("version_edit", "graduation"), typed(answer.context["form"]))
    assert again.status_code == 302
    assert IndicatorVersion.objects.get().definition == "My words."


def test_words_sent_after_both_sides_agreed_are_kept_on_the_page(
    enter, proposed, plan_editor, superintendent, board_clerk
):
    data = typed(DefinitionForm(instance=proposed)) | {"definition": "My words."}
    agree_both(proposed, superintendent, board_clerk)
    browser = enter(plan_editor)
    answer = browser.post(url("version_edit", "graduation"), data)
    assert answer.status_code == 422
    assert answer.context["form"]["definition"].value() == "My words."
    assert IndicatorVersion.objects.get().definition == proposed.definition


def test_targets_are_previewed_without_saving(enter, draft, target, plan_editor):
    data = typed(TargetForm(instance=draft)) | target | {"year_2020": "95", "step": "preview"}
    answer = enter(plan_editor).post(url("version_targets_edit", "graduation"), data)
    assert answer.status_code == 200
    path = {period.year: (value, is_stated) for period, value, is_stated in answer.context["form"].path()}
    assert (path[2016], path[2020], path[2030]) == (
        (Decimal("93.5"), True),
        (Decimal(95), True),
        (Decimal(96), True),
    )
    assert path[2018] == (Decimal("94.25"), False)
    assert answer.context["form"].suggestion() == Decimal(1)
    assert IndicatorVersion.objects.get().final_value is None


def test_targets_are_saved_with_their_years(enter, draft, target, plan_editor):
    data = typed(TargetForm(instance=draft)) | target | {"year_2020": "95"}
    answer = enter(plan_editor).post(url("version_targets_edit", "graduation"), data)
    assert answer.status_code == 302
    version = IndicatorVersion.objects.get()
    assert (version.final_value, version.tolerance) == (Decimal(96), Decimal(1))
    assert [(year.period, year.value) for year in version.yearly_targets.all()] == [
        ("COHORT2020-4YR", Decimal(95))
    ]


@pytest.mark.parametrize(
    ("change", "field", "sentence"),
    [
        ({"final_period": ""}, "final_period", "Give both, the value and its period."),
        ({"final_value": ""}, "final_value", "Give both, the value and its period."),
        (
            {"final_period": "SY2029-30"},
            "final_period",
            "2029–30 is not the kind of period this measure uses: graduating class.",
        ),
        ({"final_period": "COHORT2010-4YR"}, "__all__", "The final target must come after the baseline."),
        ({"tolerance": "-1"}, "tolerance", "The tolerance is an amount and cannot be below zero."),
    ],
)
def test_a_bad_target_is_refused_in_words(enter, draft, target, plan_editor, change, field, sentence):
    data = typed(TargetForm(instance=draft)) | target | change
    answer = enter(plan_editor).post(url("version_targets_edit", "graduation"), data)
    assert answer.status_code == 422
    assert answer.context["form"].errors[field] == [sentence]


def test_a_target_set_by_someone_else_meanwhile_is_shown_beside(enter, proposed, plan_editor):
    data = typed(TargetForm(instance=proposed)) | {"final_value": "97"}
    IndicatorVersion.objects.update(final_value=95)
    answer = enter(plan_editor).post(url("version_targets_edit", "graduation"), data)
    assert answer.status_code == 409
    both = answer.context["form"].both_changed
    assert [(each.label, each.mine, each.theirs) for each in both] == [("Final target", "97", "95")]


def test_a_new_series_needs_its_reason(enter, draft, plan_editor):
    browser = enter(plan_editor)
    answer = browser.post(url("series_begin", "graduation"), {"label": "MCA-IV"})
    assert answer.status_code == 422
    assert draft.indicator.series.count() == 1
    data = {"label": "MCA-IV", "break_reason": "New test"}
    assert browser.post(url("series_begin", "graduation"), data).status_code == 302
    assert draft.indicator.series.count() == 2


@pytest.mark.parametrize(
    ("who", "party", "status"),
    [
        ("board_clerk", "board", 200),
        ("board_clerk", "superintendent", 403),
        ("superintendent", "superintendent", 200),
        ("superintendent", "board", 403),
        ("board_member", "board", 403),
        ("administrator", "board", 403),
        ("plan_editor", "superintendent", 403),
    ],
)
def test_each_side_records_its_own_agreement(enter, proposed, request, who, party, status):
    answer = enter(request.getfixturevalue(who)).get(url("agreement_record", "graduation", party))
    assert answer.status_code == status


def test_an_agreement_of_no_known_side_is_not_found(enter, proposed, superintendent):
    assert enter(superintendent).get(url("agreement_record", "graduation", "mayor")).status_code == 404


def test_recording_the_second_agreement_puts_the_version_in_force(
    enter, proposed, superintendent, board_clerk
):
    data = {"seen": text_mark(proposed), "agreed_on": "2026-06-09"}
    enter(superintendent).post(url("agreement_record", "graduation", "superintendent"), data)
    answer = enter(board_clerk).post(
        url("agreement_record", "graduation", "board"), data | {"meeting": "June 9", "motion": "7 to 0"}
    )
    assert answer.status_code == 302
    version = IndicatorVersion.objects.get()
    assert (version.state, version.activated_on) == ("active", dt.date(2026, 6, 9))


def test_an_agreement_to_a_text_that_changed_is_not_recorded(enter, proposed, superintendent, plan_editor):
    data = {"seen": text_mark(proposed), "agreed_on": "2026-06-09"}
    edit_version(version=proposed, fields={"definition": "New."}, by=plan_editor)
    answer = enter(superintendent).post(url("agreement_record", "graduation", "superintendent"), data)
    assert answer.status_code == 409
    assert "The text changed while you read it" in answer.content.decode()
    assert IndicatorVersion.objects.get().agreements.count() == 0


def test_an_incomplete_proposal_offers_no_agreement(enter, draft, superintendent):
    browser = enter(superintendent)
    page = browser.get(url("agreement_record", "graduation", "superintendent"))
    assert "Agreement cannot be recorded yet" in page.content.decode()
    data = {"seen": text_mark(draft), "agreed_on": "2026-06-09"}
    assert browser.post(url("agreement_record", "graduation", "superintendent"), data).status_code == 422


def test_what_a_proposal_changes_is_shown_side_by_side(enter, active, plan_editor):
    new = propose_version(indicator=active.indicator, by=plan_editor)
    edit_version(version=new, fields={"definition": "Clearer words."}, by=plan_editor)
    page = enter(plan_editor).get(url("indicator_definition", "graduation"))
    assert [(line.name, line.after) for line in page.context["lines"]] == [("Definition", "Clearer words.")]
    assert "<ins>Clearer words.</ins>" in page.content.decode()


def test_proposing_leads_to_the_editor_and_only_once(enter, active, plan_editor):
    browser = enter(plan_editor)
    assert browser.post(url("version_propose", "graduation")).url == url("version_edit", "graduation")
    answer = browser.post(url("version_propose", "graduation"))
    assert answer.url == url("indicator_definition", "graduation")
    assert IndicatorVersion.objects.count() == 2


def test_versions_tell_who_agreed_and_what_changed(enter, active, plan_editor, superintendent, board_clerk):
    new = propose_version(indicator=active.indicator, by=plan_editor)
    new = edit_version(version=new, fields={"source": "MDE"}, by=plan_editor)
    agree_both(new, superintendent, board_clerk)
    page = enter(plan_editor).get(url("indicator_versions", "graduation"))
    told = [(step.version.number, [line.name for line in step.lines]) for step in page.context["steps"]]
    assert told == [(2, ["Source and who provides it"]), (1, [])]


def test_a_measure_is_retired_with_a_reason(enter, active, superintendent):
    browser = enter(superintendent)
    assert browser.post(url("version_retire", "graduation"), {"reason": ""}).status_code == 422
    assert browser.post(url("version_retire", "graduation"), {"reason": "The test ended."}).status_code == 302
    assert IndicatorVersion.objects.get().retired_reason == "The test ended."
    page = browser.get(url("indicator_definition", "graduation"))
    assert "The test ended." in page.content.decode()


def test_history_tells_who_changed_which_field_and_why(enter, active, superintendent):
    page = enter(superintendent).get(url("indicator_history", "graduation"))
    latest = page.context["page"].entries[0]
    assert (latest.who, latest.reason) == ("board clerk", "Board of Education agreed on 2026-06-09")
    state = next(change for change in latest.changes if change.field == "State")
    assert (state.before, state.after) == ("Agreed by the superintendent", "Active")
    series = enter(superintendent).get(url("indicator_history", "graduation"), {"of": "series-1"})
    assert [entry.did for entry in series.context["page"].entries] == ["Added"]


def test_history_is_for_those_who_may_read_it(enter, active, superintendent, board_member):
    assert enter(superintendent).get(url("indicator_history", "graduation")).status_code == 200
    assert enter(board_member).get(url("indicator_history", "graduation")).status_code == 403


@pytest.mark.parametrize(
    "name", ["indicator_list", "indicator_definition", "indicator_targets", "indicator_versions"]
)
def test_pages_that_are_read_refuse_to_be_written_to(enter, active, plan_editor, name):
    args = [] if name == "indicator_list" else ["graduation"]
    assert enter(plan_editor).post(url(name, *args)).status_code == 405


def test_markup_in_a_definition_is_shown_as_text(enter, draft, plan_editor):
    edit_version(version=draft, fields={"definition": "<b>bold</b>"}, by=plan_editor)
    page = enter(plan_editor).get(url("indicator_definition", "graduation")).content.decode()
    assert page.count("&lt;b&gt;bold&lt;/b&gt;") == 1
    assert page.count("<b>bold</b>") == 0


def test_the_groups_that_may_be_shown_are_named_by_their_codes(draft, groups):
    answers = typed(DefinitionForm(instance=draft))
    form = DefinitionForm(answers | {"disaggregations": "race, everyone"}, instance=draft)
    assert form.errors["disaggregations"] == [
        "No student groups are called everyone. Use gender, race, or leave it empty."
    ]
    assert (
        "disaggregations" not in DefinitionForm(answers | {"disaggregations": "race"}, instance=draft).errors
    )
