"""Two people leave at the same moment: somebody still administers the district, and nothing stands still."""

import pytest
from django.utils import timezone

from district import actions
from district.belongings import belongings_of
from district.domain import Role
from district.models import Person
from imports.actions import receive_file, start_import
from tests.at_once import at_once, raised
from tests.conftest import persona

pytestmark = pytest.mark.django_db(transaction=True)


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

    answers = at_once(lambda: leave(administrator, second), lambda: leave(second, administrator))
    assert raised(answers) == [actions.Refused]
    stays = Person.objects.get(is_active=True)
    assert [belonging.kind for belonging in belongings_of(stays)] == ["Import", "Import"]
