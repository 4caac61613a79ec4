"""What the stranger's program answers, and the places of an export."""

from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

from tools import verify_certificate as tool


def answer(text: str | bytes, folder: Path) -> tuple[int, list[str]]:
    """Exit code and lines for a file of this content."""
    path = folder / "certificate.json"
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))
    printed = StringIO()
    with redirect_stdout(printed):
        code = tool.main([str(path)])
    return code, printed.getvalue().splitlines()


def place(data: Any, path: tuple[str | int, ...]) -> tuple[Any, Any]:
    """The container of the path's last part, and that part; "?name" is the event whose payload has the field."""
    for part in path[:-1]:
        if isinstance(part, str) and part.startswith("?"):
            data = next(event for event in data if event["payload"] and part[1:] in event["payload"])
        else:
            data = data[part]
    return data, path[-1]
