"""What tests of the pages of inspections share."""

from tests.admission.conftest import sign_in

__all__ = ["sign_in"]
