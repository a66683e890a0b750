"""Whose result a row is: its school or district, its student group, its school year."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from imports.checking.chunk import Chunk
from imports.checking.results import Objects, Question, Texts
from imports.domain import cut
from imports.domain.cells import plain
from imports.targets import PeriodUnread, ReadPeriod, Vocabulary


def units_of(chunk: Chunk, vocabulary: Vocabulary) -> Objects:
    """Return each row's unit by its outside id, with the zeros that a spreadsheet dropped."""
    rule = chunk.recipe.unit
    parts = [chunk.column(part.column).map(_padding(part.width)) for part in rule.parts]
    keys = np.full(len(chunk.rows), rule.constant, dtype=object) if not parts else _joined(parts, rule.join)
    texts = Texts.of(keys)
    names = _names(chunk, texts)
    ids = texts.map(lambda key: vocabulary.unit(rule.prefix + key, names.get(key, "")) if key else None)
    sentences = ("“{}” is no school or district we know.", "the row names no school or district.")
    label = rule.parts[0].column if rule.parts else ""
    _settle(chunk, ids, keys, (label, rule.unknown, "unknown_unit"), sentences)
    return ids


def groups_of(chunk: Chunk, vocabulary: Vocabulary) -> Objects:
    """Return each row's student group by the recipe's words for it."""
    rule = chunk.recipe.group
    if rule.constant:
        return np.full(len(chunk.rows), vocabulary.group(rule.constant), dtype=object)
    texts = chunk.column(rule.column)
    ids = texts.map(lambda text: vocabulary.group(rule.map.get(plain(text), plain(text))))
    sentences = ("“{}” is no student group we know. Add it to the recipe.", "the row names no student group.")
    _settle(chunk, ids, texts.map(str.strip), (rule.column, rule.unknown, "unknown_group"), sentences)
    return ids


def periods_of(chunk: Chunk, read_period: Callable[[str], ReadPeriod | PeriodUnread]) -> Objects:
    """Return each row's period; a text with a likely meaning becomes a question, never a guess."""
    column = chunk.recipe.period.column
    texts = chunk.column(column)
    read = texts.map(read_period)
    asked: dict[str, Question] = {}
    unread = np.array([isinstance(each, PeriodUnread) for each in read], dtype=bool)
    for at in chunk.living(unread):
        answer, text = read[at], texts.distinct[texts.codes[at]]
        if not answer.suggestion:
            chunk.drop(at, "bad_period", str(answer), column=column, text=text)
            continue
        key = f"period:{text}" if text.strip() else "period"
        asked[key] = Question(key, str(answer), answer.suggestion.replace("?", ""), answer.label)
    chunk.result.questions += asked.values()
    return read


def _settle(
    chunk: Chunk, ids: Objects, texts: Objects, where: tuple[str, str, str], sentences: tuple[str, str]
) -> None:
    """Ignore or refuse rows whose unit or group is not known, as the recipe says."""
    column, unknown, code = where
    for at in chunk.living(np.array([each is None for each in ids], dtype=bool)):
        sentence = sentences[0].format(cut(texts[at])) if texts[at] else sentences[1]
        if unknown == "ignore":
            chunk.leave(at, code, sentence, texts[at], column)
        else:
            chunk.drop(at, code, sentence, column=column, text=texts[at])


def _names(chunk: Chunk, texts: Texts) -> dict[str, str]:
    """Return a name for each unit: the one in its first living row."""
    if not chunk.recipe.unit.name:
        return {}
    named = chunk.column(chunk.recipe.unit.name)
    alive = np.nonzero(chunk.alive)[0]
    _codes, places = np.unique(texts.codes[alive], return_index=True)
    return {
        texts.distinct[texts.codes[at]]: named.distinct[named.codes[at]].strip()
        for at in alive[places].tolist()
    }


def _padding(width: int) -> Callable[[str], str]:
    def padded(text: str) -> str:
        stripped = text.strip()
        return stripped.zfill(width) if stripped.isdigit() else stripped

    return padded


def _joined(parts: list[Objects], join: str) -> Objects:
    if len(parts) == 1:
        return parts[0]
    joined = np.empty(len(parts[0]), dtype=object)
    joined[:] = [join.join(cells) if all(cells) else "" for cells in zip(*parts, strict=True)]
    return joined
