"""Whether the way of a day still leads through the body at which a case waits; if not, it must be led on anew."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from organization.models import Body
from workflows.nodes import BodyStep, VerbNode
from workflows.routes import NoRoute, Route


def stranded_because(case: Any, node: VerbNode, body: Body | None, day: date) -> str:
    """Why the step of ``body`` is not its own on the day, in words; empty when it is.

    It is not when another body stands in its place on the route, or when no verb of the step leads on.
    """
    try:
        route: Route = case.route(day)
        expected = node.body_of(case, day) if isinstance(node, BodyStep) else None
    except NoRoute as error:
        return f"{error} {_way_out()}"
    if body is not None and expected is not None and expected.pk != body.pk:
        values = {"day": day.strftime("%d/%m/%Y"), "body": expected}
        return _("On %(day)s this step belongs to %(body)s.") % values + f" {_way_out()}"
    if not any(_leads_on(doing, route) for doing in node.doings.values() if doing.completes):
        return _("The route of the day has no place for this outcome.") + f" {_way_out()}"
    return ""


def may_strand(node: VerbNode) -> bool:
    """Whether a change of the way can take the step from its body: not where the body that opened the case goes on
    with it and every outcome has steps to choose from. Spares pages the question; an act always asks it.
    """
    own = node.flow_class.opening_node().level
    if getattr(node, "level", "") != own:
        return True
    leads = [nodes for doing in node.doings.values() for nodes in doing.leads.values()]
    return any(len(nodes) == 1 and getattr(nodes[0], "level", own) not in (own, "") for nodes in leads)


def _leads_on(doing: Any, route: Route) -> bool:
    """Whether every outcome of the verb has a step on the route."""
    return all(
        any(not getattr(node, "level", "") or route.has(node.level) for node in nodes) for nodes in doing.leads.values()
    )


def _way_out() -> str:
    return _("The cell leads the dossier on by the new way.")
