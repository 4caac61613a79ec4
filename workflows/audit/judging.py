"""What an act commits to of its judgement: one hash in the record over facts, findings and certificate."""

import hashlib
import json
from typing import Any


def judged(facts: Any, findings: Any, certificate: Any) -> str:
    """SHA-256 in hexadecimal digits; a certificate is part of it where there is one."""
    found = [facts, findings, *([certificate] if certificate else [])]
    return hashlib.sha256(json.dumps(found, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
