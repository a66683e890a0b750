"""Doors of the district: signing in, the staff home, history, units, people."""

from django.urls import path

from district.views import history, signing_in

app_name = "district"
urlpatterns = [
    path("sign-in/", signing_in.sign_in, name="sign_in"),
    path("sign-out/", signing_in.sign_out, name="sign_out"),
    path("staff/", signing_in.staff_home, name="staff_home"),
    path("staff/history/", history.history_list, name="history_list"),
    path("staff/history/<str:model>/<str:pk>/", history.history_of, name="history_of"),
]
