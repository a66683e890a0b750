"""Made-up stakeholder input for the plan, one with a tiny made-up file; all marked as sample data."""

import datetime as dt
import hashlib
import io
from collections.abc import Mapping
from dataclasses import dataclass

from django.core.files import File
from django.core.files.storage import default_storage

from district.models import Person
from strategic_plan.models import (
    CoreGoal,
    EvidenceFile,
    InputEvidence,
    InputGoal,
    InputStrategy,
    Plan,
    StakeholderInput,
    Strategy,
)


@dataclass(frozen=True)
class Heard:
    """One time that people were heard."""

    title: str
    audiences: tuple[str, ...]
    method: str
    days: tuple[dt.date, dt.date | None]
    how_many: int | None
    heard: str
    changed: str
    goals: tuple[int, ...]
    strategies: tuple[str, ...] = ()
    is_public: bool = True


INPUTS = (
    Heard(
        "Family survey, winter 2026",
        ("families",),
        "survey",
        (dt.date(2026, 1, 26), dt.date(2026, 2, 13)),
        2140,
        "Families value quick answers from teachers. Many said that messages come from too many places, and "
        "that they miss the important ones.",
        "Schools send one message a week, on the same day; it became a strategy.",
        (3,),
        ("one-clear-message-a-week",),
    ),
    Heard(
        "Listening sessions about attendance",
        ("students", "families", "staff"),
        "listening",
        (dt.date(2025, 10, 7), dt.date(2025, 10, 21)),
        164,
        "Students said that a call from an adult they know matters more than a letter. Families asked for "
        "help with rides and with health appointments during the day.",
        "Attendance teams call first and write later.",
        (2,),
        ("attendance-teams",),
    ),
    Heard(
        "District advisory committee, review of reading",
        ("committee", "staff"),
        "committee",
        (dt.date(2026, 5, 12), None),
        26,
        "The committee asked for shared reading time in every elementary school and for plain results.",
        "",
        (1,),
        ("shared-reading-lessons",),
    ),
    Heard(
        "Meeting with the teachers’ association",
        ("association",),
        "meeting",
        (dt.date(2026, 3, 3), None),
        None,
        "Teachers ask that coaching time is planned before the school year begins.",
        "",
        (4,),
        is_public=False,
    ),
)
SUMMARY = "Sample data: summary of the family survey, winter 2026"


def load_heard(plan: Plan, people: Mapping[str, Person]) -> None:
    """Record what was heard, and attach one file to the first."""
    by = people["Demo Plan Editor"]
    rows = StakeholderInput.objects.bulk_create(
        StakeholderInput(
            plan=plan,
            title=each.title,
            audiences=list(each.audiences),
            method=each.method,
            held_from=each.days[0],
            held_to=each.days[1],
            how_many=each.how_many,
            heard=each.heard,
            changed=each.changed,
            is_public=each.is_public,
            recorded_by=by,
            is_sample=True,
        )
        for each in INPUTS
    )
    goals = {goal.number: goal for goal in CoreGoal.objects.filter(plan=plan)}
    strategies = {each.slug: each for each in Strategy.objects.filter(goal__plan=plan)}
    pairs = list(zip(rows, INPUTS, strict=True))
    InputGoal.objects.bulk_create(
        InputGoal(input=row, goal=goals[number]) for row, each in pairs for number in each.goals
    )
    InputStrategy.objects.bulk_create(
        InputStrategy(input=row, strategy=strategies[slug]) for row, each in pairs for slug in each.strategies
    )
    _attach(rows[0], by)


def _attach(row: StakeholderInput, by: Person) -> None:
    """Attach a page that was made here, so nothing needs to be looked into."""
    made = one_page(SUMMARY)
    hashed = hashlib.sha256(made).hexdigest()
    file = EvidenceFile(
        title="Summary of the family survey",
        name="family-survey-winter-2026.pdf",
        kind="pdf",
        size=len(made),
        sha256=hashed,
        sent_sha256=hashed,
        uploaded_by=by,
        is_sample=True,
    )
    default_storage.save(file.key, File(io.BytesIO(made)))
    file.save(force_insert=True)
    InputEvidence.objects.create(file=file, owner=row)


def one_page(words: str) -> bytes:
    """A PDF of one page with a line of words."""
    drawing = f"BT /F1 14 Tf 72 700 Td ({words}) Tj ET".encode("latin-1")
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(drawing), drawing),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    made, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(made))
        made += b"%d 0 obj%s endobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    ending = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(made))
    return made + b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table) + ending
