"""Kinds of Baldrige categories and what each is judged by, standard library only (domain brief 4)."""

from district.domain import Choice


class CategoryKind(Choice):
    """What a category asks about, which decides the factors it is judged by."""

    PROCESS = "process"
    RESULTS = "results"
    BOTH = "both"
    DESCRIPTION = "description"

    @property
    def words(self) -> str:
        return {"both": "Process and results", "description": "Description, not judged"}.get(
            self.value, self.value.capitalize()
        )


class Factor(Choice):
    """The eight factors: four of a process (ADLI), four of results (LeTCI)."""

    APPROACH = "approach"
    DEPLOYMENT = "deployment"
    LEARNING = "learning"
    INTEGRATION = "integration"
    LEVELS = "levels"
    TRENDS = "trends"
    COMPARISONS = "comparisons"
    RESULTS_INTEGRATION = "results_integration"

    @property
    def words(self) -> str:
        return {"results_integration": "Integration of results"}.get(self.value, self.value.capitalize())

    @property
    def question(self) -> str:
        """What the factor asks, in plain words."""
        return _QUESTIONS[self]


class Band(Choice):
    """The range of percent that a person chooses; never computed, never added up."""

    BAND_0 = "0-5"
    BAND_1 = "10-25"
    BAND_2 = "30-45"
    BAND_3 = "50-65"
    BAND_4 = "70-85"
    BAND_5 = "90-100"

    @property
    def words(self) -> str:
        return f"{self.value.replace('-', ' to ')}%"


ADLI = (Factor.APPROACH, Factor.DEPLOYMENT, Factor.LEARNING, Factor.INTEGRATION)
LETCI = (Factor.LEVELS, Factor.TRENDS, Factor.COMPARISONS, Factor.RESULTS_INTEGRATION)
LOWEST_BAND = Band.BAND_0

_FACTORS: dict[CategoryKind, tuple[Factor, ...]] = {
    CategoryKind.PROCESS: ADLI,
    CategoryKind.RESULTS: LETCI,
    CategoryKind.BOTH: (*ADLI, *LETCI),
    CategoryKind.DESCRIPTION: (),
}
_QUESTIONS: dict[Factor, str] = {
    Factor.APPROACH: "What methods do we use, and are they repeatable and based on data?",
    Factor.DEPLOYMENT: "Are they used everywhere they should be, and in the same way?",
    Factor.LEARNING: "Do we evaluate and improve them, and share what we learn?",
    Factor.INTEGRATION: "Do they fit our goals, measures and the processes around them?",
    Factor.LEVELS: "How good are our results now, on a scale that means something?",
    Factor.TRENDS: "Which way are they going, how fast, and for how long?",
    Factor.COMPARISONS: "How do they compare with peers, the state or a benchmark?",
    Factor.RESULTS_INTEGRATION: "Do they cover what matters, for each group, and do we decide by them?",
}


def factors_of(kind: CategoryKind) -> tuple[Factor, ...]:
    """What a category of this kind is judged by: ADLI for processes, LeTCI for results."""
    return _FACTORS[kind]


def needs_evidence(band: str) -> bool:
    """Evidence is required above the lowest band."""
    return bool(band) and band != LOWEST_BAND
