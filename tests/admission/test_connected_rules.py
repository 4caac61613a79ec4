"""Rules of the background check and of private owners, asked by the steps whose they are (ADM-16, ADM-28)."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.test import override_settings

from tests.chain import Journey, build_chain
from workflows.models import Judgement

pytestmark = pytest.mark.django_db

PAPERS = ["registration", "tax_confirmation", "insurance_confirmation", "labour_agreement", "activity_report"]


@pytest.fixture
def in_hanoi() -> Iterator[None]:
    with override_settings(ADMISSION_LOCAL_LAW="ha-noi"):
        yield


def found(verb: str, name: str) -> dict[str, Any]:
    judged = Judgement.objects.filter(verb=verb).order_by("pk").last()
    assert judged is not None
    return {finding["name"]: finding for finding in judged.findings}[name]


def completed(day: date, **particulars: Any) -> dict[str, Any]:
    journey = Journey(build_chain(with_section=False), start=day)
    journey.to("completion")
    journey.do("record_particulars", **particulars)
    journey.complete()
    return found("declare_complete", "private_owner_has_the_papers")


def test_certificate_follows_every_reply_and_says_so() -> None:
    """ADM-28: the act that certifies cites the article."""
    Journey(build_chain(with_section=False)).to("completion")
    finding = found("certify_cv", "nothing_is_certified_before_the_replies")
    assert (finding["status"], finding["blocks"]) == ("holds", True)
    assert finding["citations"][0]["article"] == "Mục 3.4d"


@pytest.mark.parametrize(("owner", "status"), [(True, "human"), (False, "holds"), (None, "unknown")])
def test_owner_of_a_private_enterprise_is_noted_and_nationally_people_conclude(owner: Any, status: str) -> None:
    finding = completed(date(2025, 8, 4), private_owner=owner, special_papers=[])
    assert (finding["status"], finding["blocks"]) == (status, False)


@pytest.mark.usefixtures("in_hanoi")
@pytest.mark.parametrize(("papers", "status"), [(PAPERS, "holds"), (PAPERS[1:], "broken")])
def test_hanoi_names_the_papers_of_a_private_owner(papers: list[str], status: str) -> None:
    finding = completed(date(2025, 11, 24), private_owner=True, special_papers=papers)
    assert (finding["status"], finding["certainty"]) == (status, "local")
    assert (finding["numbers"].get("missing") or []) == (
        [] if status == "holds" else ["registration of the enterprise"]
    )
