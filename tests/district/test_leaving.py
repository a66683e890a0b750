"""Someone leaves: what they answer for passes on, roles end, nothing is deleted, and they may come back."""

import datetime as dt

import pytest
from django.utils import timezone

from district import actions
from district.belongings import belongings_of
from district.domain import Role
from district.models import Person, RoleAssignment
from district.queries import Asked, history
from imports.actions import receive_file, start_import
from publication.actions import draft_release
from publication.models import Release
from tests.conftest import persona


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def as_administrator(client, administrator):
    client.force_login(administrator)
    return client


@pytest.fixture
def import_begun(steward):
    file = receive_file(name="rates.csv", blocks=[b"Year,Rate\n2026,92.6\n"], by=steward)
    return start_import(file=file, by=steward)


@pytest.fixture
def release_drafted(steward):
    return draft_release(reason="August results", by=steward)


def leave(client, person, **fields):
    given = {"last_day": timezone.localdate().isoformat(), "reason": "Moved away", **fields}
    return client.post(f"/staff/people/{person.pk}/leave/", given)


def test_one_screen_lists_all_they_answer_for_and_the_roles_that_end(
    as_administrator, steward, superintendent, import_begun, release_drafted
):
    page = as_administrator.get(f"/staff/people/{steward.pk}/leave/").content.decode()
    assert "rates.csv" in page
    assert "August results" in page
    assert "steward reads, records and corrects results for Example District." in page


def test_only_who_may_change_things_takes_over(
    as_administrator, administrator, steward, board_member, nobody, import_begun
):
    page = as_administrator.get(f"/staff/people/{steward.pk}/leave/")
    offered = [key for key, _name in page.context["form"].fields["everything"].choices]
    assert offered == ["", str(administrator.pk)]
    with pytest.raises(actions.Refused, match="may change things"):
        actions.let_leave(
            person=steward,
            last_day=timezone.localdate(),
            to={each.key: board_member for each in belongings_of(steward)},
            by=administrator,
        )


def test_everything_passes_to_one_person_in_one_step(
    as_administrator, steward, superintendent, import_begun, release_drafted
):
    response = leave(as_administrator, steward, everything=superintendent.pk)
    assert response.status_code == 302
    import_begun.refresh_from_db()
    release_drafted.refresh_from_db()
    steward.refresh_from_db()
    assert (import_begun.created_by, release_drafted.drafted_by) == (superintendent, superintendent)
    assert (import_begun.file.uploaded_by, steward.is_active) == (steward, False)
    assert RoleAssignment.objects.get(person=steward).valid_to == timezone.localdate()
    assert belongings_of(steward) == ()


def test_things_pass_to_several_people(
    as_administrator, steward, superintendent, administrator, import_begun, release_drafted
):
    assert [each.kind for each in belongings_of(steward)] == ["Import", "Release in preparation"]
    response = leave(as_administrator, steward, to_0=administrator.pk, to_1=superintendent.pk)
    assert response.status_code == 302
    import_begun.refresh_from_db()
    release_drafted.refresh_from_db()
    assert (import_begun.created_by, release_drafted.drafted_by) == (administrator, superintendent)


def test_nothing_happens_until_everything_has_someone(
    as_administrator, steward, superintendent, import_begun, release_drafted
):
    response = leave(as_administrator, steward, to_0=superintendent.pk)
    assert response.status_code == 422
    assert "Choose who takes this over." in response.content.decode()
    import_begun.refresh_from_db()
    steward.refresh_from_db()
    assert (import_begun.created_by, steward.is_active) == (steward, True)


def test_what_came_to_them_meanwhile_stops_the_step_as_a_whole(
    steward, administrator, superintendent, import_begun, release_drafted
):
    key = belongings_of(steward)[0].key
    with pytest.raises(actions.Refused, match="Say who takes over: Release in preparation August results"):
        actions.let_leave(
            person=steward, last_day=timezone.localdate(), to={key: superintendent}, by=administrator
        )
    import_begun.refresh_from_db()
    assert import_begun.created_by == steward


def test_nobody_takes_over_a_release_they_have_confirmed(
    steward, administrator, privacy_reviewer, release_drafted
):
    Release.objects.filter(pk=release_drafted.pk).update(
        privacy_reviewer=privacy_reviewer, attested_at=timezone.now()
    )
    key = belongings_of(steward)[0].key
    with pytest.raises(actions.Refused, match="has confirmed “August results”"):
        actions.let_leave(
            person=steward, last_day=timezone.localdate(), to={key: privacy_reviewer}, by=administrator
        )


def test_who_left_already_takes_nothing_over(steward, administrator, superintendent, import_begun):
    Person.objects.filter(pk=superintendent.pk).update(is_active=False)
    key = belongings_of(steward)[0].key
    with pytest.raises(actions.Refused, match="Only someone who is still here"):
        actions.let_leave(
            person=steward, last_day=timezone.localdate(), to={key: superintendent}, by=administrator
        )


def test_they_are_signed_out_at_the_next_request(as_administrator, steward):
    theirs = type(as_administrator)()
    theirs.force_login(steward)
    assert theirs.get("/staff/").status_code == 200
    assert leave(as_administrator, steward).status_code == 302
    assert theirs.get("/staff/").status_code == 302


def test_history_says_who_left_who_took_over_and_why(
    as_administrator, administrator, steward, superintendent, import_begun
):
    leave(as_administrator, steward, everything=superintendent.pk)
    mine = [entry for entry in history(Asked()).entries if entry.reason == "Moved away"]
    changed = {(entry.kind, change.field, change.after) for entry in mine for change in entry.changes}
    assert ("Person", "Is active", "no") in {(kind, field, after.lower()) for kind, field, after in changed}
    assert ("Import batch", "Created by", str(superintendent)) in changed
    assert {entry.who for entry in mine} == {str(administrator)}


def test_the_page_of_a_person_shows_what_changed_about_them_and_their_roles(as_administrator, steward):
    leave(as_administrator, steward)
    page = as_administrator.get(f"/staff/people/{steward.pk}/")
    assert {entry.kind for entry in page.context["changes"]} == {"Person", "Role assignment"}
    assert page.content.decode().count("Moved away") == 2


def test_a_role_that_has_not_begun_never_begins(as_administrator, steward, district_units):
    soon = timezone.localdate() + dt.timedelta(days=30)
    later = {"role": "finance", "unit": district_units.district, "valid_from": soon}
    RoleAssignment.objects.create(person=steward, **later)
    leave(as_administrator, steward)
    assert [held.role for held in steward.roles.all()] == ["data_steward"]


def test_the_last_administrator_cannot_leave(client, administrator, district_units):
    with pytest.raises(actions.Refused, match="This is the last administrator"):
        actions.let_leave(person=administrator, last_day=timezone.localdate(), to={}, by=None)
    second = persona(Role.ADMINISTRATOR, name="second", unit=district_units.district)
    actions.let_leave(person=administrator, last_day=timezone.localdate(), to={}, by=second)
    with pytest.raises(actions.Refused, match="This is the last administrator"):
        actions.let_leave(person=second, last_day=timezone.localdate(), to={}, by=None)


def test_nobody_closes_their_own_account(as_administrator, administrator):
    response = leave(as_administrator, administrator)
    assert response.status_code == 422
    assert "Nobody closes their own account." in response.content.decode()


def test_a_last_day_to_come_is_left_to_the_roles(as_administrator, steward):
    response = leave(as_administrator, steward, last_day="2099-06-30")
    assert response.status_code == 422
    assert "The last day is still to come." in response.content.decode()


def test_who_left_comes_back_without_a_role(as_administrator, steward):
    leave(as_administrator, steward, last_day="2026-06-30")
    page = as_administrator.get(f"/staff/people/{steward.pk}/").content.decode()
    assert "This person comes back" in page
    assert as_administrator.post(f"/staff/people/{steward.pk}/return/").status_code == 302
    steward.refresh_from_db()
    assert steward.is_active
    assert not steward.roles.in_force(timezone.localdate()).exists()


def test_the_screen_asks_no_more_questions_for_more_things(
    as_administrator, steward, superintendent, import_begun, django_assert_max_num_queries
):
    for number in range(5):
        draft_release_number(steward, number)
    as_administrator.get(f"/staff/people/{steward.pk}/leave/")
    with django_assert_max_num_queries(16):
        as_administrator.get(f"/staff/people/{steward.pk}/leave/")


def draft_release_number(steward, number):
    Release.objects.create(reason=f"Results {number}", drafted_by=steward, state="ready")


def test_only_administrators_let_someone_leave(client, superintendent, steward):
    client.force_login(superintendent)
    assert client.get(f"/staff/people/{steward.pk}/").status_code == 200
    assert "This person leaves" not in client.get(f"/staff/people/{steward.pk}/").content.decode()
    assert leave(client, steward).status_code == 403
    assert client.post(f"/staff/people/{steward.pk}/return/").status_code == 403
