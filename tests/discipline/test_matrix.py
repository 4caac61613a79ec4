"""The matrix of powers against the table of the domain, written out a second time."""

from datetime import date

import pytest

from discipline.codes import Decider, Form, Matter, SubjectClass
from discipline.competence import powers
from discipline.law_of_day import law_of

FORMS = {"KT": Form.REPRIMAND, "CC": Form.WARNING, "CCh": Form.REMOVAL, "KTr": Form.EXPULSION}
ALL = "KT,CC,CCh,KTr"
#: Of a member as DIS-45 to DIS-57 have it: who, in what matter, {classes: what it decides | what it proposes}; other
#: classes get nothing. "own": of a task it assigned itself, or a cadre its own level manages.
TABLE = """
cell             cell       a     KT,CC      KTr
cell             cell       bcdefg KT,CC     CCh,KTr
cell             superior   a     -          KT,CC,KTr
cell             superior   bcdefg -         ALL
cell_committee   any        abcdefg -        -
section_committee any       abcdefg -        -
base_inspection  any        efg   -          ALL
base_standing    any        efg   -          ALL
base_committee   any        a     KT,CC      KTr
base_committee   any        bc    KT,CC,CCh  KTr
base_committee   any        e     KT,CC      CCh,KTr
base_committee   any        fg    -          ALL
base_committee   own_task   fg    KT,CC      CCh,KTr
upper_inspection any        abc   ALL        -
upper_inspection any        de    KT,CC      CCh,KTr
upper_inspection any        f     -          ALL
upper_inspection own_cadre  g     KT,CC      CCh,KTr
upper_standing   any        abcde ALL        -
upper_standing   cell       f     KT,CC      CCh,KTr
upper_standing   superior   f     -          ALL
upper_standing   own_task   f     KT,CC      CCh,KTr
upper_standing   own_cadre  g     ALL        -
upper_committee  any        abcde ALL        -
upper_committee  any        f     KT,CC      CCh,KTr
next_above       any        abcdef ALL       -
next_above       own_cadre  g     ALL        -
"""
#: U-01: from 22 on, to be confirmed.
FROM_22 = """
base_inspection  any        abc   KT         -
base_standing    any        abc   KT,CC      -
"""
Cells = dict[tuple[str, str, str], tuple[frozenset[Form], frozenset[Form]]]


def forms(text: str) -> frozenset[Form]:
    return frozenset(FORMS[code] for code in text.replace("ALL", ALL).replace("-", "").split(",") if code)


def table(text: str) -> Cells:
    rows = [line.split() for line in text.splitlines() if line]
    return {
        (who, case, one): (forms(decides), forms(proposes))
        for who, case, classes, decides, proposes in rows
        for one in classes
    }


def told(cells: Cells, who: Decider, of: SubjectClass, matter: Matter, own: str) -> tuple[frozenset[Form], ...]:
    for case in ([own] if own else []) + [matter.value, "any"]:
        if (who.value, case, of.value) in cells:
            return cells[who.value, case, of.value]
    return (frozenset(), frozenset())


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2016, 7, 26), TABLE),
        (date(2021, 7, 27), TABLE),
        (date(2021, 7, 28), TABLE + FROM_22),
        (date(2025, 5, 29), TABLE + FROM_22),
        (date(2025, 5, 30), TABLE + FROM_22),
        (date(2026, 4, 11), TABLE + FROM_22),
    ],
)
def test_matrix_is_the_table_of_the_domain(day, text):
    cells, law = table(text), law_of(day)
    for who in Decider:
        for of in SubjectClass:
            for matter in Matter:
                for own in ("", "own_task", "own_cadre"):
                    if own == "own_task" and matter is Matter.CELL:
                        continue
                    found = powers(law, who, of, matter, own_task=own == "own_task", own_cadre=own == "own_cadre")
                    assert (found.decides, found.proposes) == told(cells, who, of, matter, own), (who, of, matter, own)


@pytest.mark.parametrize(
    ("day", "verifying"),
    [
        (
            date(2021, 7, 27),
            {Decider.SECTION_COMMITTEE: "abc", Decider.BASE_INSPECTION: "abc", Decider.BASE_STANDING: "abc"},
        ),
        (date(2021, 7, 28), {Decider.SECTION_COMMITTEE: "abc", Decider.BASE_INSPECTION: "abc"}),
    ],
)
def test_section_and_grassroots_inspection_verify_for_those_below_the_grassroots_committee(day, verifying):
    law = law_of(day)
    found = {who: "".join(of for of in SubjectClass if powers(law, who, of, Matter.CELL).verifies) for who in Decider}
    assert {who: classes for who, classes in found.items() if classes} == verifying


@pytest.mark.parametrize(
    ("grant", "who", "classes"),
    [
        ("authorised", Decider.BASE_COMMITTEE, "abc"),
        ("upper_level", Decider.BASE_STANDING, "abc"),
        ("upper_level_pilot", Decider.BASE_STANDING, "abc"),
    ],
)
def test_granted_power_expels_by_one_body_only(grant, who, classes):
    law = law_of(date(2025, 7, 1))
    found = {
        (body, of.value)
        for body in Decider
        if body.value.startswith("base")
        for of in SubjectClass
        if Form.EXPULSION in powers(law, body, of, Matter.CELL, grants=[grant]).decides
    }
    assert found == {(who, of) for of in classes}
    assert Form.EXPULSION not in powers(law, who, SubjectClass.A, Matter.CELL, grants=[grant]).proposes
    before = powers(law_of(date(2025, 6, 30)), who, SubjectClass.A, Matter.CELL, grants=[grant])
    assert Form.EXPULSION not in before.decides
