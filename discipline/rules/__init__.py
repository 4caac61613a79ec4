"""What must be true of a discipline case, step by step."""

from discipline.rules import complaint as complaint
from discipline.rules import complaint_bars as complaint_bars
from discipline.rules import complaint_resolving as complaint_resolving
from discipline.rules import contents as contents
from discipline.rules import denunciation as denunciation
from discipline.rules import inspection as inspection
from discipline.rules import wrong_discipline as wrong_discipline
