"""What browsers report against the Content-Security-Policy: a line in the log, of the directive and nothing else."""

import json
import logging
import re

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt

from organization.form_addresses import takes_forms
from organization.sign_in.throttle import address_of, within

log = logging.getLogger(__name__)
LONGEST = 8 * 1024
_DIRECTIVE = re.compile(r"[a-z-]{1,30}")


@login_not_required
@csrf_exempt  # sent by the browser itself, which has no token; it changes nothing
@takes_forms(lambda: reverse("inbox"))
def csp_report(request: HttpRequest) -> HttpResponse:
    """204, whatever was sent. Addresses of pages stay out of the log, and a flood of reports too."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    if length.isascii() and length.isdigit() and int(length) <= LONGEST and within("report", address_of(request)):
        log.warning("content security policy violated: %s", _directive(request.body))
    return HttpResponse(status=204)


def _directive(body: bytes) -> str:
    try:
        report = json.loads(body)["csp-report"]
        told = str(report.get("effective-directive") or report.get("violated-directive"))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return "unreadable report"
    found = _DIRECTIVE.match(told)
    return found.group() if found else "unreadable report"
