"""People and units from a sheet: read by the shared readers, checked by the same forms as one by one.

A check loads the sheet and takes everything back, so what it says is what a load would do. A load does the
same and keeps it: all rows or none.
"""

from imports.rosters.rows import Outcome, RosterRow
from imports.rosters.running import MOST_ROWS, Roster, check_roster, load_roster

__all__ = ["MOST_ROWS", "Outcome", "Roster", "RosterRow", "check_roster", "load_roster"]
