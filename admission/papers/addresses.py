"""The addresses of the forms of a dossier: the same under both doors."""

from django.urls import URLPattern, path

from admission.papers import views


def paper_addresses(prefix: str, *, own: bool) -> list[URLPattern]:
    """``own``: in one's own file; the names then begin with ``own_``."""
    door, name = {"own": own}, "own_" if own else ""
    found = [path(prefix, views.papers_page, door, name=f"{name}papers")]
    for form, of in ((f"{prefix}<slug:code>/", ""), (f"{prefix}<slug:code>/cua/<slug:key>/", "_of")):
        found.append(path(form, views.write, door, name=f"{name}paper{of}"))
        found += [
            path(f"{form}ban-in.{one}", views.print_draft, {**door, "extension": one}, name=f"{name}paper_draft{of}")
            for one in ("pdf", "docx")
        ]
    return found
