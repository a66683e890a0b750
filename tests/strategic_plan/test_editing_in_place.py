"""One word of the plan edited where it stands: saved, overtaken, undone, refused."""

import datetime as dt

import pytest
import time_machine

from district.models import Person
from district.queries import Asked, history
from strategic_plan.models import CoreGoal, Plan

AIM = "/staff/edit/coregoal/{}/aim/"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def goal(db):
    plan = Plan.objects.create(name="Roadmap", first_year=2023)
    return CoreGoal.objects.create(plan=plan, number=1, name="Learning", aim="All students learn.")


@pytest.fixture
def as_editor(client, plan_editor):
    client.force_login(plan_editor)
    return client


def seen_by(client, goal):
    return client.get(AIM.format(goal.pk) + "edit/").context["seen"]


def save(client, goal, words, seen, **more):
    return client.post(AIM.format(goal.pk) + "edit/", {"aim": words, "seen": seen, **more}, headers=HTMX)


def test_one_field_is_saved_said_and_kept_in_history(as_editor, goal, plan_editor):
    answer = save(as_editor, goal, "Every student learns.", seen_by(as_editor, goal))
    goal.refresh_from_db()
    assert (answer.status_code, goal.aim) == (200, "Every student learns.")
    assert "Saved, " in answer.content.decode()
    entry = history(Asked(model="strategic_plan.coregoal", pk=str(goal.pk))).entries[0]
    assert (entry.who, [change.field for change in entry.changes]) == ("plan editor", ["Aim"])


def test_the_second_person_sees_both_texts_and_nothing_is_overwritten(as_editor, goal, superintendent):
    seen = seen_by(as_editor, goal)
    other = as_editor.__class__()
    other.force_login(superintendent)
    assert save(other, goal, "Theirs.", seen).status_code == 200
    answer = save(as_editor, goal, "Mine.", seen)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert (answer.context["theirs"], answer.context["mine"]) == ("Theirs.", "Mine.")
    assert "Saved by superintendent" in page
    goal.refresh_from_db()
    assert goal.aim == "Theirs."
    # "Keep mine" saves over theirs, which this person has now read.
    assert save(as_editor, goal, "Mine.", answer.context["seen"]).status_code == 200
    goal.refresh_from_db()
    assert goal.aim == "Mine."


def test_a_third_change_between_reading_both_texts_and_choosing_is_caught_again(as_editor, goal):
    seen = seen_by(as_editor, goal)
    CoreGoal.objects.update(aim="Second.")
    answer = save(as_editor, goal, "Mine.", seen)
    CoreGoal.objects.update(aim="Third.")
    again = save(as_editor, goal, "Mine.", answer.context["seen"])
    assert (again.status_code, again.context["theirs"]) == (409, "Third.")


def test_two_fields_of_one_goal_do_not_disturb_each_other(as_editor, goal):
    seen = seen_by(as_editor, goal)
    CoreGoal.objects.update(leader="Director")
    assert save(as_editor, goal, "Mine.", seen).status_code == 200


def undo(client, goal, event):
    return client.post(AIM.format(goal.pk) + "undo/", {"event": event}, headers=HTMX)


def test_a_save_is_undone_within_a_minute_and_history_keeps_both(as_editor, goal):
    answer = save(as_editor, goal, "Every student learns.", seen_by(as_editor, goal))
    undone = undo(as_editor, goal, answer.context["place"].saved.event)
    goal.refresh_from_db()
    assert (undone.status_code, goal.aim) == (200, "All students learn.")
    reasons = [
        entry.reason for entry in history(Asked(model="strategic_plan.coregoal", pk=str(goal.pk))).entries
    ]
    assert reasons == ["Undone", "", ""]


def test_after_a_minute_nothing_is_undone(as_editor, goal, plan_editor):
    event = save(as_editor, goal, "New.", seen_by(as_editor, goal)).context["place"].saved.event
    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(seconds=70), tick=False):
        answer = undo(as_editor, goal, event)
    assert answer.status_code == 409
    assert "The minute for undoing has passed." in answer.content.decode()
    assert CoreGoal.objects.get().aim == "New."


def test_an_undo_that_was_overtaken_says_so(as_editor, goal, superintendent):
    event = save(as_editor, goal, "New.", seen_by(as_editor, goal)).context["place"].saved.event
    other = as_editor.__class__()
    other.force_login(superintendent)
    save(other, goal, "Newer.", seen_by(other, goal))
    answer = undo(as_editor, goal, event)
    assert answer.status_code == 409
    assert "Someone else changed this after you." in answer.content.decode()
    assert CoreGoal.objects.get().aim == "Newer."


def test_an_undo_takes_back_all_that_was_saved_while_typing(as_editor, goal):
    first = save(as_editor, goal, "Every", seen_by(as_editor, goal), step="autosave").json()
    second = save(as_editor, goal, "Every st", first["seen"], step="autosave", event=first["event"]).json()
    assert second["event"] == first["event"]
    assert second["said"].startswith("All changes saved, ")
    undo(as_editor, goal, second["event"])
    goal.refresh_from_db()
    assert goal.aim == "All students learn."


@pytest.mark.parametrize("event", ["", "0", "999999", "x", "²", "-1"])
def test_an_undo_of_nothing_is_refused(as_editor, goal, event):
    assert undo(as_editor, goal, event).status_code == 409


def test_without_htmx_the_form_is_a_page_and_saving_leads_back(as_editor, goal):
    page = as_editor.get(AIM.format(goal.pk) + "edit/")
    assert "<h1>" in page.content.decode()
    answer = as_editor.post(
        AIM.format(goal.pk) + "edit/", {"aim": "New.", "seen": page.context["seen"]}, follow=True
    )
    assert answer.redirect_chain[0][0].endswith(f"#coregoal-{goal.pk}-aim")
    assert "Saved, " in answer.content.decode()


def test_what_is_wrong_is_said_and_not_saved(as_editor, goal):
    answer = save(as_editor, goal, "", seen_by(as_editor, goal))
    assert (answer.status_code, CoreGoal.objects.get().aim) == (422, "All students learn.")


@pytest.mark.parametrize("field", ["plan", "id", "seen", "reason", "nothing", "pk"])
def test_only_the_fields_of_the_form_are_offered(as_editor, goal, field):
    assert as_editor.get(f"/staff/edit/coregoal/{goal.pk}/{field}/edit/").status_code == 404


def test_a_board_member_edits_nothing(client, board_member, goal):
    client.force_login(board_member)
    assert client.post(AIM.format(goal.pk) + "edit/", {"aim": "x"}).status_code == 403
    assert client.get(AIM.format(999) + "edit/").status_code == 403


def test_someone_removed_the_goal_meanwhile(as_editor, goal):
    seen = seen_by(as_editor, goal)
    CoreGoal.objects.all().delete()
    assert save(as_editor, goal, "Mine.", seen).status_code == 404
    assert Person.objects.count() == 1


def test_without_htmx_the_message_offers_the_way_back(as_editor, goal):
    seen = seen_by(as_editor, goal)
    address = AIM.format(goal.pk) + "edit/"
    page = as_editor.post(address, {"aim": "New.", "seen": seen}, follow=True).content.decode()
    form = page.split("undo/?event=")[1].split('"')[0]
    answer = as_editor.post(AIM.format(goal.pk) + f"undo/?event={form}", follow=True)
    assert "The earlier words are back." in answer.content.decode()
    assert CoreGoal.objects.get().aim == "All students learn."


@pytest.mark.parametrize("script", [{}, HTMX])
def test_words_that_the_board_adopted_are_refused_with_what_to_do(as_editor, goal, script):
    seen = seen_by(as_editor, goal)
    Plan.objects.filter(pk=goal.plan_id).update(
        state="archived", archived_on="2026-06-30", archived_reason="x"
    )
    answer = as_editor.post(
        AIM.format(goal.pk) + "edit/", {"aim": "Mine, typed for an hour.", "seen": seen}, headers=script
    )
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "This plan is archived." in page
    assert "Mine, typed for an hour." in page  # nothing that was typed is lost
    assert as_editor.get(AIM.format(goal.pk) + "edit/", headers=script).status_code == 409
    assert "/edit/" not in as_editor.get(f"/staff/plan/{goal.plan_id}/").content.decode().split("<main")[1]
    for address in (f"/staff/rows/coregoal/{goal.pk}/remove/", f"/staff/plan/{goal.plan_id}/goals/add/"):
        assert as_editor.post(address, {"name": "x", "aim": "x"}).status_code == 409
    goal.refresh_from_db()
    assert goal.aim == "All students learn."
