"""The id of a rule stands on a page behind its name, as a small reference."""

import pytest
from django.utils import translation

from workflows.explaining import headline
from workflows.findings import Finding, Status
from workflows.rule_names import named, titles
from workflows.rules import declared_rules


def test_every_rule_has_a_name() -> None:
    assert {rule.id for rule in declared_rules()} - titles().keys() == set()


def test_every_name_is_translated() -> None:
    with translation.override("vi"):
        same = [(rule, title) for rule, title in titles().items() if translation.gettext(title) == title]
    assert same == []


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("A day (DIS-24).", 'A day (Start of the period <span class="rule-id">DIS-24</span>).'),
        (
            "First (DIS-75, DIS-77).",
            'First (Self-criticism <span class="rule-id">DIS-75</span>,'
            ' Right to be heard <span class="rule-id">DIS-77</span>).',
        ),
        ("No rule: DIS-999", 'No rule: <span class="rule-id">DIS-999</span>'),
        ("KN-2025-01, 12-QĐ", "KN-2025-01, 12-QĐ"),
        ("<b>ADM-05</b>", '&lt;b&gt;Age on the day the cell considers <span class="rule-id">ADM-05</span>&lt;/b&gt;'),
    ],
)
def test_a_text_tells_the_name_of_each_rule_in_it(text: str, shown: str) -> None:
    assert named(text) == shown


def test_a_derivation_begins_with_the_name_of_its_rule() -> None:
    finding = Finding("MEET-05", "minutes_are_taken", Status.HOLDS, "Somebody takes the minutes.")
    assert named(headline(finding)).startswith('Who takes the minutes <span class="rule-id">MEET-05</span>: Holds')
