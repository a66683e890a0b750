"""Tags and filters every page may use: ``{% load ui %}``."""

import datetime as dt
import uuid
from decimal import Decimal
from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField
from django.template.context import Context
from django.templatetags.static import static
from django.utils.html import format_html

from ui import navigation, staticfiles, words
from ui.differences import Pair
from ui.differences import differences as word_differences

register = template.Library()
ONCE = "once"  # the name of the input by which a form that was sent twice is known

for name in ("percent", "points", "signed", "money", "money_exact", "school_year", "share"):
    register.filter(name, getattr(words, name))


@register.filter
def figure(value: Decimal | float, decimals: int = 0) -> str:
    """A figure with thousands separators and a real minus sign."""
    return words.number(value, decimals)


@register.filter
def day(value: dt.date | None) -> str:
    """A date in full, or nothing."""
    return words.day(value) if value else ""


@register.filter
def initials(person: object) -> str:
    """The first letters of the first and last word of a name."""
    parts = str(person).split()
    return "".join(part[0] for part in (parts[:1] + parts[1:][-1:])).upper()


@register.simple_tag(takes_context=True, name="navigation")
def navigation_items(context: Context, menu: str) -> list[navigation.Item]:
    """The items of a menu for the page being shown; the staff's alone depend on who reads it."""
    request = context.get("request")
    person = context.get("user") if menu == "staff" else None  # a public page must not touch the session
    return navigation.menu(
        menu,
        path=request.path if request else "",
        prefix=context.get("public_prefix") or "",
        person=person,
    )


@register.simple_tag
def plotly_url() -> str:
    """The address of the Plotly bundle; loaded only after "Explore this chart"."""
    return static(staticfiles.plotly_file())


@register.simple_tag
def status_of(status: str) -> words.Status:
    """The words and mark of a status."""
    return words.STATUSES[status]


@register.inclusion_tag("ui/icon.html")
def icon(name: str) -> dict[str, str]:
    """A small drawing from the sprite; the words beside it carry the meaning."""
    return {"name": name}


@register.inclusion_tag("ui/status_badge.html")
def status_badge(status: str) -> dict[str, Any]:
    """A status as shape and word; suppressed is words only."""
    return {"status": words.STATUSES[status]}


@register.inclusion_tag("ui/status_mark.html")
def status_mark(status: str) -> dict[str, Any]:
    """A status as shape alone; the word must stand beside it or be said elsewhere."""
    return {"status": words.STATUSES[status]}


@register.inclusion_tag("ui/key.html")
def status_key(url: str = "/about/status/") -> dict[str, Any]:
    """The five shapes with their words, and the link to the rule."""
    return {"statuses": [words.STATUSES[name] for name in words.KEY], "url": url}


@register.inclusion_tag("ui/field.html")
def field(bound: BoundField, css: str = "") -> dict[str, Any]:
    """A form field: label, hint, errors and input, tied together by ids."""
    many = isinstance(bound.field.widget, forms.RadioSelect | forms.CheckboxSelectMultiple)
    return {
        "field": bound,
        "css": css,
        "is_group": many,
        "is_box": isinstance(bound.field.widget, forms.CheckboxInput),
    }


@register.inclusion_tag("ui/error_summary.html")
def error_summary(form: forms.BaseForm) -> dict[str, Any]:
    """Everything that is wrong with a form, as links to its fields; nothing where nothing is."""
    return {"form": form}


@register.simple_tag
def differences(first: str, second: str) -> Pair:
    """Two texts in pieces, the words that differ marked."""
    return word_differences(str(first), str(second))


@register.simple_tag
def once() -> str:
    """For a form that adds or decides: sent twice, as by a double click, it is done once."""
    return format_html('<input type="hidden" name="{}" value="{}">', ONCE, uuid.uuid4())
