"""A paper as PDF, set by Typst in a process of its own: the same paper gives the same bytes."""

import dataclasses
import json
import logging
import subprocess
import sys
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from workflows.documents.rendering.errors import NotRendered
from workflows.documents.rendering.layouts import layout
from workflows.documents.rendering.paper import as_data, from_data

logger = logging.getLogger(__name__)

_COMPOSE = Path(__file__).with_name("compose.py")
_TEMPLATE = Path(__file__).with_name("paper.typ")
#: Wall clock of the child; its processor time is limited in compose.py.
TIMEOUT_SECONDS = 30
#: One thread: as many as processors would each reserve memory, and the order of work be another on each machine.
_ENVIRONMENT = {"RAYON_NUM_THREADS": "1"}


def to_pdf(paper: dict[str, Any]) -> bytes:
    """``paper`` as paper.as_data gives it, as PDF/A-2a and PDF/UA-1 dated by its day. Starts a process: call it outside
    a transaction.

    Raises NotAPaper, TooLarge before anything starts; NotRendered when the process failed, or needed too much.
    """
    read = from_data(paper)
    look = dataclasses.asdict(layout(read.layout))
    given = {"paper": as_data(read), "layout": {name: look[name] for name in ("margins", "sizes")}}
    try:
        child = subprocess.run(
            [sys.executable, "-I", str(_COMPOSE), str(_TEMPLATE)],
            input=json.dumps(given).encode("ascii"),
            capture_output=True,
            cwd="/",
            env=_ENVIRONMENT,
            timeout=TIMEOUT_SECONDS,
            check=False,
        )
    except (OSError, subprocess.SubprocessError) as error:
        logger.exception("A paper of kind %s could not be set", read.kind)
        raise NotRendered(_not_made()) from error
    if child.returncode != 0 or not child.stdout.startswith(b"%PDF-"):
        # the last line alone: a traceback of the child may quote the paper
        fault = child.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2][:300]
        logger.error("A paper of kind %s could not be set: code %s, %s", read.kind, child.returncode, fault)
        raise NotRendered(_not_made())
    return child.stdout


def _not_made() -> str:
    return _("The paper could not be made: it is too long, or the server is overloaded. Nothing was filed.")
