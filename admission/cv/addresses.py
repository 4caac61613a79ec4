"""The addresses of the pages of a CV: the same under both doors."""

from django.urls import URLPattern, path

from admission.cv import views, writing


def cv_addresses(prefix: str, *, own: bool) -> list[URLPattern]:
    """``own``: in the applicant's own file; the names then begin with ``own_``."""
    door, name = {"own": own}, "own_" if own else ""
    return [
        path(prefix, views.cv_page, door, name=f"{name}cv"),
        path(f"{prefix}phan/<slug:part>/", writing.part_page, door, name=f"{name}cv_part"),
        path(f"{prefix}gia-dinh/", writing.family_page, door, name=f"{name}cv_family"),
        path(f"{prefix}gia-dinh/<slug:key>/", writing.person_page, door, name=f"{name}cv_person"),
        path(f"{prefix}nop/", views.submit, door, name=f"{name}cv_submit"),
        path(f"{prefix}ban-in.pdf", views.cv_print, {**door, "extension": "pdf"}, name=f"{name}cv_print"),
        path(f"{prefix}ban-in.docx", views.cv_print, {**door, "extension": "docx"}, name=f"{name}cv_print"),
    ]
