"""The plan edited in a browser: by keyboard, overtaken, kept through a closed tab, without script."""

import datetime as dt

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from playwright.sync_api import expect

from district.domain import Role
from district.models import DistrictProfile, OrgUnit, Person, RoleAssignment
from strategic_plan.models import CoreGoal, Plan, Strategy

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def goal():
    DistrictProfile.objects.get_or_create(
        pk=1,
        defaults={
            "name": "District",
            "short_name": "D",
            "contact_office": "Office",
            "contact_email": "o@e.org",
        },
    )
    plan = Plan.objects.create(name="Roadmap", first_year=2023)
    goals = [
        CoreGoal.objects.create(plan=plan, number=number, name=name, aim=f"The aim of {name}.")
        for number, name in enumerate(("Learning", "Support", "Families"), start=1)
    ]
    Strategy.objects.create(goal=goals[0], slug="reading", name="Reading", order=1)
    return goals[0]


@pytest.fixture
def editor():
    unit = OrgUnit.objects.create(name="District", slug="district", level="district")
    person = Person.objects.create_user("editor@example.org", password=None, name="Dana Ortiz")
    RoleAssignment.objects.create(
        person=person, role=Role.PLAN_EDITOR, unit=unit, valid_from=dt.date(2020, 7, 1)
    )
    return person


@pytest.fixture
def signed_in(page, base_url, editor):
    enter(page, base_url, editor)
    return page


def enter(page, base_url, person):
    client = Client()
    client.force_login(person)
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": base_url}])


def open_plan(page, goal):
    page.goto(f"/staff/plan/{goal.plan_id}/")
    return page.locator(f"#coregoal-{goal.pk}-aim")


def aim(goal):
    return CoreGoal.objects.get(pk=goal.pk).aim


def test_a_text_is_edited_saved_and_undone_by_keyboard_alone(signed_in, goal, axe_findings):
    page = signed_in
    page.emulate_media(reduced_motion="reduce")
    place = open_plan(page, goal)
    place.get_by_role("link", name="Edit Aim").focus()
    page.keyboard.press("Enter")
    expect(place.locator("textarea")).to_be_focused()
    assert axe_findings(page) == []
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("Every student learns.")
    page.keyboard.press("Control+Enter")
    expect(place.get_by_text("Saved, ")).to_be_visible()
    expect(place.get_by_role("link", name="Edit Aim")).to_be_focused()
    expect(page.locator("#save-state")).to_contain_text("All changes saved, ")
    assert aim(goal) == "Every student learns."
    expect(page.locator("#recent")).to_contain_text("Dana Ortiz changed")
    assert axe_findings(page) == []
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(place).to_contain_text("The aim of Learning.")
    assert aim(goal) == "The aim of Learning."


def test_an_edit_left_empty_says_what_is_expected_and_the_title_says_error_until_it_is_mended(
    signed_in, goal, axe_findings
):
    page = signed_in
    page.emulate_media(reduced_motion="reduce")
    open_plan(page, goal)
    title = page.title()
    place = page.locator(f"#coregoal-{goal.pk}-name")
    place.get_by_role("link", name="Edit Name").click()
    place.get_by_label("Name").fill("")
    page.keyboard.press("Enter")
    expect(place.locator("[data-errors]")).to_be_focused()
    expect(place.locator("[data-errors] a")).to_have_text("Name: Write something here.")
    expect(page).to_have_title(f"Error: {title}")
    assert axe_findings(page) == []
    place.get_by_label("Name").fill("Reading")
    page.keyboard.press("Enter")
    expect(place.get_by_text("Saved, ")).to_be_visible()
    expect(page).to_have_title(title)


def test_escape_gives_the_earlier_words_back_even_after_saving_while_typing(signed_in, goal):
    page = signed_in
    place = open_plan(page, goal)
    place.get_by_role("link", name="Edit Aim").click()
    place.locator("textarea").fill("Half a sentence")
    expect(place.locator("[data-state]")).to_contain_text("All changes saved, ", timeout=8_000)
    assert aim(goal) == "Half a sentence"
    place.locator("textarea").press("Escape")
    expect(place.get_by_role("link", name="Edit Aim")).to_be_focused()
    expect(place).to_contain_text("The aim of Learning.")
    assert aim(goal) == "The aim of Learning."


def test_the_second_person_sees_both_texts_and_chooses(signed_in, goal, axe_findings):
    page = signed_in
    page.emulate_media(reduced_motion="reduce")
    place = open_plan(page, goal)
    place.get_by_role("link", name="Edit Aim").click()
    expect(place.locator("textarea")).to_be_focused()
    CoreGoal.objects.filter(pk=goal.pk).update(aim="Theirs, word for word.")
    place.locator("textarea").fill("Mine, word for word.")
    expect(place.locator("[data-state]")).to_contain_text("Someone else changed this", timeout=8_000)
    place.locator("textarea").press("Control+Enter")
    expect(place.get_by_role("button", name="Keep mine")).to_be_visible()
    expect(place.locator("mark").first).to_have_text("Theirs")
    assert axe_findings(page) == []
    CoreGoal.objects.filter(pk=goal.pk).update(aim="A third text.")
    place.get_by_role("button", name="Keep mine").click()
    expect(place).to_contain_text("A third text.")
    assert aim(goal) == "A third text."
    place.get_by_role("button", name="Keep mine").click()
    expect(place.locator(".saved.good")).to_contain_text("Saved, ")
    assert aim(goal) == "Mine, word for word."


def unsaved(page, goal, words):
    """Type a leader and do not save it."""
    open_plan(page, goal)
    place = page.locator(f"#coregoal-{goal.pk}-leader")
    place.get_by_role("link", name="Edit Leader").click()
    place.locator("input[name=leader]").fill(words)
    return place


def test_a_draft_survives_a_closed_tab(signed_in, goal):
    unsaved(signed_in, goal, "Director of learning")
    again = signed_in.context.new_page()
    signed_in.goto("about:blank")
    open_plan(again, goal)
    place = again.locator(f"#coregoal-{goal.pk}-leader")
    expect(place).to_contain_text("You have unsaved text from")
    place.get_by_role("button", name="Use it").click()
    expect(place.locator("input[name=leader]")).to_have_value("Director of learning")
    again.keyboard.press("Enter")
    expect(place.get_by_text("Saved, ")).to_be_visible()
    assert CoreGoal.objects.get(pk=goal.pk).leader == "Director of learning"
    again.reload()
    expect(again.locator("[data-offer]")).to_have_count(0)


def test_a_draft_survives_an_expired_session_and_nobody_else_sees_it(signed_in, goal, base_url):
    page = signed_in
    unsaved(page, goal, "Director of learning")
    Session.objects.all().delete()
    page.keyboard.press("Enter")
    page.wait_for_url("**/sign-in/**")
    enter(page, base_url, Person.objects.get())
    open_plan(page, goal)
    expect(page.locator("[data-offer]")).to_contain_text("Director of learning")
    other = Person.objects.create_user("other@example.org", password=None, name="Lee Berg")
    RoleAssignment.objects.create(
        person=other, role=Role.PLAN_EDITOR, unit=OrgUnit.objects.get(), valid_from=dt.date(2020, 7, 1)
    )
    enter(page, base_url, other)
    open_plan(page, goal)
    expect(page.locator("[data-offer]")).to_have_count(0)
    enter(page, base_url, Person.objects.get(email="editor@example.org"))
    open_plan(page, goal)
    expect(page.locator("[data-offer]")).to_have_count(0)


def test_a_draft_of_a_whole_page_is_offered_again_until_it_is_saved(signed_in, goal):
    page = signed_in
    address = f"/staff/plan/{goal.plan_id}/goals/add/"
    page.goto(address)
    page.get_by_label("Aim").fill("Staff grow.")
    page.goto("about:blank")
    page.goto(address)
    page.locator("[data-offer]").get_by_role("button", name="Use it").click()
    expect(page.get_by_label("Aim")).to_have_value("Staff grow.")
    page.get_by_label("Name").fill("Staff")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="Staff")).to_be_visible()
    page.wait_for_load_state("load")  # the page that comes back is what says that it was saved
    page.goto(address)
    expect(page.locator("[data-offer]")).to_have_count(0)


def test_signing_out_leaves_no_draft(signed_in, goal, base_url, editor):
    page = signed_in
    unsaved(page, goal, "Director of learning")
    page.locator("details.person summary").click()
    page.get_by_role("button", name="Sign out").click()
    enter(page, base_url, editor)
    open_plan(page, goal)
    expect(page.locator("[data-offer]")).to_have_count(0)


def test_goals_are_ordered_by_keys_and_the_focus_stays(signed_in, goal, axe_findings):
    page = signed_in
    page.emulate_media(reduced_motion="reduce")
    open_plan(page, goal)
    page.locator(f"#coregoal-{goal.pk}-down").focus()
    page.keyboard.press("Alt+ArrowDown")
    expect(page.locator("#live")).to_have_text("Moved to 2 of 3.")
    expect(page.locator(f"#coregoal-{goal.pk}-down")).to_be_focused()
    page.keyboard.press("Alt+ArrowDown")
    expect(page.locator("#live")).to_have_text("Moved to 3 of 3.")
    expect(page.locator(f"#coregoal-{goal.pk}-up")).to_be_focused()
    assert list(CoreGoal.objects.values_list("name", flat=True)) == ["Support", "Families", "Learning"]
    assert axe_findings(page) == []


def test_goals_are_ordered_by_dragging(signed_in, goal):
    page = signed_in
    open_plan(page, goal)
    grip = page.locator(f"#coregoal-{goal.pk} > .row-tools [data-grip]")
    last = page.locator("#core-goals li[id^=coregoal]").last
    grip.scroll_into_view_if_needed()
    grip.hover()
    page.mouse.down()
    last.scroll_into_view_if_needed()
    box = last.bounding_box()
    page.mouse.move(box["x"] + 40, box["y"] + box["height"] - 4, steps=4)
    page.mouse.up()
    expect(page.locator("#live")).to_have_text("Moved to 3 of 3.")
    assert list(CoreGoal.objects.values_list("name", flat=True)) == ["Support", "Families", "Learning"]


def test_what_was_removed_is_brought_back_by_keyboard(signed_in, goal):
    page = signed_in
    open_plan(page, goal)
    page.locator(f"#coregoal-{goal.pk}-remove").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#live")).to_contain_text("Removed: Core goal 1, Learning.")
    following = CoreGoal.objects.get(name="Support")
    expect(page.locator(f"#coregoal-{following.pk}-remove")).to_be_focused()
    expect(page.locator(".messages.floating")).to_be_in_viewport()
    page.locator("#said").get_by_role("button", name="Undo").press("Enter")
    expect(page.locator(f"#coregoal-{goal.pk}")).to_contain_text("The aim of Learning.")
    expect(page.locator(f"#coregoal-{goal.pk}-name-edit")).to_be_focused()


@pytest.fixture
def plain(browser, base_url, editor):
    """A browser without script."""
    context = browser.new_context(java_script_enabled=False, base_url=base_url)
    page = context.new_page()
    enter(page, base_url, editor)
    yield page
    context.close()


def test_everything_works_without_script(plain, goal):
    page = plain
    place = open_plan(page, goal)
    place.get_by_role("link", name="Edit Aim").click()
    page.locator("textarea").fill("Every student learns.")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(f"#coregoal-{goal.pk}-aim")).to_contain_text("Every student learns.")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(f"#coregoal-{goal.pk}-aim")).to_contain_text("The aim of Learning.")
    page.get_by_role("button", name="Move down: Core goal 1, Learning").click()
    assert CoreGoal.objects.get(pk=goal.pk).number == 2
    page.get_by_role("button", name="Remove Core goal 2, Learning").click()
    page.get_by_role("button", name="Undo").click()
    assert CoreGoal.objects.get(pk=goal.pk).number == 2
    page.get_by_role("link", name="Add core goal").click()
    page.get_by_label("Name").fill("Staff")
    page.get_by_label("Aim").fill("Staff grow.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="Staff")).to_be_visible()
