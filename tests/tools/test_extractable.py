"""The extractor of source strings does not look into f-strings: what is translated there stays English unnoticed."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
APPS = ("admission", "organization", "permissions", "project", "workflows")
CALLS = {"_", "gettext", "ngettext", "pgettext"}


def hidden(source: str) -> Iterator[str]:
    """The literals that an f-string hands to gettext."""
    for text in ast.walk(ast.parse(source)):
        if not isinstance(text, ast.JoinedStr):
            continue
        for call in ast.walk(text):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in CALLS:
                yield from (ast.unparse(part) for part in call.args if isinstance(part, ast.Constant))


def test_no_source_string_is_hidden_in_an_f_string() -> None:
    files = [path for app in APPS for path in (ROOT / app).rglob("*.py")]
    assert {str(path): found for path in files if (found := list(hidden(path.read_text())))} == {}
