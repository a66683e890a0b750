"""The measures of the demonstration, by core goal."""

from lakeville_planning.demonstration.measures.learning import LEARNING
from lakeville_planning.demonstration.measures.operations import OPERATIONS
from lakeville_planning.demonstration.measures.people import PEOPLE_MEASURES
from lakeville_planning.demonstration.measures.spec import Measure, Spread
from lakeville_planning.demonstration.measures.support import SUPPORT

MEASURES = (*LEARNING, *SUPPORT, *PEOPLE_MEASURES, *OPERATIONS)

__all__ = ["MEASURES", "Measure", "Spread"]
