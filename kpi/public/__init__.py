"""Compiles the measures of a release: live rows in, cleared payloads out (house.md section 2)."""

from kpi.public.checking import targets_tell_nothing_hidden
from kpi.public.compiling import compile_measures

__all__ = ["compile_measures", "targets_tell_nothing_hidden"]
