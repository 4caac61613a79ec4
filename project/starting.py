"""What must never start: the demonstration dressed as the office, or the office with what is the demonstration's."""

from django.core.exceptions import ImproperlyConfigured

#: Known to everybody who reads the sources; whoever has it forges what this program signs.
DEMO_KEY = "demo-only-key-never-for-real-files-0123456789abcdef"


def refuse_mixed(*, DEMO: bool, DEBUG: bool, HTTPS: bool, TODAY: object, SECRET_KEY: str) -> None:  # noqa: N803
    """Raises ImproperlyConfigured. The names are those of the environment, as the messages say them."""
    if HTTPS and DEMO:
        raise ImproperlyConfigured("HTTPS=1 and DEMO=1: the demonstration has fixed passwords; it serves no office.")
    if HTTPS and DEBUG:
        raise ImproperlyConfigured("HTTPS=1 and DEBUG=1: error pages would show what is confidential.")
    if HTTPS and TODAY:
        raise ImproperlyConfigured("HTTPS=1 and TODAY: an office lives by the clock; deadlines would stand still.")
    if SECRET_KEY == DEMO_KEY and not (DEMO or DEBUG):
        raise ImproperlyConfigured("SECRET_KEY is that of the demonstration: everybody knows it. Make one of your own.")
