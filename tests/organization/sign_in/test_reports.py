"""What browsers report against the content security policy."""

import json

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_policy_names_the_place_for_reports() -> None:
    assert "report-uri /csp/" in Client().get("/dang-nhap/")["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("body", "line"),
    [
        (json.dumps({"csp-report": {"effective-directive": "script-src", "document-uri": "/?q=T"}}), "script-src"),
        (json.dumps({"csp-report": {"violated-directive": "img-src 'self'"}}), "img-src"),
        (json.dumps({"csp-report": {"violated-directive": "\nWARNING forged"}}), "unreadable report"),
        (json.dumps({"csp-report": []}), "unreadable report"),
        ("[" * 5000, "unreadable report"),
        ("no json", "unreadable report"),
    ],
)  # fmt: skip
def test_report_leaves_a_line_with_the_directive_alone(body: str, line: str, caplog: pytest.LogCaptureFixture) -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/csp/", body, content_type="application/csp-report")
    assert (answer.status_code, answer.content) == (204, b"")
    assert caplog.messages == [f"content security policy violated: {line}"]


def test_flood_of_reports_is_answered_and_not_written(caplog: pytest.LogCaptureFixture) -> None:
    for _each in range(30):
        assert Client().post("/csp/", "{}", content_type="application/csp-report").status_code == 204
    told = [line for line in caplog.messages if line.startswith("content security policy")]
    assert len(told) == 20


def test_long_report_is_not_read(caplog: pytest.LogCaptureFixture) -> None:
    Client().post("/csp/", " " * 9000, content_type="application/csp-report")
    assert caplog.messages == []
