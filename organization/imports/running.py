"""The runs of an import: checking and storing, each in a thread of the web process, each with a lease.

A run that a crash or a restart ends leaves nothing stored (one transaction) and a lease that passes; then the page says
"interrupted" and the list may be checked again. A run that outlives its lease undoes itself.
"""

import logging
import threading
import uuid
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import DatabaseError, IntegrityError, connection, connections, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from organization.imports import progress, storage
from organization.imports.lists import LISTS, Listing
from organization.imports.models import RUNNING, ListImport, ListProblem, State
from organization.imports.plans import Outcome, Plan, batches, note_future
from organization.imports.preview import preview
from organization.imports.problems import Unreadable
from organization.imports.reading import read
from organization.imports.rows import Parsed, parse
from organization.models import Body, Membership, Organization, Person, Placement, Seat, User
from organization.proposals.deciding import record as record_change

log = logging.getLogger(__name__)

#: Tables whose rows a plan rests on.
_TABLES = (Organization, Placement, Body, Person, Membership, Seat)


class Overtaken(Exception):
    """The run lost its lease, or its list was given up; nothing may be stored."""


class Busy(Exception):
    """Another list is being stored now."""


class SecondNeeded(Exception):
    """Another administrator has to confirm the list; the message says why."""


def receive(upload: UploadedFile, file_name: str, listing: Listing, *, by: User, on: date) -> ListImport:
    """Keep the file, record who brought it, and begin to check it after the commit."""
    storage.sweep()
    with transaction.atomic():
        row = record(upload, file_name, listing, by=by)
        _start(check, row, on)
    return row


def record(upload: UploadedFile, file_name: str, listing: Listing, *, by: User) -> ListImport:
    """Keep the file and record who brought it; the caller checks it."""
    row = ListImport(listing=listing.key, file_name=file_name, by=by)
    storage.keep(row, upload)
    _lease(row)
    row.save()
    return row


def check_again(row: ListImport, *, on: date) -> bool:
    """Begin anew to check a list whose run was interrupted, once; False when it was not, or somebody was first."""
    with transaction.atomic():
        _lease(row)
        values = {"state": State.PENDING, "run": row.run, "lease_until": row.lease_until, "reason": ""}
        mine = ListImport.objects.filter(pk=row.pk, state=State.INTERRUPTED).update(**values)
        if mine:
            _start(check, row, on)
    return bool(mine)


def confirm(row: ListImport, *, by: User, on: date) -> bool:
    """Begin to store a checked list, once; False when it is not (or no longer) to be stored.

    Raises Busy, SecondNeeded.
    """
    settle_stale()
    if reason := second_needed(row, by):
        raise SecondNeeded(reason)
    with transaction.atomic():
        mine = claim(row, by=by)
        if mine:
            _start(store, row, on)
    return mine


def second_needed(row: ListImport, by: User) -> str:
    """Why somebody else than ``by`` has to confirm the list; empty when he may. Nobody seats anybody alone."""
    if settings.DEMO or not _gives_seats(row) or by.pk != row.by_id:
        return ""
    return _("Who brought a list of seats does not confirm it: another administrator does.")


def _gives_seats(row: ListImport) -> bool:
    return Seat._meta.model_name in LISTS[row.listing].models


def _seats_himself(plan: Plan, row: ListImport) -> bool:
    """Whether the list gives a seat to who confirmed it. The first list of an empty system is stored by one person."""
    seats = [one for rows in (*plan.new, *plan.filled.values()) for one in rows if isinstance(one, Seat)]
    person = row.confirmed_by.person_id if row.confirmed_by else None
    himself = person is not None and person in {seat.person_id for seat in seats}
    return himself and not settings.DEMO and Seat.objects.exists()


def claim(row: ListImport, *, by: User) -> bool:
    """Make the checked list the one that is being stored; the caller stores it. Raises Busy when another one is.

    False, too, when everything in it is stored already.
    """
    _lease(row)
    unwritten = ListImport.objects.filter(pk=row.pk, state=State.READY).exclude(added=0, changed=0)
    values = {"state": State.WRITING, "run": row.run, "lease_until": row.lease_until, "confirmed_by": by}
    try:
        with transaction.atomic():
            return bool(unwritten.update(**values))
    except IntegrityError as error:  # the constraint that one import writes
        raise Busy from error


def give_up(row: ListImport) -> bool:
    """Delete the file and forget what was wrong with it; False while a run is at work or the list is stored."""
    allowed = (State.READY, State.FAULTY, State.UNREADABLE, State.INTERRUPTED)
    values = {"state": State.ABANDONED, "finished_at": _now(), "preview": {}}
    with transaction.atomic():
        mine = ListImport.objects.filter(pk=row.pk, state__in=allowed).update(**values)
        if mine:
            row.problems.all().delete()
            transaction.on_commit(partial(storage.drop, row))
    return bool(mine)


def settle_stale() -> None:
    """Say of runs whose lease has passed that they were interrupted."""
    stale = ListImport.objects.filter(state__in=RUNNING, lease_until__lt=_now())
    # asked first: pages come here too, and an update would wait for the list that SQLite's one writer stores now
    if stale.exists():
        stale.update(state=State.INTERRUPTED, reason=_("The server was stopped or restarted meanwhile."))


def check(row: ListImport, on: date) -> None:
    """Read the list and compare it with what is stored. Ends as ready, faulty or unreadable; no row is stored."""
    _move(row, State.CHECKING)
    try:
        parsed = _parsed(row)
        plan = _plan(row, parsed, on)
    except Unreadable as error:
        _move(row, State.UNREADABLE, reason=str(error))
        return
    _show(row, parsed, plan)


def store(row: ListImport, on: date) -> None:
    """Write the list, all rows or none: compared anew with what is stored, while nobody else can change that."""
    try:
        parsed = _parsed(row)
        row.refresh_from_db(fields=["confirmed_by"])
        with transaction.atomic():
            _hold_tables()
            plan = _plan(row, parsed, on)
            himself = _seats_himself(plan, row)
            if not (plan.problems or himself):
                plan.write(_stepper(row, plan.writes()))
                _move(row, State.DONE, finished_at=_now(), preview={}, **_figures(plan))
                _record(row, plan, on)
    except Unreadable as error:
        _move(row, State.UNREADABLE, reason=str(error))
        return
    if plan.problems:
        plan.notes.insert(0, _("Since the check somebody has changed what is stored. Nothing of this list was stored."))
        _show(row, parsed, plan)
    elif himself:
        plan.notes.insert(0, _("The list gives a seat to who confirmed it: another administrator has to confirm it."))
        _show(row, parsed, plan)
    else:
        storage.drop(row)


def _record(row: ListImport, plan: Plan, on: date) -> None:
    """Into the record of the administration: which list, by its hash, brought and confirmed by whom."""
    told = {"list": row.listing, "sha256": row.sha256, "brought_by": row.by_id, **_figures(plan)}
    record_change("list.stored", row.confirmed_by or row.by, on, told)


def _parsed(row: ListImport) -> Parsed:
    layout = LISTS[row.listing].layout
    with storage.opened_list(row) as file:
        if file is None:
            raise Unreadable(_("The uploaded file is gone or was changed. Upload it again."))
        return parse(read(file, row.file_name, layout), layout)


def _plan(row: ListImport, parsed: Parsed, on: date) -> Plan:
    plan = LISTS[row.listing].plan(parsed, on)
    plan.problems.sort(key=lambda problem: problem.line)
    note_future(plan, parsed.rows, on)
    return plan


def _show(row: ListImport, parsed: Parsed, plan: Plan) -> None:
    """Keep what the page shows: figures, notes, the first rows and every problem."""
    shown = {"notes": plan.notes, "preview": preview(parsed, plan), **_figures(plan)}
    with transaction.atomic():
        _move(row, State.FAULTY if plan.problems else State.READY, **shown)
        row.problems.all().delete()
        for batch in batches(plan.problems):
            ListProblem.objects.bulk_create(
                ListProblem(list_import=row, line=one.line, column=one.column, reason=one.reason) for one in batch
            )


def _figures(plan: Plan) -> dict[str, int]:
    figures = {outcome.value: plan.count(outcome) for outcome in Outcome}
    return {**figures, "faulty": plan.faulty()}


def _stepper(row: ListImport, total: int) -> Callable[[int], None]:
    done = 0

    def step(count: int) -> None:
        nonlocal done
        done += count
        progress.tell(row, done, total)
        if row.lease_until is not None and _now() > row.lease_until:
            raise Overtaken

    progress.tell(row, 0, total)
    return step


def _hold_tables() -> None:
    """Keep other writers out until the transaction ends. SQLite does so by itself: its transactions are IMMEDIATE."""
    if connection.vendor == "postgresql":
        names = ", ".join(connection.ops.quote_name(model._meta.db_table) for model in _TABLES)
        with connection.cursor() as cursor:
            # readers, and the keys of rows that refer to these tables, go on
            cursor.execute(f"LOCK TABLE {names} IN SHARE ROW EXCLUSIVE MODE")


def _lease(row: ListImport) -> None:
    row.run = uuid.uuid4()
    row.lease_until = _now() + timedelta(seconds=settings.IMPORT_LEASE_SECONDS)


def _now() -> datetime:
    return timezone.now()


def _move(row: ListImport, state: State, **values: object) -> None:
    """Set the state as the run that holds the lease; raises Overtaken when it no longer does."""
    holding = ListImport.objects.filter(pk=row.pk, run=row.run, state__in=RUNNING)
    if not holding.update(state=state, **values):
        raise Overtaken


def _start(work: Callable[[ListImport, date], None], row: ListImport, on: date) -> None:
    thread = threading.Thread(target=_run, args=(work, row, on), name=f"list-import-{row.public_id.hex}")
    transaction.on_commit(thread.start)


def _run(work: Callable[[ListImport, date], None], row: ListImport, on: date) -> None:
    """The body of a thread: whatever happens, the row says so and the connection is closed."""
    try:
        guarded(work, row, on)
    finally:
        progress.forget(row)
        connections.close_all()


def guarded(work: Callable[[ListImport, date], None], row: ListImport, on: date) -> None:
    """Run ``work``; an error ends in "interrupted", with nothing stored."""
    try:
        work(row, on)
    except Overtaken:
        log.warning("list import %s was overtaken; nothing stored", row.public_id)
    except Exception as error:
        # the thread is the last frame: there is nobody else to tell
        log.exception("list import %s failed; nothing stored", row.public_id)
        reason = (
            _("The database refused it or was busy. Try again.")
            if isinstance(error, DatabaseError)
            else _("An error of the program.")
        )
        ListImport.objects.filter(pk=row.pk, run=row.run, state__in=RUNNING).update(
            state=State.INTERRUPTED, reason=reason
        )
