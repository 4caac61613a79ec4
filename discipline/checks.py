"""System checks: every verb of the procedure's flows has its form, and the table of forms names no other."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, register

from discipline.forms import SHARED
from discipline.screens import FLOWS, SCREEN
from workflows.nodes import CaseFlow, Opening
from workflows.verbs import Verb


@register()
def verbs_and_forms_agree(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    flows = [flow for flow in CaseFlow.__subclasses__() if flow.process_class in FLOWS]
    return list(form_problems(flows, SCREEN.forms, SHARED))


def form_problems(
    flows: Sequence[type[CaseFlow]], forms: Mapping[str, Any], shared: frozenset[str] = frozenset()
) -> Iterator[CheckMessage]:
    """What the table leaves out or has too much; two verbs of one code share a form only where both tables say so."""
    verbs: dict[str, Verb] = {}
    asked = set()
    for flow in flows:
        for node in flow.verb_nodes():
            for code, doing in node.doings.items():
                # an opening has a page of its own, or is done by another act
                if not (doing.verb.by_system or doing.verb.at_meeting or isinstance(node, Opening)):
                    asked.add(code)
                if verbs.setdefault(code, doing.verb) is not doing.verb and code not in shared:
                    yield Error(f"Two verbs have the code '{code}': they would share one form.", id="discipline.E001")
    for code in sorted(asked - forms.keys()):
        yield Error(f"The verb '{code}' has no form.", id="discipline.E002")
    for code in sorted(forms.keys() - verbs.keys()):
        yield Error(f"The table has a form for '{code}', which no flow declares.", id="discipline.E003")
