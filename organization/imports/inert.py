"""Text that a spreadsheet would take for a formula: in CSV an apostrophe is put before it, and taken away when read.

An XLSX file needs neither: its cells say that they are text. A CSV file made by hand in which a text begins with an
apostrophe and one of these signs loses that one apostrophe; every file we write comes back as it was.
"""

import re

#: What spreadsheets compute (also as full-width letters), or skip before they look; apostrophes before it may be many.
_LIVE = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")


def guarded(text: str) -> str:
    return f"'{text}" if _LIVE.match(text) else text


def unguarded(text: str) -> str:
    return text[1:] if text.startswith("'") and _LIVE.match(text) else text
