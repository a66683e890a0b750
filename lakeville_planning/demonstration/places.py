"""Schools by their published names, and the student groups of the federal scheme.

Sources: the district's school pages and state school lists. MDE school numbers are not published with them,
so only the district's own number is recorded (0194-01, Minnesota Department of Education).
Enrolments are sample data.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class School:
    """A school with a made-up number of students and made-up distance from the district's usual result."""

    slug: str
    name: str
    kind: str
    grades: str
    students: int
    lean: float = 0.0
    opened_in: int | None = None

    @property
    def is_regular(self) -> bool:
        return self.kind in {"Elementary", "Middle", "High"}


SCHOOLS = (
    School("cherry-view-elementary", "Cherry View Elementary", "Elementary", "K–5", 512, 1.1),
    School(
        "christina-huddleston-elementary", "Christina Huddleston Elementary", "Elementary", "K–5", 498, -2.6
    ),
    School("eastview-elementary", "Eastview Elementary", "Elementary", "K–5", 563, 2.2),
    School("highview-elementary", "Highview Elementary", "Elementary", "K–5", 431, -0.7, 2024),
    School("john-f-kennedy-elementary", "John F. Kennedy Elementary", "Elementary", "K–5", 524, -3.4),
    School("lake-marion-elementary", "Lake Marion Elementary", "Elementary", "K–5", 547, 0.4),
    School("lakeview-elementary", "Lakeview Elementary", "Elementary", "K–5", 536, 2.9),
    School("oak-hills-elementary", "Oak Hills Elementary", "Elementary", "K–5", 559, -1.2),
    School("orchard-lake-elementary", "Orchard Lake Elementary", "Elementary", "K–5", 472, 1.6),
    School("century-middle", "Century Middle School", "Middle", "6–8", 958, 1.3),
    School("kenwood-trail-middle", "Kenwood Trail Middle School", "Middle", "6–8", 842, -0.9),
    School("mcguire-middle", "McGuire Middle School", "Middle", "6–8", 871, -2.1),
    School("lakeville-north-high", "Lakeville North High School", "High", "9–12", 1889, 0.3),
    School("lakeville-south-high", "Lakeville South High School", "High", "9–12", 1934, 0.8),
    School("lakeville-pathways-academy", "Lakeville Pathways Academy", "Alternative", "9–12", 84, -24.0),
    School("lakeville-online-academy", "Lakeville Online Academy", "Online", "6–12", 143, -6.0),
)


@dataclass(frozen=True)
class Group:
    """A student group with its made-up share of students and distance from all students."""

    code: str
    name: str
    share: float = 1.0
    lean: float = 0.0


@dataclass(frozen=True)
class Scheme:
    """A way of grouping students."""

    code: str
    name: str
    kind: str
    groups: tuple[Group, ...]


SCHEMES = (
    Scheme("all", "All students", "total", (Group("all", "All students"),)),
    Scheme(
        "race",
        "Race and ethnicity",
        "partition",
        (
            Group("american-indian", "American Indian or Alaska Native", 0.004, -14.0),
            Group("asian", "Asian", 0.063, 4.2),
            Group("black", "Black or African American", 0.077, -9.5),
            Group("hispanic", "Hispanic or Latino", 0.094, -8.1),
            Group("pacific-islander", "Native Hawaiian or Pacific Islander", 0.002, -6.0),
            Group("two-or-more", "Two or more races", 0.066, -2.3),
            Group("white", "White", 0.694, 2.1),
        ),
    ),
    Scheme(
        "gender",
        "Gender",
        "pair",
        (Group("female", "Female", 0.488, 1.4), Group("male", "Male", 0.512, -1.3)),
    ),
    Scheme(
        "english-learner",
        "English learners",
        "pair",
        (Group("english-learner", "English learner", 0.038, -16.0),),
    ),
    Scheme(
        "special-education",
        "Special education",
        "pair",
        (Group("special-education", "Special education", 0.141, -12.5),),
    ),
    Scheme(
        "free-reduced-meals",
        "Free or reduced-price meals",
        "pair",
        (Group("free-reduced-meals", "Free or reduced-price meals", 0.172, -10.4),),
    ),
    Scheme("homeless", "Homeless", "pair", (Group("homeless", "Homeless", 0.006, -21.0),)),
)
RACE = SCHEMES[1].groups
PAIRS = tuple(group for scheme in SCHEMES[2:] for group in scheme.groups if group.code != "male")
YEARS = range(2013, 2028)
