"""The addresses of the papers of a discipline case: under both doors, but for what only officials print."""

from django.urls import URLPattern, path

from discipline.papers import views


def case_paper_addresses(prefix: str, *, own: bool) -> list[URLPattern]:
    """``own``: in one's own file; the names then begin with ``own_``."""
    door, name = {"own": own}, "own_" if own else ""
    form = f"{prefix}<slug:code>/"
    found = [
        path(prefix, views.papers_page, door, name=f"{name}case_papers"),
        path(form, views.write, door, name=f"{name}case_paper"),
    ]
    for one in ("pdf", "docx"):
        told = {**door, "extension": one}
        found.append(path(f"{form}ban-in.{one}", views.print_draft, told, name=f"{name}case_paper_draft"))
        if not own:
            found.append(path(f"{form}tu-ho-so.{one}", views.print_computed, told, name="computed_paper"))
    return found
