"""Who gets a paper handed out, and how."""

from datetime import date

import pytest
from django.http import Http404

from admission.flows import AdmissionFlow
from organization.at_rest.keys import keyring
from organization.models import BodyKind
from tests import factories
from tests.workflows.documents.uploads import D_STROKE, E_ACUTE_CIRCUMFLEX, filed
from tests.workflows.files import WORD, office, pdf
from workflows.audit.chain import Entry, append
from workflows.documents.models import Document
from workflows.documents.places import place
from workflows.documents.views import download
from workflows.models import AccessReason, CaseAccess

TODAY = date(2025, 8, 15)


@pytest.fixture
def case():
    found = factories.case()
    found.flow_class = AdmissionFlow  # a door loads the case of the paper
    found.save()
    return found


@pytest.fixture
def reader(case):
    """A clerk of a body that the case reached."""
    body = factories.body(case.organization, BodyKind.CELL)
    seat = factories.seat(of=body)
    [event] = append(case, [Entry("opened", case.opened_on)], case.created)
    case.save()
    CaseAccess.objects.create(case=case, body=body, reason=AccessReason.OPENED, since=case.opened_on, event=event)
    return factories.user(seat.person)


@pytest.fixture
def paper(case):
    inspected = filed(pdf(), f"{D_STROKE}{E_ACUTE_CIRCUMFLEX} 7.pdf")
    return Document.objects.create(
        case=case,
        code="cv",
        sha256=inspected.sha256,
        size=inspected.size,
        file_name=inspected.file_name,
        content_type=inspected.content_type,
        filed_on=case.opened_on,
    )


@pytest.fixture
def hand_out(rf, settings):
    settings.TODAY = TODAY

    def get(user, public_id):
        request = rf.get(f"/paper/{public_id}/")
        request.user = user
        return download(request, public_id)

    return get


@pytest.mark.django_db
def test_paper_is_handed_out_as_an_attachment_that_can_do_nothing(reader, paper, hand_out):
    response = hand_out(reader, paper.public_id)

    assert (response.status_code, response.content) == (200, pdf())
    assert dict(response.items()) == {
        "Content-Type": "application/pdf",
        "Content-Disposition": "attachment; filename=\"de 7.pdf\"; filename*=UTF-8''%C4%90%E1%BA%BF%207.pdf",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cache-Control": "no-store",
    }


@pytest.mark.django_db
def test_paper_does_not_exist_for_a_stranger(paper, hand_out):
    for stranger in (factories.user(), factories.user(is_superuser=True), factories.user(factories.seat().person)):
        with pytest.raises(Http404):
            hand_out(stranger, paper.public_id)


@pytest.mark.django_db
def test_paper_does_not_exist_after_the_seat_ended(reader, paper, hand_out):
    reader.person.seats.update(until=TODAY)

    with pytest.raises(Http404):
        hand_out(reader, paper.public_id)


@pytest.mark.django_db
def test_subject_gets_only_the_papers_of_his_own_file(case, paper, hand_out):
    subject = factories.user(case.subject)
    with pytest.raises(Http404):
        hand_out(subject, paper.public_id)

    Document.objects.update(own=True)

    assert hand_out(subject, paper.public_id).status_code == 200


@pytest.mark.django_db
def test_subject_in_the_body_does_not_get_the_papers_of_the_others(case, reader, paper, hand_out):
    """Deny for the subject wins over his seat."""
    factories.seat(case.subject, reader.person.seats.get().body, "member")

    with pytest.raises(Http404):
        hand_out(factories.user(case.subject), paper.public_id)


@pytest.mark.django_db
def test_user_without_a_person_gets_nothing(case, paper, hand_out):
    Document.objects.update(own=True)
    lonely = factories.user()
    lonely.person = None
    lonely.save()

    with pytest.raises(Http404):
        hand_out(lonely, paper.public_id)


@pytest.mark.django_db
def test_paper_without_a_file_is_not_found(case, reader, hand_out):
    bare = Document.objects.create(case=case, code="opinions", filed_on=case.opened_on)

    with pytest.raises(Http404):
        hand_out(reader, bare.public_id)


@pytest.mark.django_db
def test_swapped_file_is_not_handed_out(reader, paper, hand_out, media):
    path = place(paper.sha256, keyring().current)
    for change in (lambda: path.write_bytes(office(WORD)), path.unlink):
        change()
        with pytest.raises(Http404, match="missing or damaged"):
            hand_out(reader, paper.public_id)


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_paper_is_only_read(rf, reader, paper, method):
    request = getattr(rf, method)("/")
    request.user = reader

    assert download(request, paper.public_id).status_code == 405
