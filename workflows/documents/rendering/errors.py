"""Why a paper was not made."""


class NotAPaper(ValueError):
    """The data do not have the shape of a paper: a mistake of the caller; ``str()`` names the field."""


class TooLarge(Exception):
    """The paper is longer than a paper may be; ``str()`` says so to the person who asked for it."""


class NotRendered(Exception):
    """The paper could not be made now; ``str()`` says so to the person who asked for it."""
