"""Two people leave at the same moment: somebody still administers the district, and nothing stands still."""

import threading

import pytest
from django.db import connections
from django.utils import timezone

from district import actions
from district.belongings import belongings_of
from district.domain import Role
from district.models import Person
from imports.actions import receive_file, start_import
from tests.conftest import persona

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*calls):
    """Run calls in threads that start together; return what each raised."""
    barrier, raised = threading.Barrier(len(calls)), []

    def run(call):
        barrier.wait()
        try:
            call()
        except Exception as error:  # noqa: BLE001 -- handed to the test, which judges it
            raised.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[call]) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return raised


def test_two_administrators_who_let_each_other_leave_do_not_both_leave(
    administrator, district_units, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    second = persona(Role.ADMINISTRATOR, name="second", unit=district_units.district)
    for person in (administrator, second):
        file = receive_file(name="rates.csv", blocks=[b"Year,Rate\n2026,92.6\n"], by=person)
        start_import(file=file, by=person)

    def leave(person, by):
        to = {belonging.key: by for belonging in belongings_of(person)}
        actions.let_leave(person=person, last_day=timezone.localdate(), to=to, by=by)

    raised = at_once(lambda: leave(administrator, second), lambda: leave(second, administrator))
    assert [type(error) for error in raised] == [actions.Refused]
    stays = Person.objects.get(is_active=True)
    assert [belonging.kind for belonging in belongings_of(stays)] == ["Import", "Import"]
