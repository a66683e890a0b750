"""What a self-assessment lacks before it can be closed, standard library only."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Judged:
    """One factor of a category as it was judged so far."""

    factor: str
    band: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class CategoryJudged:
    """One category of an assessment: judged by its factors, or left out with a reason."""

    category: str
    factors: Sequence[Judged] = ()
    not_assessed_reason: str = ""

    @property
    def is_answered(self) -> bool:
        """Whether every factor has words and a band, or a reason says why not."""
        judged = bool(self.factors) and all(each.band and each.words for each in self.factors)
        return bool(self.not_assessed_reason) or judged


def missing_for_closing(categories: Sequence[CategoryJudged]) -> list[str]:
    """A sentence for each category that is neither judged nor left out with a reason."""
    if not categories:
        return ["This criteria set has no category to judge."]
    return [
        f"“{each.category}”: {_missing(each)} Or say why it is not assessed."
        for each in categories
        if not each.is_answered
    ]


def _missing(category: CategoryJudged) -> str:
    lacking = [each.factor for each in category.factors if not (each.band and each.words)]
    return f"give words and a band for {', '.join(lacking)}."
