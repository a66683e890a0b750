"""Made-up people, each named for what they may do. None is a real person."""

from dataclasses import dataclass

from district.domain import Role


@dataclass(frozen=True)
class DemoPerson:
    """A made-up person; without a role they can sign in and see nothing."""

    name: str
    role: Role | None
    unit: str = "district"

    @property
    def email(self) -> str:
        return self.name.removeprefix("Demo ").lower().replace(" ", ".") + "@demo.example"

    @property
    def role_words(self) -> str:
        return self.name.removeprefix("Demo ")


PEOPLE = (
    DemoPerson("Demo Administrator", Role.ADMINISTRATOR),
    DemoPerson("Demo Data Steward", Role.DATA_STEWARD),
    DemoPerson("Demo Privacy Reviewer", Role.PRIVACY_REVIEWER),
    DemoPerson("Demo Superintendent", Role.SUPERINTENDENT),
    DemoPerson("Demo Plan Editor", Role.PLAN_EDITOR),
    DemoPerson("Demo Board Member", Role.BOARD_MEMBER),
    DemoPerson("Demo Board Clerk", Role.BOARD_CLERK),
    DemoPerson("Demo Finance", Role.FINANCE),
    DemoPerson("Demo Principal", Role.PRINCIPAL, "oak-hills-elementary"),
    DemoPerson("Demo Other Principal", Role.PRINCIPAL, "lakeville-north-high"),
    DemoPerson("Demo Nobody", None),
)
