"""The numbers of issued papers: without gaps, per body, type of paper and term of its committee.

Source: 36-HD/VPTW, as a secondary source tells it.
"""

from datetime import date
from functools import cache
from pathlib import Path

import yaml
from django.db import IntegrityError, transaction

from organization.models import Body
from workflows.documents.models import Register


def next_number(body: Body, document_type: str, term_since: date, on: date, *, count: int = 1) -> int:
    """Take the next number, 1 for the first paper of the term; given back only if the whole transaction is.

    ``count``: how many that follow one another; the first of them is returned.
    The register stays locked until the transaction ends: nobody can take a number between taking and giving back.
    Raises TransactionManagementError outside a transaction, ValueError for a day before the term.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError(
            "A number is taken only inside the transaction that issues the paper."
        )
    if on < term_since:
        raise ValueError(f"{on} lies before the term that began on {term_since}.")
    key = {"body": body, "document_type": document_type, "term_since": term_since}
    register = Register.objects.select_for_update().filter(**key).first()
    if register is None:
        try:
            with transaction.atomic():
                Register.objects.create(**key, last_number=count)
            return 1
        except IntegrityError:
            # two first papers at once: the other one has inserted it, and was waited for there
            register = Register.objects.select_for_update().get(**key)
    register.last_number += count
    register.save(update_fields=["last_number"])
    return register.last_number - count + 1


def written_number(number: int, document_type: str, symbol: str) -> str:
    """The number as written on the paper: two digits at least, type, sign of the issuer ("07-NQ/CB")."""
    return f"{number:02d}-{document_type}/{symbol}"


def document_sign(document_type: str) -> str:
    """The sign of a type of paper in its number, from signs.yaml. Raises KeyError for a type that has none."""
    return _read("signs")[document_type]


def sealed_series(document_type: str) -> str:
    """Of which register a paper of the type takes its number that may not be known of yet: see registers.yaml."""
    return f"sealed_{document_type}" if _read("registers")["sealed"] == "own" else document_type


@cache
def _read(name: str) -> dict[str, str]:
    return yaml.safe_load(Path(__file__).with_name(f"{name}.yaml").read_text(encoding="utf-8"))
