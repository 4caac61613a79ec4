"""Which acts ask once more who sits there, and what they ask: by the kind of the verb, never by its name."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest

from organization.models import User
from organization.sign_in import proof
from workflows.verbs import Verb

#: The kinds of verbs that ask. Grave ones are reviewed before they are sent: signatures, resolutions, what is sent up.
ASKING: dict[str, Callable[[Verb], bool]] = {
    "grave": lambda verb: verb.grave,
    "decides": lambda verb: verb.decides,
}


@dataclass(frozen=True)
class Proof:
    """What the page asks. ``code``: of the telephone, otherwise the password; ``error``: what was wrong, in words."""

    code: bool
    error: str


def asks(verb: Verb) -> bool:
    return any(kind(verb) for kind in ASKING.values())


def proof_owed(request: HttpRequest, user: User, verb: Verb) -> Proof | None:
    """What the act still asks of who sits there; None where it asks nothing, or the proof that was sent is right."""
    return final_proof_owed(request, user) if asks(verb) else None


def final_proof_owed(request: HttpRequest, user: User) -> Proof | None:
    """As ``proof_owed``, of what is no verb and cannot be taken back: a ballot."""
    if proof.proved(request):
        return None
    error = proof.prove(request, user) if proof.FIELD in request.POST else ""
    sent_right = proof.FIELD in request.POST and not error
    return None if sent_right else Proof(proof.asks_code(user), error)
