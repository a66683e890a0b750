"""The Strategic Roadmap in its published words; what was not published is marked as sample.

Source of the words: isd194.org, pages "Mission and beliefs" and "Strategic plan". The Board of Education
approved the Strategic Roadmap on April 26, 2022; its core goals apply from school year 2022–23.
"""

import datetime as dt
from dataclasses import dataclass

from strategic_plan.domain import MeetingKind, Motion

NAME = "Strategic Roadmap"
ADOPTED_ON = dt.date(2022, 4, 26)
FIRST_YEAR = 2023
SOURCE = "isd194.org: mission and beliefs; strategic plan"
MISSION = (
    "Together with our families and community, Lakeville Area Schools provides educational opportunities to "
    "ensure academic, social, civic, and personal readiness for every student."
)
VISION = (
    "To provide a safe, respectful, engaging, rigorous, and collaborative learning environment for all "
    "students, families and staff where every person belongs, is valued, and can succeed."
)
CORE_VALUES = ("Students First", "Excellence", "Collaboration", "Integrity", "Responsible")
DAILY_EXPERIENCES = ("Students", "Families", "Staff")
THEORY_OF_ACTION = "District and Classroom Theory of Action"
FRAMEWORK_TEXT = (
    "Unites the Theory of Action with the Minnesota Multi-Tiered System of Supports, and guides the "
    "operational plan and continuous improvement."
)
FRAMEWORK = ("The Lakeville Framework", FRAMEWORK_TEXT)
# The day is the Board's; the words of the motion and the votes were not found, so they are sample data.
MOTION = Motion(
    ADOPTED_ON,
    MeetingKind.REGULAR,
    words="To approve the Strategic Roadmap as presented.",
    moved_by="Board member, seat 2",
    seconded_by="Board member, seat 5",
    votes_for=6,
)


@dataclass(frozen=True)
class Goal:
    """A core goal: its published aim; the short name, leader and strategies are sample data."""

    name: str
    aim: str
    leader: str
    strategies: tuple[tuple[str, str], ...]


GOALS = (
    Goal(
        "Teaching and learning",
        "Improve teaching and learning practices and processes to increase student achievement.",
        "Assistant superintendent",
        (
            (
                "Shared reading lessons",
                "If teams plan reading lessons together, then more students read well.",
            ),
            ("Math check-ins", "If we check math each season, then gaps are closed while they are small."),
        ),
    ),
    Goal(
        "Systems of support",
        "Improve systems of support (academic, behavioral, social-emotional).",
        "Director of student services",
        (("Attendance teams", "If a team calls early, then fewer students miss a month of school."),),
    ),
    Goal(
        "Family engagement",
        "Engage families through relationships, awareness and communication.",
        "Director of communications",
        (("One clear message a week", "If families get one clear message, then more of them act on it."),),
    ),
    Goal(
        "Staff practice",
        "Improve staff professional practices and skills.",
        "Executive director of human resources",
        (("Learning with a coach", "If every new teacher has a coach, then more of them stay."),),
    ),
    Goal(
        "District operations",
        "Increase efficiencies and effectiveness of district operations.",
        "Executive director of finance",
        (("Energy by building", "If each building sees its use, then the district uses less energy."),),
    ),
)
