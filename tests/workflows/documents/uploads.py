"""Files as they are handed over, and filed."""

from django.core.files.uploadedfile import SimpleUploadedFile

from workflows.documents.inspection import inspect
from workflows.documents.storage import store

D_STROKE = "\N{LATIN CAPITAL LETTER D WITH STROKE}"
E_ACUTE_CIRCUMFLEX = "\N{LATIN SMALL LETTER E WITH CIRCUMFLEX AND ACUTE}"


def upload(name, content):
    """As Django hands it over; a hostile name is put past Django's own cleaning."""
    made = SimpleUploadedFile("x.pdf", content)
    vars(made)["_name"] = name
    return made


def filed(content, name="a.pdf"):
    sent = upload(name, content)
    inspected = inspect(sent)
    store(sent, inspected)
    return inspected
