"""The forms around lists: which list, which file; which day is exported."""

from pathlib import PurePath
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from organization.imports.cells import clean
from organization.imports.lists import Listing

EXTENSIONS = (".xlsx", ".csv")
_NAME_LENGTH = 200


class UploadForm(forms.Form):
    """``listings``: those the user may import."""

    listing = forms.ChoiceField(label=_("What the file lists"), widget=forms.RadioSelect)
    file = forms.FileField(
        label=_("File (.xlsx or .csv)"),
        widget=forms.FileInput(attrs={"accept": ",".join(EXTENSIONS), "class": "form-control"}),
        error_messages={"empty": _("The file is empty."), "required": _("Choose a file.")},
    )

    def __init__(self, *args: Any, listings: list[Listing], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["listing"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(listing.key, listing.label) for listing in listings]

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        file.name = clean(file.name or "")[-_NAME_LENGTH:]
        if PurePath(file.name).suffix.lower() not in EXTENSIONS:
            raise forms.ValidationError(_("Only .xlsx and .csv files are read. Save the list as one of them."))
        if (file.size or 0) > settings.IMPORT_MAX_BYTES:
            raise forms.ValidationError(
                _("The file is larger than %(limit)s. Split the list into several files.")
                % {"limit": filesizeformat(settings.IMPORT_MAX_BYTES)}
            )
        return file
