"""Which objects the access table asks for, for each kind of address."""

import datetime as dt
from typing import Any
from uuid import UUID, uuid4

from django.contrib.auth.tokens import default_token_generator
from django.core.files.storage import default_storage
from django.urls import URLResolver, get_resolver
from django.utils import timezone
from django.utils.http import int_to_base36

from accounts.actions import invite
from accounts.letters import invitation_link
from accounts.models import Letter
from district.actions import add_person
from district.logos import Logo, keep_logo
from district.models import OrgUnit, Person, RoleAssignment
from imports.actions import cancel_import, receive_file, start_import
from imports.models import ImportBatch, RecipeVersion
from kpi.actions import retire_version
from kpi.models import IndicatorVersion, Observation
from publication.actions import abandon_release, draft_release
from publication.models import Release
from strategic_plan.actions import archive_plan
from strategic_plan.models import (
    CoreGoal,
    EvidenceFile,
    EvidenceLink,
    Initiative,
    InputEvidence,
    Plan,
    Process,
    ProcessEvidence,
    StakeholderInput,
    Strategy,
)
from tests.access import improvement

MISSING: dict[str, Any] = {
    "slug": "no-such-thing",
    "code": "no-such-thing",
    "party": "nobody",
    "name": "no-such-thing",
    "model": "district.orgunit",
    "kind": "no-such-thing",
    "field": "no-such-thing",
    "removal": UUID(int=0),
    "pk": 999_999_999,
    "plan": 999_999_999,
    "goal": 999_999_999,
    "number": 99,
    "strategy": 999_999_999,
    "milestone": 999_999_999,
    "note": 999_999_999,
    "release": 999_999,
    "owner": 999_999_999,
    "process": 999_999_999,
    "cycle": 999_999_999,
    "file": "00000000-0000-4000-8000-000000000000",
    "token": "no-such-token",
    "colour": "ffffff",  # white words cannot be read on it
    "mark": "none",
    "key": "0" * 64,
    "page": "no-such-page/",
    "uidb36": "0",
    "provider_id": "no-such-provider",
}


def addresses() -> dict[str, list[str]]:
    """Every URL name of the site with the names of its parts."""
    found: dict[str, list[str]] = {}

    def walk(resolver: Any, spaces: tuple[str, ...], parts: tuple[str, ...]) -> None:
        for pattern in resolver.url_patterns:
            here = (*parts, *pattern.pattern.converters)
            if isinstance(pattern, URLResolver):
                walk(pattern, (*spaces, *([pattern.namespace] if pattern.namespace else [])), here)
            else:
                found[":".join((*spaces, pattern.name or str(pattern.pattern)))] = list(dict.fromkeys(here))

    walk(get_resolver(), (), ())
    return found


def present() -> dict[str, dict[str, Any]]:
    """For each room, what its address parts mean in the demonstration district."""
    plan = Plan.objects.in_force().get()
    goal, draft = plan.goals.get(number=1), draft_goal()
    in_the_air = {"slug": "consistent-attendance", "number": 1, "release": 1, "name": "trend", "pk": 1}
    return {
        "": in_the_air,
        "brand": {"colour": "5b2a86", "mark": "0", "key": logo()},
        "kpi_staff": {
            "slug": "consistent-attendance",
            "party": "board",
            "pk": observation("oak-hills-elementary"),
        },
        "publication_staff": {"pk": Release.objects.get(number=1).pk, "page": "measures/"},
        "imports": {
            "slug": "mn-graduation",
            "pk": batch(),
            "number": 2,
            "kind": "units",
            "file": units_file(),
        },
        "district": {"slug": "oak-hills-elementary", "code": "race", "model": "district.orgunit", "pk": 1},
        **{f"district:field_{verb}": field_in_place(draft) for verb in ("show", "edit", "undo")},
        "district:row_move": {"kind": "coregoal", "pk": draft.pk},
        "district:row_remove": {"kind": "coregoal", "pk": draft.pk},
        "district:row_restore": {"kind": "coregoal", "removal": UUID(int=1)},
        "district:unit_edit": {"slug": "oak-hills-elementary"},
        "district:history_of": {"model": "strategic_plan.plan", "pk": plan.pk},
        "district:group_edit": {"code": "asian"},
        **{
            f"district:{name}": {"pk": RoleAssignment.objects.get(role="finance").person_id}
            for name in ("person_detail", "person_edit", "person_leave", "person_return", "role_give")
        },
        "accounts": {"pk": person("finance"), "token": invitation_token()},
        "accounts:session_end": {"pk": MISSING["pk"]},  # only one's own sessions are there
        "account_reset_password_from_key": reset_parts(),
        "district:role_end": {"pk": RoleAssignment.objects.get(role="finance").pk},
        "district:role_edit": {"pk": RoleAssignment.objects.get(role="finance").pk},
        "strategic_plan_staff": {
            "file": EvidenceFile.objects.get().pk,
            "plan": plan.pk,
            "goal": goal.pk,
            "pk": plan.pk,
        },
        **work(),
        "strategic_plan_staff:plan_adopt": {"pk": draft.plan_id},
        "strategic_plan:strategy": {"slug": "attendance-teams"},
        "archive:strategic_plan:strategy": {"slug": "attendance-teams"},
        "strategic_plan_staff:component_add": {"plan": draft.plan_id},
        "strategic_plan_staff:goal_add": {"plan": draft.plan_id},
        "strategic_plan_staff:strategy_add": {"goal": draft.pk},
        "strategic_plan_staff:evidence_add": {"kind": "input", "owner": heard()},
        "strategic_plan_staff:input_detail": {"pk": heard()},
        "strategic_plan_staff:input_edit": {"pk": heard()},
        **improvement.present(),
    }


def work() -> dict[str, dict[str, Any]]:
    """An initiative of the plan in force, with what belongs to it; and the version that the Board adopted."""
    initiative = Initiative.objects.filter(owner__email="plan.editor@demo.example").order_by("pk")[0]
    strategy = initiative.strategy_id
    return {
        **doors_of(initiative),
        "strategic_plan_staff:strategy_detail": {"pk": strategy},
        "strategic_plan_staff:initiative_add": {"strategy": strategy},
        "strategic_plan_staff:version_detail": {"number": 1},
        "strategic_plan_staff:version_compare": {"number": 1},
    }


def doors_of(initiative: Initiative) -> dict[str, dict[str, Any]]:
    """The addresses of an initiative, its first milestone and its first note."""
    parts = {
        "pk": initiative.pk,
        "milestone": initiative.milestones.order_by("pk")[0].pk,
        "note": initiative.notes.order_by("pk")[0].pk,
    }
    names = ["initiative_detail", "initiative_close", "initiative_reopen"]
    names += ["milestone_add", "milestone_done", "note_add", "note_edit"]
    return {f"strategic_plan_staff:{name}": parts for name in names}


def initiative_of(owner: str, strategy: Strategy) -> Initiative:
    """An initiative with a milestone and a note that somebody owns."""
    person = Person.objects.get(email=f"{owner}@demo.example")
    day = dt.date(2026, 9, 1)
    made: Initiative = Initiative.objects.create(
        strategy=strategy, name=f"Work of {person}", owner=person, starts_on=day, due_on=dt.date(2027, 6, 1)
    )
    made.milestones.create(name="A step", due_on=day)
    made.notes.create(dated_on=day, text="It goes on.", written_by=person)
    return made


def own() -> dict[str, dict[str, Any]]:
    """What the steward of one unit owns, who writes no plan: an initiative with its parts."""
    strategy = Strategy.objects.filter(goal__plan=Plan.objects.in_force().get())[0]
    return doors_of(initiative_of("unit-steward", strategy))


def file_for(link: type[EvidenceLink], owner: Any) -> UUID:
    """One more evidence file, with the bytes of the one that is there."""
    file = EvidenceFile.objects.all()[0]
    bytes_of = file.key
    file.pk = uuid4()
    file.save(force_insert=True)
    default_storage.save(file.key, default_storage.open(bytes_of))
    link.objects.create(file=file, owner=owner)
    key: UUID = file.pk
    return key


def evidence(file: UUID, kind: str, owner: int) -> dict[str, dict[str, Any]]:
    """The addresses of an evidence file and of the thing it speaks for."""
    names = ("evidence_download", "evidence_withdraw", "evidence_put_back")
    return {
        **{f"strategic_plan_staff:{name}": {"file": file} for name in names},
        "strategic_plan_staff:evidence_add": {"kind": kind, "owner": owner},
    }


def doors_to(someone: Person) -> dict[str, dict[str, Any]]:
    """The addresses of a person, their account and their first role."""
    pages = ("person_detail", "person_edit", "person_leave", "person_return", "role_give")
    doors = ("person", "invite", "withdraw", "factors_reset")
    role = someone.roles.order_by("pk")[0].pk
    return {
        **{f"district:{name}": {"pk": someone.pk} for name in pages},
        **{f"accounts:{name}": {"pk": someone.pk} for name in doors},
        **{f"district:{name}": {"pk": role} for name in ("role_end", "role_edit")},
    }


def draft_goal() -> CoreGoal:
    """A goal whose words are open; those of the adopted plan change by an amendment only."""
    plan = Plan.objects.get_or_create(name="The next plan", first_year=2028)[0]
    facts = {"name": "A goal", "aim": "An aim."}
    goal: CoreGoal = CoreGoal.objects.get_or_create(plan=plan, number=1, defaults=facts)[0]
    return goal


def field_in_place(goal: CoreGoal) -> dict[str, Any]:
    """A text of the plan as it is edited where it stands."""
    return {"kind": "coregoal", "pk": goal.pk, "field": "aim"}


def heard() -> int:
    """A time that people were heard."""
    key: int = StakeholderInput.objects.values_list("pk", flat=True)[0]
    return key


def other() -> dict[str, dict[str, Any]]:
    """Addresses of what belongs to another school than the principal's."""
    row = {"slug": "consistent-attendance", "pk": observation("lakeville-north-high")}
    names = ["observation_row", "observation_edit", "observation_take_back", "observation_revisions"]
    people = {name: {"kind": "people"} for name in ("roster", "roster_template", "roster_export")}
    process = Process.objects.get(unit__slug="lakeville-north-high")
    return {
        **doors_to(Person.objects.get(email="other.principal@demo.example")),
        **evidence(file_for(ProcessEvidence, process), "process", process.pk),
        **doors_of(
            Initiative.objects.exclude(owner__email="plan.editor@demo.example")
            .exclude(milestones=None)
            .exclude(notes=None)
            .order_by("pk")[0]
        ),
        **{f"kpi_staff:{name}": row for name in names},
        **{f"imports:{name}": kind for name, kind in people.items()},  # administrators only
        **improvement.other(),
    }


def archived() -> dict[str, dict[str, Any]]:
    """For each room or address, the parts of what is over: kept to be read, closed to changes."""
    people = {person.email.partition("@")[0]: person for person in Person.objects.all()}
    plan = Plan.objects.create(name="Plan of the years before", first_year=2017, last_year=2021)
    goal = CoreGoal.objects.create(plan=plan, number=1, name="An earlier goal")
    strategy = Strategy.objects.create(goal=goal, slug="earlier", name="An earlier strategy")
    initiative = initiative_of("unit-steward", strategy)
    told = StakeholderInput.objects.get(pk=heard())
    told.pk, told.plan = None, plan
    told.save(force_insert=True)
    file = file_for(InputEvidence, told)
    gone = Person.objects.create_user("gone@demo.example", name="Demo Gone")
    gone.roles.create(
        role="principal",
        unit=OrgUnit.objects.get(slug="oak-hills-elementary"),
        valid_from=dt.date(2020, 7, 1),
        valid_to=dt.date(2024, 6, 30),
    )
    Person.objects.filter(pk=gone.pk).update(is_active=False)
    archive_plan(plan=plan, by=people["superintendent"], reason="Its years are over.")
    measure = IndicatorVersion.objects.get(indicator__slug="foster-graduates")
    retire_version(version=measure, reason="It is no longer counted.", by=people["plan.editor"])
    release = draft_release(by=people["administrator"], reason="Given up", notes=[("Nothing", "Nothing.")])
    abandon_release(release=release, by=people["administrator"])
    given_up = batch()
    cancel_import(batch=ImportBatch.objects.get(pk=given_up), by=people["data.steward"])
    closed = OrgUnit.objects.filter(level="school").order_by("order").last()
    OrgUnit.objects.filter(pk=closed.pk).update(closed_on=dt.date(2025, 6, 30))
    return {
        "strategic_plan_staff": {"plan": plan.pk, "goal": goal.pk},
        "strategic_plan_staff:plan_detail": {"pk": plan.pk, "plan": plan.pk},
        **{
            f"strategic_plan_staff:{name}": {"pk": plan.pk}
            for name in ("plan_adopt", "amendment_open", "amendment_record", "amendment_withdraw")
        },
        "strategic_plan_staff:plan_archive": {"pk": plan.pk},
        "strategic_plan_staff:next_plan_start": {"pk": plan.pk},
        **{f"district:field_{verb}": field_in_place(goal) for verb in ("show", "edit", "undo")},
        **{f"district:row_{verb}": {"kind": "coregoal", "pk": goal.pk} for verb in ("move", "remove")},
        "district:row_restore": {"kind": "coregoal", "removal": UUID(int=2)},
        **doors_to(gone),
        **doors_of(initiative),
        **evidence(file, "input", told.pk),
        **{f"strategic_plan_staff:strategy_{name}": {"pk": strategy.pk} for name in ("detail", "tags")},
        "strategic_plan_staff:goal_tags": {"pk": goal.pk},
        "strategic_plan_staff:initiative_add": {"strategy": strategy.pk},
        **{
            f"strategic_plan_staff:input_{name}": {"plan": plan.pk, "pk": told.pk}
            for name in ("detail", "edit")
        },
        "district:unit_edit": {"slug": closed.slug},
        "kpi_staff": {"slug": measure.indicator.slug, "party": "board"},
        "publication_staff": {"pk": release.pk, "page": "measures/"},
        "imports": {"pk": given_up, "number": 2},
        **improvement.archived(),
    }


def logo() -> str:
    """A logo that some release showed."""
    made = Logo(b"a picture", 1, 1)
    keep_logo(made)
    return made.key


def person(role: str) -> int:
    """The key of the one who holds a role."""
    key: int = RoleAssignment.objects.get(role=role).person_id
    return key


def invitation_token() -> str:
    """The link of a person who was just invited; it needs no account, as only they hold it."""
    administrator = Person.objects.get(email="administrator@demo.example")
    newcomer = add_person(name="Newcomer", email="newcomer@demo.example", by=administrator)
    link = invitation_link(invite(person=newcomer, by=administrator))
    Letter.objects.filter(sent_at=None).update(sent_at=timezone.now())  # or the site is not ready for long
    return link.rstrip("/").rpartition("/")[2]


def reset_parts() -> dict[str, Any]:
    """The link of a person who forgot their password."""
    someone = Person.objects.create_user("forgetful@demo.example", "sample-data-only", name="Demo Forgetful")
    return {"uidb36": int_to_base36(someone.pk), "key": default_token_generator.make_token(someone)}


def observation(unit: str) -> int:
    """A result of a school."""
    key: int = (
        Observation.objects.filter(
            series__indicator__slug="consistent-attendance", unit__slug=unit, group__code="all"
        )
        .order_by("-period_sort")
        .values_list("pk", flat=True)[0]
    )
    return key


def units_file() -> UUID:
    """A list of schools that was uploaded and not loaded."""
    steward = Person.objects.get(email="data.steward@demo.example")
    key: UUID = receive_file(
        name="units.csv", blocks=[b"Name,Level\nNew School,School\n"], by=steward, kind="units"
    ).pk
    return key


def batch() -> int:
    """An import that has just begun."""
    steward = Person.objects.get(email="data.steward@demo.example")
    version = RecipeVersion.objects.get(recipe__slug="mn-graduation")
    file = receive_file(name="rates.csv", blocks=[b"Data Year,Four Year Percent\n15-16,92.6\n"], by=steward)
    key: int = start_import(file=file, recipe_version=version, by=steward).pk
    return key


def known_parts(name: str, wanted: list[str], known: dict[str, dict[str, Any]]) -> dict[str, Any] | None:
    """The parts of one address where an entry has all of them."""
    parts = known.get(name, known.get(name.rpartition(":")[0], {}))
    return {part: parts[part] for part in wanted} if wanted and parts.keys() >= set(wanted) else None


def parts_for(name: str, wanted: list[str], known: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """The parts of one address, from the most particular entry that has them."""
    room = name.rpartition(":")[0]
    return {part: known.get(name, {}).get(part, known.get(room, known[""]).get(part)) for part in wanted}
