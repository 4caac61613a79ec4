"""Proving anew who sits there, before what cannot be taken back: by a code of the telephone, or the password."""

from time import time

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from organization.models import User
from organization.sign_in import factor
from organization.sign_in.sessions import PROVED
from organization.sign_in.throttle import TooOften, attempt_code

#: Name of the field in which a proof is typed, in whatever form it stands.
FIELD = "proof"


def proved(request: HttpRequest) -> bool:
    """Whether he proved who he is within settings.STEP_UP_SECONDS."""
    return not settings.STEP_UP or time() - request.session.get(PROVED, 0) <= settings.STEP_UP_SECONDS


def asks_code(user: User) -> bool:
    """Whether the proof is a code, as of everybody who signs in with one; otherwise his password."""
    return bool(settings.SECOND_FACTOR and factor.has_factor(user))


@sensitive_variables()
def prove(request: HttpRequest, user: User) -> str:
    """Look at the proof that was sent: "" and he has proved who he is for a while, or what was wrong, in words."""
    typed = request.POST.get(FIELD, "")
    by_code = asks_code(user)
    if not typed.strip():
        return _("Type the code of your telephone.") if by_code else _("Type your password.")
    try:
        if by_code:
            right = bool(factor.verify(user, typed))
        else:
            tried = attempt_code(user.pk)
            right = user.check_password(typed)
            if right:
                tried.succeeded()
            else:
                tried.failed()
    except TooOften as error:
        return str(error)
    if not right:
        return _("The code is not right, or was used already.") if by_code else _("The password is not right.")
    just_proved(request)
    return ""


def just_proved(request: HttpRequest) -> None:
    """By the minute: a vote is not to be found by it."""
    request.session[PROVED] = int(time()) // 60 * 60
