"""What a chart says to those who cannot see it: the same values, in a sentence each."""

from django.utils.translation import gettext as _

from ui.charts.values import Line, Target, Trend
from ui.words import Unit


def target_words(target: Target, unit: Unit) -> str:
    """The target alone: "90%", "5% to 13%"."""
    words = unit.short(target.value, trim=True)
    if target.high is None:
        return words
    return _("%(low)s to %(high)s") % {"low": words, "high": unit.short(target.high, trim=True)}


def _series(line: Line, unit: Unit) -> str:
    return ", ".join(f"{year}: {unit.short(value)}" for year, value in line.shown())


def reading(trend: Trend) -> str:
    """Every line with its years and values, then the target; a given description wins."""
    if trend.description:
        return str(trend.description)
    sentences = []
    for line in trend.lines:
        if line.shown():
            name = f"{line.name}. " if line.name else ""
            sentences.append(f"{name}{_series(line, trend.unit)}.")
    if trend.target:
        sentences.append(
            _("Target %(target)s in %(year)s.")
            % {"target": target_words(trend.target, trend.unit), "year": trend.target.year}
        )
    return " ".join(sentences)


def short_reading(trend: Trend) -> str:
    """First, middle and last value, and the target: enough for a small drawing beside its number."""
    if trend.description:
        return str(trend.description)
    if trend.old and trend.old.shown():
        year = trend.us.shown()[0][0] if trend.us.shown() else trend.old.shown()[-1][0] + 1
        return _("A new test began in %(year)s. Earlier results cannot be compared.") % {"year": year}
    shown = trend.us.shown()
    if not shown:
        return ""
    few = sorted({shown[0], shown[len(shown) // 2], shown[-1]})
    words = ", ".join(f"{year}: {trend.unit.short(value)}" for year, value in few)
    if trend.target is None:
        return _("Trend. %(values)s.") % {"values": words}
    return _("Trend. %(values)s. Target %(target)s in %(year)s.") % {
        "values": words,
        "target": target_words(trend.target, trend.unit),
        "year": trend.target.year,
    }
