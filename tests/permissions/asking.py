"""Every address of the program, asked for each file that it may be about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import URLPattern, get_resolver, reverse

from admission.models import Dossier
from organization.imports.models import ListImport
from tests.permissions.relations import Khoi
from workflows.documents.models import Document
from workflows.models import Task

#: What an address of no file is asked with: {converter: value}.
UNKNOWN: dict[str, Any] = {"slug": "khongcogi000", "str": "khongcogi000", "uuid": UUID(int=0)}
#: Arguments beside the id of the file, by the name of the address without its door.
ARGUMENTS: dict[str, dict[str, str]] = {
    "cv_part": {"part": "thong-tin-chung"},
    "cv_person": {"key": "moi"},
    "paper": {"code": "application"},
    "paper_draft": {"code": "application"},
    "case_paper": {"code": "self_criticism"},
    "case_paper_draft": {"code": "self_criticism"},
    "computed_paper": {"code": "plan"},
    "convene": {"kind": "cell"},
    "act_on_meeting": {"doing": "close"},
    "act_on_item": {"verb": "open_vote"},
    "act_on_own_file": {"verb": "withdraw"},
    "export_list": {"key": "seats", "extension": "csv"},
    "import_problems": {"extension": "csv"},
    "paper_print": {"extension": "pdf"},
}
#: A verb of each kind of file; each wants more than an empty form says.
ON_CASE = {
    "dossier": "withdraw",
    "matter": "take_over",
    "complaint": "withdraw_complaint",
    "denunciation": "name_reader",
    "inspection": "name_inspector",
}
#: The kinds of file that an address is asked with where its name says so.
ABOUT = {
    "own_complaint": ["complaint"],
    "act_on_own_complaint": ["complaint"],
    "own_denunciation": ["denunciation"],
    "act_on_own_denunciation": ["denunciation"],
    "own_inspection": ["inspection"],
    "act_on_own_inspection": ["inspection"],
    "denouncer": ["denunciation"],
    "complain_about": ["matter"],
    "own_discipline": ["matter"],
    "act_on_own_discipline": ["matter"],
    "own_file": ["dossier"],
    "act_on_own_file": ["dossier"],
    "background": ["dossier"],
    "electronic_file": ["dossier"],
    "verification_request": ["dossier"],
}
OF_MEETINGS = ("meeting", "act_on_meeting", "make_papers", "received", "certificate", "act_on_item")
OF_ITEMS = ("teller_key", "ballot", "receipts")
#: Addresses that end a session or sign in; what they do is tested where they are.
LEFT_OUT = frozenset({"login", "logout"})


@dataclass(frozen=True)
class Address:
    """``key``: its name in the table, with the kind of file; ``path``: the address; ``unknown``: the same address of no
    file at all; ``name``: of the pattern."""

    key: str
    name: str
    path: str
    unknown: str


def addresses(khoi: Khoi) -> list[Address]:
    """Of every pattern of the program; the administration has a test of its own."""
    found = []
    for pattern in get_resolver().url_patterns:
        if not isinstance(pattern, URLPattern) or not pattern.name or pattern.name in LEFT_OUT:
            continue
        for about, known in _files(khoi, pattern.name, list(pattern.pattern.converters)):
            given = {**known, **pattern.default_args}
            nothing = {
                name: UNKNOWN[_kind(one)] if name in ("public_id", "item_id") else given[name]
                for name, one in pattern.pattern.converters.items()
            }
            key = pattern.name + (
                f".{pattern.default_args['extension']}" if "extension" in pattern.default_args else ""
            )
            found.append(
                Address(
                    f"{key} {about}".strip(),
                    pattern.name,
                    reverse(pattern.name, kwargs=given),
                    reverse(pattern.name, kwargs={**nothing, **pattern.default_args}),
                )
            )
    return found


def paths(khoi: Khoi) -> dict[str, str]:
    """{name in the table: path} of all of them."""
    found = {address.key: address.path for address in addresses(khoi)}
    bare = [one for one in get_resolver().url_patterns if isinstance(one, URLPattern) and one.name]
    return {**{str(one.name): reverse(str(one.name)) for one in bare if not one.pattern.converters}, **found}


def _kind(converter: Any) -> str:
    return type(converter).__name__.removesuffix("Converter").lower().replace("string", "str")


def _files(khoi: Khoi, name: str, wanted: list[str]) -> list[tuple[str, dict[str, Any]]]:
    """(kind of file, arguments) with which the pattern is asked."""
    plain = name.removeprefix("own_")
    beside = ARGUMENTS.get(name) or ARGUMENTS.get(plain.removesuffix("_of")) or {}
    beside = {**{one: "khong-co" for one in wanted if one not in ("public_id", "item_id")}, **beside}
    beside = {one: value for one, value in beside.items() if one in wanted}
    if "public_id" not in wanted:
        return [("", beside)]
    if name in OF_MEETINGS:
        ids = {"public_id": khoi.meeting.public_id, "item_id": khoi.item.public_id}
        return [("", {**{one: ids[one] for one in ids if one in wanted}, **beside})]
    if name in OF_ITEMS:
        return [("", {"public_id": khoi.item.public_id})]
    single = _single(khoi, name)
    if single is not None:
        return [("", {"public_id": single, **beside})]
    kinds = ABOUT.get(name) or (["dossier"] if plain.startswith(("cv", "paper")) else list(khoi.files))
    if "case_paper" in name or name == "computed_paper":
        kinds = ["matter"]
    return [(kind, {"public_id": _id(khoi, name, kind), **beside, **_verb(khoi, name, kind)}) for kind in kinds]


def _single(khoi: Khoi, name: str) -> Any:
    """The id of what is no file of a case."""
    if name in ("document", "paper_print"):
        return Document.objects.filter(case=khoi.files["dossier"]).order_by("pk")[0].public_id
    if name == "unit":
        return khoi.files["matter"].organization.public_id
    if name == "convene":
        return khoi.files["matter"].organization.public_id
    if name == "person":
        return khoi.files["matter"].subject.public_id
    if "import" in name:
        return ListImport.objects.get().public_id
    return None


def _id(khoi: Khoi, name: str, kind: str) -> Any:
    case = khoi.files[kind]
    if name in ("task", "act"):
        return Task.objects.open().get(process_id=case.pk).public_id
    if name == "verification_request":
        return Dossier.objects.get(pk=case.pk).verifications.get().public_id
    return case.public_id


def _verb(khoi: Khoi, name: str, kind: str) -> dict[str, str]:
    if name == "act_on_case":
        return {"verb": ON_CASE[kind]}
    if name == "act":
        task = Task.objects.open().get(process_id=khoi.files[kind].pk)
        return {"verb": next(iter(task.flow_task.doings))}
    return {}
