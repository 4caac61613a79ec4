"""``{{ text|rules }}``: a text in which ids of rules may stand, each shown with its name."""

from django.template import Library
from django.utils.safestring import SafeString

from workflows.rule_names import named

register = Library()


@register.filter
def rules(text: object) -> SafeString:
    return named(str(text))
