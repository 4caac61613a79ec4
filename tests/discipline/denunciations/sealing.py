"""What tests of the sealed identity share: its door, where it leaks, and the whole database to look through."""

import re

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from organization.text import fold
from tests.discipline.denunciations.denounced import ADDRESS, CONTACT, NAME, Denounced
from tests.workflows.files import pdf

PURPOSE = "To call him to the work of the team"


def door(found: Denounced) -> str:
    return reverse("denouncer", args=[found.case.public_id])


def whole(to: str = "dn_closed") -> Denounced:
    """The whole way, with the original paper under seal, a discipline case and one reading."""
    found = Denounced()
    found.do("seal_original", original=SimpleUploadedFile(f"{NAME}.pdf", pdf(), "application/pdf"))
    found.to("dn_org_meeting")
    found.conclude("violation_to_discipline")
    found.do_on_case(
        "open_discipline", allegation=found.case.allegations.get(), described="x", code="VM01", started_on=found.day
    )
    found.tell()
    found.do("close_denunciation")
    return found


def leaks(text: str) -> list[str]:
    """What of it the text holds, written as JSON or as it is, with diacritics or without."""
    plain = fold(re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), text))
    return [part for part in (NAME, ADDRESS, CONTACT) if fold(part) in plain]


def dump() -> dict[str, str]:
    """{table: every value of every row} of the whole database."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')
            rows = [
                [bytes(v).decode("latin1") if isinstance(v, bytes | memoryview) else str(v) for v in row]
                for row in cursor
            ]
            found[table] = "\n".join("\t".join(row) for row in rows)
    return found
