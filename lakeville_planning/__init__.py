"""Wiring: the only package that may know every app."""

from lakeville_planning.celery import app as celery_app

__all__ = ["celery_app"]
