"""Documented processes and the ADLI questions asked of them, standard library only (domain brief 4.2)."""

import calendar
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

MONTHS_OF_YEAR = 12


@dataclass(frozen=True, slots=True)
class ProcessFacts:
    """What is on record about a process, as far as the ADLI questions ask for it."""

    purpose: str = ""
    steps: int = 0
    has_document: bool = False
    units: int = 0
    not_yet_used_by: str = ""
    evaluated_on: dt.date | None = None
    next_evaluation_on: dt.date | None = None
    learned: str = ""
    changed: str = ""
    feeds: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class AdliQuestion:
    """One of the four factors, asked in plain words, with what is on record and what is not."""

    factor: str
    question: str
    answer: str
    missing: str

    @property
    def is_answered(self) -> bool:
        """Whether nothing is missing."""
        return not self.missing


def adli_questions(facts: ProcessFacts, *, as_of: dt.date) -> list[AdliQuestion]:
    """The four ADLI questions of a process with what answers each on a day."""
    return [_approach(facts), _deployment(facts), _learning(facts, as_of), _integration(facts)]


def next_evaluation(*, last: dt.date | None, began_on: dt.date, months: int | None) -> dt.date | None:
    """The day a process is to be evaluated again: so many months after the last time, or after it began."""
    return None if months is None else add_months(last or began_on, months)


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day so many months later; the last of the month where there is no such day."""
    year, month = divmod(day.year * MONTHS_OF_YEAR + day.month - 1 + months, MONTHS_OF_YEAR)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _approach(facts: ProcessFacts) -> AdliQuestion:
    written = []
    if facts.purpose:
        written.append("It says what it is for.")
    if facts.steps:
        written.append(f"It has {facts.steps} written step{'' if facts.steps == 1 else 's'}.")
    if facts.has_document:
        written.append("It has a document.")
    missing = []
    if not facts.purpose:
        missing.append("Say what the process is for.")
    if not facts.steps and not facts.has_document:
        missing.append("Write its steps down or link the document.")
    question = "How do we do it, and would two people do it the same way?"
    return AdliQuestion("Approach", question, " ".join(written), " ".join(missing))


def _deployment(facts: ProcessFacts) -> AdliQuestion:
    question = "Who uses it, and who should but does not yet?"
    if not facts.units:
        return AdliQuestion("Deployment", question, "", "Name a unit that uses it.")
    used = f"{facts.units} unit{' uses' if facts.units == 1 else 's use'} it."
    if facts.not_yet_used_by:
        used += f" Not yet: {facts.not_yet_used_by}"
    return AdliQuestion("Deployment", question, used, "")


def _learning(facts: ProcessFacts, as_of: dt.date) -> AdliQuestion:
    question = "When did we last look at whether it works, and what did we change?"
    if facts.evaluated_on is None:
        return AdliQuestion("Learning", question, "", "It was never evaluated. Evaluate it once.")
    answer = f"Learned: {facts.learned}"
    if facts.changed:
        answer += f" Changed: {facts.changed}"
    missing = ""
    if facts.next_evaluation_on is not None and facts.next_evaluation_on < as_of:
        missing = "The next evaluation is overdue."
    return AdliQuestion("Learning", question, answer, missing)


def _integration(facts: ProcessFacts) -> AdliQuestion:
    question = "What does it feed: which goals, strategies, measures and other processes?"
    if not facts.feeds:
        return AdliQuestion("Integration", question, "", "Say what it feeds.")
    return AdliQuestion("Integration", question, f"It feeds {', '.join(facts.feeds)}.", "")
