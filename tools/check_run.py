"""Whether `make run` can begin: a known Khối, a day, a free port. Otherwise one line says what to write instead.

Without Django: it is asked before anything is installed or made.
"""

import datetime
import os
import socket
import sys

SCENARIOS = ("s1", "s2")


def fault(scenario: str, today: str, host: str = "", port: str = "") -> str:
    """What is wrong, in one line; empty when nothing is. Without a port none is asked for."""
    if scenario not in SCENARIOS:
        return f"SCENARIO={scenario} is not known: s1 is the Khối of a province, s2 the central one."
    try:
        if today:
            datetime.date.fromisoformat(today)
    except ValueError:
        return f"TODAY={today} is not a day: write it as 2025-11-14, or leave it empty for the day of the clock."
    return _port_fault(host, port) if port else ""


def _port_fault(host: str, port: str) -> str:
    if not (port.isdigit() and 0 < int(port) < 65536):
        return f"PORT={port} is not a port: write a number from 1024 to 65535."
    try:
        socket.create_server((host, int(port))).close()
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno and error.errno > 0 else error.strerror
        return f"{host}:{port} cannot be served ({reason}). Choose another port: make run PORT=8001"
    return ""


if __name__ == "__main__":
    sys.exit(fault(*sys.argv[1:]) or None)
