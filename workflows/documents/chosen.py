"""A file chosen for an act that is reviewed before it counts: kept meanwhile, and handed back to its form alone."""

from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile

from organization.at_rest.keys import NoKey
from workflows.documents.inspection import inspect
from workflows.documents.storage import Damaged, open_file, store

#: Seconds for which a review may be confirmed with the file that was chosen before it.
WAITS = 24 * 60 * 60
_SALT = "workflows.documents.chosen"


def keep(upload: UploadedFile, form: str) -> str:
    """Store the file and return the token that brings it back to ``form``. It names the bytes by their hash: it shows
    nobody anything, and only this server can write one. Raises UploadRefused, NotStored.
    """
    inspected = inspect(upload)
    store(upload, inspected)
    told = [inspected.sha256, inspected.file_name, inspected.content_type]
    return signing.dumps([form, *told], salt=_SALT)


def bring_back(token: str, form: str) -> SimpleUploadedFile | None:
    """The file of the token; None for the token of another form, after WAITS, or where the bytes are gone."""
    try:
        named, sha256, file_name, content_type = signing.loads(token, salt=_SALT, max_age=WAITS)
        if named != form:
            return None
        return SimpleUploadedFile(file_name, open_file(sha256).getvalue(), content_type=content_type)
    except (signing.BadSignature, OSError, Damaged, NoKey):
        return None
