"""Doors of the district: the staff home, history, units, people."""

from django.urls import path

from district.views import (
    beginning,
    following,
    history,
    home,
    people,
    person,
    places,
    profile,
    who,
)
from district.views.in_place import fields, rows

app_name = "district"
urlpatterns = [
    path("begin/", beginning.begin, name="begin"),
    path("staff/", home.staff_home, name="staff_home"),
    path("staff/following/", following.following, name="following"),
    path("staff/district/", profile.profile_edit, name="profile_edit"),
    path("staff/history/", history.history_list, name="history_list"),
    path("staff/history/<str:model>/<str:pk>/", history.history_of, name="history_of"),
    path("staff/units/", places.unit_list, name="unit_list"),
    path("staff/units/add/", places.unit_add, name="unit_add"),
    path("staff/units/<slug:slug>/edit/", places.unit_edit, name="unit_edit"),
    path("staff/years/", places.year_list, name="year_list"),
    path("staff/groups/", places.group_list, name="group_list"),
    path("staff/groups/schemes/add/", places.scheme_add, name="scheme_add"),
    path("staff/groups/schemes/<slug:code>/edit/", places.scheme_edit, name="scheme_edit"),
    path("staff/groups/add/", places.group_add, name="group_add"),
    path("staff/groups/<slug:code>/edit/", places.group_edit, name="group_edit"),
    path("staff/people/", people.person_list, name="person_list"),
    path("staff/people/who-can-do-what/", who.who_can_do_what, name="who_can_do_what"),
    path("staff/people/add/", people.person_add, name="person_add"),
    path("staff/people/<int:pk>/", person.person_detail, name="person_detail"),
    path("staff/people/<int:pk>/edit/", person.person_edit, name="person_edit"),
    path("staff/people/<int:pk>/leave/", person.person_leave, name="person_leave"),
    path("staff/people/<int:pk>/return/", person.person_return, name="person_return"),
    path("staff/people/<int:pk>/roles/", people.role_give, name="role_give"),
    path("staff/people/roles/<int:pk>/edit/", people.role_edit, name="role_edit"),
    path("staff/people/roles/<int:pk>/end/", people.role_end, name="role_end"),
    path("staff/edit/<slug:kind>/<int:pk>/<slug:field>/", fields.field_show, name="field_show"),
    path("staff/edit/<slug:kind>/<int:pk>/<slug:field>/edit/", fields.field_edit, name="field_edit"),
    path("staff/edit/<slug:kind>/<int:pk>/<slug:field>/undo/", fields.field_undo, name="field_undo"),
    path("staff/rows/<slug:kind>/<int:pk>/move/", rows.row_move, name="row_move"),
    path("staff/rows/<slug:kind>/<int:pk>/remove/", rows.row_remove, name="row_remove"),
    path("staff/rows/<slug:kind>/restore/<uuid:removal>/", rows.row_restore, name="row_restore"),
]
