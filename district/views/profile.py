"""What the district is called and how it looks."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from district import actions
from district.domain.colours import themes
from district.forms import ProfileForm
from district.models import DistrictProfile
from district.permissions import can_manage_district
from district.views.editing import form_page

TEMPLATE = "district/profile_edit.html"


@require_http_methods(["GET", "HEAD", "POST"])
def profile_edit(request: HttpRequest) -> HttpResponse:
    """Change the district's name, contact and look, after looking at a colour in both themes."""
    if not can_manage_district(request.user):
        raise PermissionDenied
    profile = get_object_or_404(DistrictProfile)
    sent = request.method == "POST"
    accent = profile.accent
    logo = profile.logo
    form = ProfileForm(request.POST if sent else None, request.FILES if sent else None, instance=profile)
    if sent and form.is_valid():
        accent = form.cleaned_data["accent"]
    context: dict[str, Any] = {"themes": themes(accent), "logo": logo}
    if sent and "preview" in request.POST:
        return render(request, TEMPLATE, {"form": form, "is_preview": True, **context})

    def save(clean: dict[str, Any]) -> str:
        actions.save_profile(
            profile=form.instance,
            new_logo=clean["new_logo"],
            removes_logo=clean.get("removes_logo", False),
            by=request.user,
            reason=clean["reason"],
        )
        return reverse("district:profile_edit")

    return form_page(request, TEMPLATE, form, save, **context)
