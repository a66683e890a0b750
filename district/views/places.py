"""Units, school years and student groups."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from district import actions
from district.forms import GroupForm, SchemeForm, UnitForm, YearForm
from district.models import GroupScheme, OrgUnit, SchoolYear, StudentGroup
from district.permissions import can_manage_units, can_see_units
from district.views.editing import form_page, posted

PAGE = 50
page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def unit_list(request: HttpRequest) -> HttpResponse:
    """Every unit by level, closed ones too, and those kept for comparison after our own."""
    _allow(can_see_units(request.user))
    units = OrgUnit.objects.select_related("parent").prefetch_related("reporting_ids")
    # The district's own first: imports keep hundreds of others for comparison.
    ordered = units.order_by("is_comparison", "level", "order", "name", "pk")
    shown = Paginator(ordered, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": shown,
        "units": shown.object_list,
        "can_manage": can_manage_units(request.user),
    }
    return render(request, "district/unit_list.html", context)


@page
def unit_add(request: HttpRequest) -> HttpResponse:
    """Add a school, department, program or comparison unit."""
    return _unit_page(request, OrgUnit())


@page
def unit_edit(request: HttpRequest, slug: str) -> HttpResponse:
    """Change a unit, close it, or note what others call it."""
    _allow(can_see_units(request.user))
    return _unit_page(request, get_object_or_404(OrgUnit, slug=slug))


@page
def year_list(request: HttpRequest) -> HttpResponse:
    """School years, and a form for the next one."""
    _allow(can_see_units(request.user))
    can_manage = can_manage_units(request.user)
    _allow(can_manage or request.method != "POST")
    form = YearForm(posted(request))

    def save(clean: dict[str, Any]) -> str:
        actions.save_school_year(year=form.instance, by=request.user, reason=clean["reason"])
        return reverse("district:year_list")

    years = SchoolYear.objects.all()
    return form_page(request, "district/year_list.html", form, save, years=years, can_manage=can_manage)


@require_safe
def group_list(request: HttpRequest) -> HttpResponse:
    """Student groups under the way of grouping they belong to."""
    _allow(can_see_units(request.user))
    schemes = GroupScheme.objects.prefetch_related(
        Prefetch("groups", queryset=StudentGroup.objects.order_by("order"))
    )
    context = {"schemes": schemes, "can_manage": can_manage_units(request.user)}
    return render(request, "district/group_list.html", context)


@page
def scheme_add(request: HttpRequest) -> HttpResponse:
    """Add a way of grouping students."""
    return _scheme_page(request, GroupScheme())


@page
def scheme_edit(request: HttpRequest, code: str) -> HttpResponse:
    """Change a way of grouping students, or end it."""
    _allow(can_manage_units(request.user))
    return _scheme_page(request, get_object_or_404(GroupScheme, code=code))


@page
def group_add(request: HttpRequest) -> HttpResponse:
    """Add a student group."""
    return _group_page(request, StudentGroup())


@page
def group_edit(request: HttpRequest, code: str) -> HttpResponse:
    """Change the name or order of a student group."""
    _allow(can_manage_units(request.user))
    return _group_page(request, get_object_or_404(StudentGroup, code=code))


def _unit_page(request: HttpRequest, unit: OrgUnit) -> HttpResponse:
    _allow(can_manage_units(request.user))
    form = UnitForm(posted(request), instance=unit)
    name = unit.name

    def save(clean: dict[str, Any]) -> str:
        ids = clean["reporting_ids"]
        actions.save_unit(unit=form.instance, reporting_ids=ids, by=request.user, reason=clean["reason"])
        return reverse("district:unit_list")

    return form_page(request, "district/unit_form.html", form, save, name=name, key=unit.pk)


def _scheme_page(request: HttpRequest, scheme: GroupScheme) -> HttpResponse:
    _allow(can_manage_units(request.user))
    form = SchemeForm(posted(request), instance=scheme)
    name = scheme.name

    def save(clean: dict[str, Any]) -> str:
        actions.save_group_scheme(scheme=form.instance, by=request.user, reason=clean["reason"])
        return reverse("district:group_list")

    return form_page(request, "district/scheme_form.html", form, save, name=name)


def _group_page(request: HttpRequest, group: StudentGroup) -> HttpResponse:
    _allow(can_manage_units(request.user))
    form = GroupForm(posted(request), instance=group)
    name = group.name

    def save(clean: dict[str, Any]) -> str:
        actions.save_student_group(group=form.instance, by=request.user, reason=clean["reason"])
        return reverse("district:group_list")

    return form_page(request, "district/group_form.html", form, save, name=name)


def _allow(may: bool) -> None:
    if not may:
        raise PermissionDenied
