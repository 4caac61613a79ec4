"""Two persons erase a value for a reason; the record stays whole and says so, here and to the stranger's program."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from organization.models import BodyKind, Role, User
from tests import factories
from tests.admission.conftest import sign_in as sign_in
from tests.admission.signing_in import SignIn
from tests.discipline.matters import Matter
from tests.workflows.audit.readings import read
from tools import verify_record as tool
from workflows.audit.chain import verify
from workflows.audit.erasing import NotErased, erase
from workflows.audit.models import Event
from workflows.audit.readings import verify_days
from workflows.audit.verifying import verify_all
from workflows.models import Case

pytestmark = pytest.mark.django_db

PASSWORD = "a long enough password"
REASON = "Entered in the wrong case."


@pytest.fixture
def matter(settings) -> Matter:
    made = Matter(registrar="inspection").to("screening")
    settings.TODAY = made.day
    return made


@pytest.fixture
def keepers(matter) -> tuple[User, User]:
    """Two who head the commission."""
    commission = matter.task.body
    assert commission.kind == BodyKind.INSPECTION
    found = []
    for number, role in enumerate((Role.HEAD, Role.DEPUTY_HEAD)):
        one = factories.user(factories.person(f"Keeper {number}"), username=f"keeper{number}", password=PASSWORD)
        factories.seat(one.person, commission, role)
        found.append(one)
    return found[0], found[1]


@pytest.fixture
def event(matter) -> Event:
    found: Event = matter.case.events.filter(payload__fields__has_key="described").first() or matter.case.events.get(
        sequence=1
    )
    return found


def name_of(event: Event) -> str:
    return next(name for name in sorted(event.payload.fields) if not name.startswith("_"))


def erased(row, names, two, matter, reason=REASON):
    by, second = two
    return erase(row, names, by=by, second=second, reason=reason, on=matter.day, at=timezone.now())


def whole(case: Case) -> bool:
    return [report.ok for _case, report in verify_all(Case.objects.filter(pk=case.pk))] == [True]


def test_two_persons_erase_for_a_reason_and_the_record_stays_whole(matter, keepers, event):
    name = name_of(event)
    made = erased(event, [name], keepers, matter)

    payload = Event.objects.get(pk=event.pk).payload
    assert (payload.fields[name], payload.values[name]) == ({"redacted": matter.day.isoformat()}, None)
    assert (made.payload.actor, made.payload.values["second"]) == (keepers[0], keepers[1].pk)
    assert (made.payload.values["reason"], made.payload.values["names"]) == (REASON, [name])
    case = Case.objects.get(pk=matter.case_id)
    assert (case.event_count, case.head_hash) == (made.sequence, made.hash)
    assert (verify(case).ok, verify(case).erased, whole(case)) == (True, 1, True)
    out = StringIO()
    call_command("record", "verify", stdout=out)
    assert f"{case.code}: OK, {case.event_count} events, 1 erased values" in out.getvalue()


def test_pages_go_on_after_it(matter, keepers, event, sign_in: SignIn):
    names = [name for name in event.payload.fields if not name.startswith("_")]
    erased(event, [*names, "_actor", "_body"], keepers, matter)
    client = sign_in(keepers[0], matter.day)

    assert client.get(reverse("case", args=[matter.case.public_id])).status_code == 200
    assert client.get(reverse("task", args=[matter.task.public_id])).status_code == 200


def test_stranger_is_told_of_it_and_finds_nothing_wrong(matter, keepers, event, tmp_path):
    erased(event, ["_actor"], keepers, matter)
    path = tmp_path / "record.jsonl"
    call_command("record", "export", "--opened", "--out", str(path), stdout=StringIO())
    found = tool.verify(tool.lines_of(path))

    assert (found.differences, found.erased) == ([], 1)
    assert "1 nội dung đã được xóa, có sự kiện ghi ai xóa và vì sao." in list(tool.report(found))


@pytest.mark.parametrize("wrong", ["same", "stranger", "accused", "no reason", "no such value", "twice"])
def test_what_two_persons_may_not_erase_stays(matter, keepers, event, wrong):
    first, second = keepers
    name, reason = name_of(event), REASON
    match wrong:
        case "same":
            second = first
        case "stranger":
            second = matter.chain.users["cell"]
        case "accused":
            second = User.objects.filter(person=matter.accused).first() or factories.user(matter.accused)
            factories.seat(matter.accused, matter.task.body, Role.HEAD)
        case "no reason":
            reason = "  "
        case "no such value":
            name = "unknown"
        case "twice":
            erased(event, [name], (first, second), matter)
    before = (Event.objects.count(), Event.objects.get(pk=event.pk).payload.fields)

    with pytest.raises(NotErased):
        erased(event, [name], (first, second), matter, reason)

    assert (Event.objects.count(), Event.objects.get(pk=event.pk).payload.fields) == before
    assert whole(matter.case)


def test_reading_is_erased_likewise_where_both_keep_the_record_of_all_its_cases(matter, keepers):
    reading = read(matter.case)
    of_others = read(matter.case, factories.case(), many=True)

    erased(reading, ["seen", "_actor"], keepers, matter)

    reading.refresh_from_db()
    assert (reading.case_id, reading.actor, reading.seen) == (None, None, {})
    assert [(report.ok, report.erased) for _day, report in verify_days()] == [(True, 2)]
    with pytest.raises(NotErased):
        erased(of_others, ["seen"], keepers, matter)


def test_both_sign_in_at_the_command(matter, keepers, event, monkeypatch):
    passwords = {"keeper0": PASSWORD, "keeper1": "wrong"}
    monkeypatch.setattr("getpass.getpass", lambda prompt: passwords[prompt.split()[-1].rstrip(":")])
    asked = ["--case", matter.case.code, "--event", str(event.sequence), "--value", "_actor", "--reason", REASON]

    def command(*more: str) -> str:
        out = StringIO()
        call_command("record", "erase", *asked, "--by", "keeper0", "--second", "keeper1", *more, stdout=out)
        return out.getvalue()

    with pytest.raises(CommandError, match="keeper1"):
        command()
    assert verify(matter.case).erased == 0
    passwords["keeper1"] = PASSWORD
    assert f"event {matter.case.event_count + 1} says so" in command()
    with pytest.raises(CommandError, match="erased already"):
        command()
    with pytest.raises(CommandError, match="no event 99"):
        command("--event", "99")
    assert verify(Case.objects.get(pk=matter.case_id)).erased == 1
