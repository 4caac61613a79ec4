"""The page docs/states-and-transitions.md as the map, the flow and the tests have it now."""

from django.conf import settings

from admission import map_of_law
from admission.flows import AdmissionFlow
from admission.map_of_law import MapError
from admission.map_of_law.checking import Checker
from admission.map_of_law.page import Places, page
from admission.screens import CLOCKS


def table() -> str:
    """Raises MapError where the map and the flow do not agree."""
    law_map = map_of_law.load()
    problems = Checker(law_map, AdmissionFlow, CLOCKS).problems()
    if problems:
        raise MapError("\n".join(problems))
    return page(law_map, Places(AdmissionFlow, settings.BASE_DIR / "tests"))
