"""Whom the district listens to, and how; standard library only."""

from enum import StrEnum


class Audience(StrEnum):
    """Who was heard."""

    STUDENTS = "students"
    FAMILIES = "families"
    STAFF = "staff"
    ASSOCIATION = "association"
    COMMUNITY = "community"
    COMMITTEE = "committee"
    PARTNERS = "partners"
    BOARD = "board"

    @property
    def words(self) -> str:
        return {
            "association": "Teachers’ association",
            "committee": "District advisory committee",
            "partners": "Employers and partners",
            "board": "Board of Education",
        }.get(self.value, self.value.capitalize())

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return [(each.value, each.words) for each in cls]


class Method(StrEnum):
    """How they were heard."""

    SURVEY = "survey"
    MEETING = "meeting"
    LISTENING = "listening"
    INTERVIEWS = "interviews"
    COMMENT = "comment"
    COMMITTEE = "committee"
    LETTERS = "letters"

    @property
    def words(self) -> str:
        return {
            "listening": "Listening session",
            "interviews": "Interviews or focus group",
            "comment": "Public comment",
            "committee": "Committee work",
            "letters": "Letters and messages",
        }.get(self.value, self.value.capitalize())

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return [(each.value, each.words) for each in cls]
