"""A chain names the ratio of no body that it does not pass through."""

from datetime import date

import pytest

from admission.law_of_day import law_of
from admission.routes import profiles

STEPS = {"cell", "grassroots", "authority"}
DAYS = (date(2025, 11, 14), date(2024, 8, 1))


@pytest.mark.parametrize("day", DAYS)
def test_every_ratio_of_a_chain_is_of_one_of_its_steps(day: date) -> None:
    law = law_of(day)
    passed = {code: law.get(profile.steps) for code, profile in profiles().items()}
    foreign = {
        code: sorted((STEPS & set(profiles()[code].ratios)) - set(steps.value))
        for code, steps in passed.items()
        if steps is not None
    }
    assert {code: levels for code, levels in foreign.items() if levels} == {}
