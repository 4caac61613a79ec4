"""Cases about organisations that 0014 made of inspections and supervisions keep who belonged to the organisation and who
spoke for it; what follows from a supervision, an inspection or a decision inherits them.
"""

from datetime import timedelta

from django.db import migrations
from django.db.models import Q

LEADING = ("cell", "section_committee", "committee")
COUNTED = ("official", "probationary")


def on(day, prefix=""):
    later = Q(**{f"{prefix}until__isnull": True}) | Q(**{f"{prefix}until__gt": day})
    return Q(**{f"{prefix}since__lte": day}) & later


def link(apps, schema_editor):
    """A case that goes on from an inspection names it as where its facts were concluded."""
    for row in apps.get_model("discipline", "Consequence").objects.exclude(led_to=None).select_related("led_to"):
        case = row.led_to
        if case.concluded_by_id is None:
            case.concluded_by_id = row.case_id
            case.save(update_fields=["concluded_by"])


def note(apps, schema_editor):
    """As workflows/0021 noted of the cases that there were."""
    concerned = apps.get_model("workflows", "ConcernedPerson")
    noted = concerned.objects.filter(reason="belonged").values("case_id")
    for name in ("Supervision", "Inspection"):
        rows = apps.get_model("discipline", name).objects.filter(of_organization=True).exclude(pk__in=noted)
        for case in list(rows.select_related("organization").order_by("pk")):
            found = [(pk, "belonged") for pk in sorted(_belonged(apps, case))]
            found += [(pk, "spoke") for pk in sorted(_spoke(apps, case))]
            _keep(concerned, case, found)


def _belonged(apps, case):
    ended, day = case.organization.until, case.opened_on
    if ended is not None and ended <= day:
        day = ended - timedelta(days=1)
    seats = apps.get_model("organization", "Seat").objects.filter(body__organization_id=case.organization_id)
    counted = apps.get_model("organization", "Membership").objects.filter(
        on(day), organization_id=case.organization_id, standing__in=COUNTED
    )
    sat = seats.filter(on(day), on(day, "body__")).values_list("person_id", flat=True)
    return {*sat, *counted.values_list("person_id", flat=True)}


def _spoke(apps, case):
    seats = apps.get_model("organization", "Seat").objects.filter(body__organization_id=case.organization_id)
    led = seats.filter(role="secretary", body__kind__in=LEADING)
    led = led.filter(Q(until__isnull=True) | Q(until__gt=case.opened_on))
    return {case.subject_id, *led.values_list("person_id", flat=True)}


def inherit(apps, schema_editor):
    """In the order in which one follows from the other."""
    concerned = apps.get_model("workflows", "ConcernedPerson")
    for name, source in (("Inspection", "supervision"), ("DisciplineCase", "concluded_by_id"), ("Complaint", "of_id")):
        cases = apps.get_model("discipline", name).objects.filter(of_organization=True)
        if source == "supervision":
            cases = cases.filter(supervision__isnull=False).select_related("supervision")
        elif source == "concluded_by_id":
            cases = cases.filter(concluded_by__isnull=False)
        for case in list(cases.order_by("pk")):
            before = case.supervision.pk if source == "supervision" else getattr(case, source)
            rows = concerned.objects.filter(case_id=before).order_by("pk")
            _keep(concerned, case, list(rows.values_list("person_id", "reason")))


def _keep(concerned, case, found):
    rows = [concerned(case_id=case.pk, person_id=pk, since=case.opened_on, reason=reason) for pk, reason in found]
    concerned.objects.bulk_create(rows, ignore_conflicts=True)


class Migration(migrations.Migration):
    dependencies = [
        ("discipline", "0016_identity_sealed"),
        ("workflows", "0021_concerned_persons"),
    ]

    operations = [
        migrations.RunPython(link, migrations.RunPython.noop),
        migrations.RunPython(note, migrations.RunPython.noop),
        migrations.RunPython(inherit, migrations.RunPython.noop),
    ]
