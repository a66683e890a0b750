"""A recipe: how the files of one source are read, declared as JSON and checked with sentences.

{
  "sheet": ["Data", "Sheet*"],                       # names or patterns; left out: the first with the header
  "columns": {"rate": ["% Absent", "Absent Rate"], "year": {"names": ["School Year"], "optional": true}},
  "unit": {"parts": [{"column": "number", "width": 4}, {"column": "type", "width": 2}], "join": "-",
           "scheme": "mde", "unknown": "create", "level": "district", "name": "district_name"},
  "group": {"column": "group", "map": {"All Students": "all"}, "unknown": "refuse"},  # or {"constant": …}
  "period": {"column": "year", "notation": "school_year"},   # no column or an empty one: a person is asked
  "ignore": [{"column": "year", "equals": ["end of worksheet"], "reason": "The publisher's last line"}],
  "cells": {...}, "measures": [{"indicator": "graduation", "when": {"status": ["Graduate"]},
                                "value": "rate", "numerator": "count", "denominator": "total", "n": "total",
                                "decimals": 2, "cells": {...}, "optional": false}]
}
"""

from imports.domain.recipes.reading import RecipeError, read_recipe
from imports.domain.recipes.rules import Column, Measure, Recipe, RowRule

__all__ = ["Column", "Measure", "Recipe", "RecipeError", "RowRule", "read_recipe"]
