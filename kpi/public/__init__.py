"""Compiles the measures of a release: live rows in, cleared payloads out (house.md section 2)."""

from kpi.public.compiling import compile_measures

__all__ = ["compile_measures"]
