"""What the columns of a file mean, said without a wording: on one page, or in the sections of the editor."""

from imports.mapping.columns import FIELDS, chosen_in, recipe_spec, suggestions
from imports.mapping.preview import SHOWN_WORDS, Preview, counted_words, places_of
from imports.mapping.sections import (
    COLUMNS_OF_A_MEASURE,
    CONDITIONS,
    MARKS,
    blank_sections,
    fits_sections,
    sections_of,
    spec_of,
)

__all__ = [
    "COLUMNS_OF_A_MEASURE",
    "CONDITIONS",
    "FIELDS",
    "MARKS",
    "SHOWN_WORDS",
    "Preview",
    "blank_sections",
    "chosen_in",
    "counted_words",
    "fits_sections",
    "places_of",
    "recipe_spec",
    "sections_of",
    "spec_of",
    "suggestions",
]
