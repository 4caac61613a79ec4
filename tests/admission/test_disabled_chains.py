"""Chains that are known and never applied: army and police (ADM-50, P7), and what a draft alone tells (P8)."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from admission.chains import chain_rows, place_row
from admission.flows import AdmissionFlow
from admission.law_of_day import law_of
from admission.models import Dossier
from admission.routes import ChainDisabled, route_of
from organization.models import Force, Organization
from tests.admission.unusual import UnusualJourney, broken
from tests.chain import START, Chain, build_chain
from workflows.actions import Refused, open_case
from workflows.findings import RuleBroken

pytestmark = pytest.mark.django_db

REASON = "The armed forces have rules of their own (ADM-50), which are not known here."
#: How it begins on a page, which names the rule by what it judges.
TOLD = "The armed forces have rules of their own"


def of_the(force: str, place: Organization) -> None:
    Organization.objects.filter(pk=place.pk).update(force=force)


def opening(chain: Chain, verb: str = "open_dossier", **data: Any) -> None:
    values = {
        "person": chain.applicant.person,
        "authorisation_number": "12-NQ/ĐU",
        "authorised_on": START - timedelta(days=3),
        "acknowledge": True,
        **data,
    }
    open_case(
        AdmissionFlow, by=chain.users["cell"], body=chain.bodies["cell"], on=START, key=uuid4(), data=values, verb=verb
    )


@pytest.mark.parametrize("verb", ["open_dossier", "follow_person"])
@pytest.mark.parametrize("force", Force.values)
@pytest.mark.parametrize("place", ["cell", "base", "khoi"])
def test_no_dossier_is_opened_below_an_organisation_of_the_armed_forces(place: str, force: str, verb: str) -> None:
    chain = build_chain()
    of_the(force, getattr(chain, place))
    with pytest.raises(RuleBroken) as caught:
        opening(chain, verb)
    found = caught.value.findings[0]
    assert broken(caught.value)[0] == ("ADM-50", "armed_forces_have_rules_of_their_own")
    assert found.articles == "Mục 4.3.2d Quy định 294-QĐ/TW"
    assert not Dossier.objects.exists()


def test_others_open_as_before_beside_an_organisation_of_the_armed_forces() -> None:
    chain, other = build_chain(), build_chain()
    of_the(Force.POLICE, other.base)
    opening(chain)
    assert Dossier.objects.get().organization == chain.cell


def test_open_dossier_waits_with_the_reason_once_its_organisation_belongs_to_the_police() -> None:
    journey = UnusualJourney(build_chain(with_section=False))
    journey.to("appraisal")
    of_the(Force.POLICE, journey.chain.base)
    with pytest.raises(Refused, match="rules of their own"):
        journey.do("appraise", register_number="15", remarks="đủ", extract_sent=True)
    assert journey.step == "appraisal"


def test_page_of_the_opening_says_why_before_anything_is_typed(settings: Any) -> None:
    settings.TODAY = START
    chain = build_chain()
    client = Client(headers={"accept-language": "en"})
    client.force_login(chain.users["cell"])
    assert TOLD not in client.get(reverse("open_dossier")).content.decode()
    of_the(Force.ARMY, chain.base)
    for address in ("open_dossier", "follow_person"):
        assert TOLD in client.get(reverse(address)).content.decode()


def test_page_of_the_opening_refuses_with_the_article(settings: Any) -> None:
    settings.TODAY = START
    chain = build_chain()
    of_the(Force.ARMY, chain.base)
    client = Client(headers={"accept-language": "en"})
    client.force_login(chain.users["cell"])
    person = chain.applicant.person
    assert person is not None
    data = {
        "key": str(uuid4()),
        "body": str(chain.bodies["cell"].pk),
        "person": person.public_id,
        "authorisation_number": "12",
        "authorised_on": f"{START:%d/%m/%Y}",
    }
    answer = client.post(reverse("open_dossier"), data)
    assert answer.status_code == 422
    assert "Mục 4.3.2d Quy định 294-QĐ/TW" in answer.content.decode()
    assert not Dossier.objects.exists()


def test_page_of_the_chains_shows_the_way_of_the_readers_own_cells(settings: Any) -> None:
    settings.TODAY = START
    chain = build_chain()
    client = Client(headers={"accept-language": "en"})
    client.force_login(chain.users["cell"])
    page = client.get(reverse("chains")).content.decode()
    assert "Chain P1" in page.split('panel todo">')[1].split("</section>")[0]
    assert str(chain.cell) in page
    of_the(Force.POLICE, chain.cell)
    own = client.get(reverse("chains")).content.decode().split('panel todo">')[1].split("</section>")[0]
    assert TOLD in own
    assert "Chain P7" in own


def test_table_of_chains_names_the_article_of_what_is_disabled() -> None:
    rows = {row.code: row for row in chain_rows(date(2025, 11, 14))}
    assert (rows["P7"].reason, rows["P7"].source) == (REASON, "Mục 4.3.2d Quy định 294-QĐ/TW")
    assert (rows["P7"].applies, rows["P8"].applies) == (False, False)


@pytest.mark.parametrize(("day", "told"), [(date(2026, 7, 25), False), (date(2026, 7, 26), True)])
def test_chain_of_the_draft_is_named_from_the_day_on_which_the_draft_takes_effect(day: date, told: bool) -> None:
    chain = build_chain()
    row = place_row(chain.cell, day)
    assert (row.code, row.reason) == ("P1", "")
    assert ("Chain P8: Known from the draft" in row.draft) is told


def test_grassroots_cell_is_not_of_the_chain_of_the_draft() -> None:
    assert place_row(build_chain("p4").cell, date(2026, 7, 26)).draft == ""


def test_reason_costs_no_more_than_a_route(django_assert_num_queries: Any) -> None:
    chain = build_chain()
    of_the(Force.ARMY, chain.khoi)
    with django_assert_num_queries(1), pytest.raises(ChainDisabled):
        route_of(chain.cell, START, law_of(START))
