"""A dossier on the way of each chain."""

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile

from organization.models import User
from tests.chain import Journey, build_chain
from tests.workflows.files import pdf
from workflows.screens import screen_of
from workflows.timeline import entries, events_of

IN_2024 = date(2024, 3, 4)
#: chain -> (day of the beginning, states in which the steps leave the dossier, in order)
WAYS = {
    "p0k": (IN_2024, ["cell_resolved", "section_appraised", "base_resolved", "authority_voting", "authority_agreed"]),
    "p1": (
        date(2025, 8, 4),
        ["cell_resolved", "section_appraised", "base_resolved", "authority_voting", "authority_agreed"],
    ),
    "p2": (date(2025, 8, 4), ["cell_resolved", "section_appraised", "authority_agreed"]),
    "p0": (
        date(2025, 3, 4),
        ["cell_resolved", "section_appraised", "base_resolved", "authority_voting", "authority_agreed"],
    ),
    "p3": (date(2025, 8, 4), ["cell_resolved", "section_appraised", "authority_voting", "authority_agreed"]),
    "p5": (date(2025, 8, 4), ["cell_resolved", "authority_voting", "authority_agreed"]),
    "p4": (date(2025, 8, 4), ["cell_resolved", "authority_voting", "authority_agreed"]),
    "p6": (
        date(2025, 8, 4),
        ["cell_resolved", "section_appraised", "base_resolved", "authority_voting", "authority_agreed"],
    ),
    "p6_cell": (date(2025, 8, 4), ["cell_resolved", "authority_voting", "authority_agreed"]),
}


def journey_of(profile: str, **options) -> Journey:
    start, _states = WAYS[profile]
    return Journey(build_chain("p1" if profile == "p0k" else profile, **options), start=start)


def told(journey: Journey) -> list[str]:
    dossier = journey.dossier
    lines = entries(dossier, events_of(dossier), screen_of("admission"))
    return [line for entry in lines for line in entry.lines]


def withdraw_for(journey: Journey, by: User, **data):
    values = {
        "requested_on": journey.day,
        "reason": "",
        "file": SimpleUploadedFile("don.pdf", pdf(), content_type="application/pdf"),
        "on_request": True,
        **data,
    }
    return journey.do_on_case("withdraw_for_applicant", by=by, **values)


def without_account(journey: Journey) -> Journey:
    User.objects.filter(pk=journey.chain.applicant.pk).update(is_active=False)
    return journey
