"""The form of a report follows from the record; another one takes its reason, and is shown before it is sent."""

from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from tests.admission.signing_in import SignIn
from tests.discipline.collectives import CollectiveMatter
from tests.discipline.matters import Matter
from workflows.acting import Refused

pytestmark = pytest.mark.django_db


def verified(form: str = "warning", *, concluded: str = "") -> Matter:
    matter = Matter().to("verifying", form=form)
    row = matter.case.violations.get()
    matter.do("conclude_violation", violation=row, established=True, conclusion="It is.", form=concluded)
    matter.hear()
    return matter


def put(matter: Matter, **data: Any) -> None:
    matter.do("put_before_cell", **{"number": "04-BC/CB", "remarks": "", **data})


def test_the_conclusion_on_the_only_violation_says_which_form_is_expected() -> None:
    matter = verified("warning", concluded="expulsion")
    assert matter.case.expected_form == "expulsion"
    put(matter)
    assert (matter.case.expected_form, matter.decides) == ("expulsion", False)


def test_another_form_than_that_of_the_record_takes_its_reason() -> None:
    matter = verified("expulsion")
    for reason in ("", None):
        with pytest.raises(Refused) as error:
            put(matter, proposed_form="reprimand", reason=reason)
        assert set(error.value.errors) == {"reason"}
    assert (matter.case.state, matter.case.expected_form) == ("verifying", "expulsion")
    put(matter, proposed_form="reprimand", reason="The harm was made good.")
    assert (matter.case.expected_form, matter.decides) == ("reprimand", True)
    told = matter.case.events.get(kind="form.changed").payload.values
    assert told == {"expected": "expulsion", "form": "reprimand", "reason": "The harm was made good."}


def test_the_report_about_an_organisation_is_bound_alike() -> None:
    matter = CollectiveMatter()
    matter.to("verifying", form="warning")
    for row in matter.case.violations.all():
        matter.do("conclude_violation", violation=row, established=True, conclusion="It is.")
    with pytest.raises(Refused) as error:
        matter.do("send_to_superior", number="04-BC", proposed_form="reprimand", remarks="")
    assert set(error.value.errors) == {"reason"}


def test_it_is_looked_through_before_the_cell_has_it(sign_in: SignIn) -> None:
    matter = verified("expulsion")
    client = sign_in(matter.actor(), matter.day)
    page = client.get(reverse("task", args=[matter.task.public_id])).content.decode()
    assert "In the record: Expulsion." in page
    doing = reverse("act", args=[matter.task.public_id, "put_before_cell"])
    data = {"key": str(uuid4()), "day": f"{matter.day:%d/%m/%Y}", "number": "04-BC/CB", "acknowledge": "on"}

    misrouted = client.post(doing, {**data, "proposed_form": "reprimand"})
    assert misrouted.status_code == 422
    assert "Say why the report proposes: Reprimand." in misrouted.content.decode()

    review = client.post(doing, {**data, "proposed_form": "expulsion"})
    assert review.status_code == 200
    assert "The cell proposes; a body above it decides." in review.content.decode()
    assert matter.step == "verifying"
    assert client.post(doing, {**data, "proposed_form": "expulsion", "confirmed": "1"}).status_code == 302
    assert matter.step == "cell"
