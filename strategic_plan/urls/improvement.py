"""Continuous improvement, below /staff/improvement/: processes, cycles, criteria and self-assessments."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
