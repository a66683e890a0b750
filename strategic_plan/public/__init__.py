"""Compiles the plan in force into a release: the Board's words, and what is marked public beside them."""

from strategic_plan.public.words import compile_plan

__all__ = ["compile_plan"]
