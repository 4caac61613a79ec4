"""The forms of the papers of a discipline case, read from forms/*.yaml (discipline.md 4.1, 4.2)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from workflows import plain_yaml
from workflows.law import Certainty
from workflows.papers.schema import Form, FormItem, load

#: subject: the person concerned himself; office: the body that has the case in hand; act: made by what was done;
#: computed: from the file, at any time.
WRITERS = frozenset({"subject", "office", "act", "computed"})
_HERE = Path(__file__).parent


@cache
def forms(*, of_organization: bool = False) -> dict[str, Form]:
    """``of_organization``: as they read in a case about an organisation; their layout is then nobody's form."""
    if not of_organization:
        return load(_HERE / "forms", writers=WRITERS, inherit=True)
    words = plain_yaml.load((_HERE / "organization_words.yaml").read_text(encoding="utf-8"))
    own = load(_HERE / "of_organizations", writers=WRITERS, inherit=True)
    return {code: own.get(code) or _of_organization(form, words) for code, form in forms().items()}


def form_of(code: str, *, of_organization: bool = False) -> Form | None:
    """None for a paper without a form."""
    return forms(of_organization=of_organization).get(code)


def _of_organization(form: Form, words: Mapping[str, Any]) -> Form:
    def said(text: str) -> str:
        for of_member, of_organization in words["words"].items():
            text = text.replace(of_member, of_organization)
        return text

    def signed(sign: Mapping[str, str]) -> dict[str, str]:
        """Who signs for it is not known beforehand."""
        return {key: said(text) for key, text in sign.items() if key != "name"}

    return replace(
        form,
        about=said(form.about),
        form="",
        form_authorised="",
        guidance=words["guidance"],
        certainty=Certainty.DESIGN,
        items=tuple(
            replace(item, label=said(item.label), known=_once(item.known), certainty=Certainty.DESIGN)
            for item in form.items
            if not _of_members(item, words["left_out"])
        ),
        sign=signed(form.sign),
        signs=tuple(map(signed, form.signs)),
    )


def _once(known: tuple[str, ...]) -> tuple[str, ...]:
    """The organisation is its own cell: named once in a line."""
    return tuple(key for key in known if key != "name" or "cell" not in known)


def _of_members(item: FormItem, left_out: Mapping[str, list[str]]) -> bool:
    """Whether nothing of it can be said of an organisation."""
    asked = [*item.known, *(field.name for field in item.fields)]
    return bool(asked) and set(asked) <= {*left_out["known"], *left_out["fields"]}
