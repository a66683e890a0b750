"""Reads of people and their roles."""

from dataclasses import dataclass

from django.utils import timezone

from district.models import Person


@dataclass(frozen=True, slots=True)
class DemonstrationPerson:
    """A made-up person someone may sign in as while the site shows sample data."""

    name: str
    email: str
    roles: str


def demonstration_people() -> list[DemonstrationPerson]:
    """The made-up people and what each may do today."""
    people = Person.objects.filter(is_demonstration=True, is_active=True).prefetch_related("roles__unit")
    today = timezone.localdate()
    return [
        DemonstrationPerson(
            person.name,
            person.email,
            ", ".join(
                f"{assignment.get_role_display()}, {assignment.unit}"
                for assignment in person.roles.all()
                if assignment.valid_from <= today and (assignment.valid_to or today) >= today
            ),
        )
        for person in people.order_by("pk")
    ]
