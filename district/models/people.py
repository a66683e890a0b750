"""Who: people and the roles they hold."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from district.constraints import known
from district.domain import Role
from district.history import tracked
from district.models.fitting import ROLE_FITS_UNIT
from district.models.places import OrgUnit


class PersonManager(BaseUserManager["Person"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Person":
        """Add a person who can sign in; without a password nobody can until one is set."""
        person = self.model(email=self.normalize_email(email).lower(), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person


@tracked
class Person(AbstractBaseUser):
    """Someone who signs in. What they may do follows from their roles, never from flags on this row."""

    history_excludes = ("password", "last_login")
    tells_of_people = True  # its history is for who may see people

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    is_active = models.BooleanField(default=True)
    is_demonstration = models.BooleanField(default=False)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    objects: ClassVar[PersonManager] = PersonManager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(email=Func("email", function="lower")), name="district_person_email_lowercase"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def awaits_first_password(self) -> bool:
        """Whether nobody has set a password for them yet; only then may another person hand out a link."""
        return self.is_active and not self.has_usable_password()


class RoleQuerySet(models.QuerySet["RoleAssignment"]):
    def in_force(self, on: Any) -> "RoleQuerySet":
        return self.filter(
            Q(valid_from__lte=on), Q(valid_to=None) | Q(valid_to__gte=on), person__is_active=True
        )


@tracked
class RoleAssignment(models.Model):
    """A role that a person holds for a unit, from one day to another; terms end by themselves."""

    tells_of_people = True

    person = models.ForeignKey(Person, models.PROTECT, related_name="roles")
    role = models.CharField(max_length=20, choices=Role.choices())
    unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="roles")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    objects: ClassVar[Any] = RoleQuerySet.as_manager()

    class Meta:
        ordering = ["person__name", "role"]
        triggers = [ROLE_FITS_UNIT]
        constraints = [
            known("role", Role, name="district_role_known"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="district_role_ends_after_start",
                violation_error_message="The last day comes after the first.",
            ),
            ExclusionConstraint(
                name="district_role_held_once_at_a_time",
                violation_error_message="This person holds the role for this unit on these days already.",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("role", RangeOperators.EQUAL),
                    ("unit", RangeOperators.EQUAL),
                    (
                        Func(
                            "valid_from",
                            "valid_to",
                            models.Value("[]"),
                            function="daterange",
                            output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} is {self.get_role_display()} of {self.unit}"
