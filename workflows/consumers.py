"""The websocket end: says that a case changed to those who may see it, and listens to nobody."""

import asyncio
from contextlib import suppress
from typing import Any

from channels.auth import get_user
from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncJsonWebsocketConsumer
from django.contrib.auth.models import AnonymousUser

from organization.clock import today
from organization.models import User
from organization.queries import seats_of
from workflows.live import account_group, body_group, person_group
from workflows.models import Case

#: Seconds between two looks at whether the session and the seats still hold.
RECHECK = 60.0
#: Close codes of this application: not signed in (any more).
SIGNED_OUT = 4401


class LiveConsumer(AsyncJsonWebsocketConsumer):
    """Sends ``{"topic": case id, "version": number of events}`` to sockets whose user may see the case that day."""

    user: User | AnonymousUser
    joined: frozenset[str] = frozenset()
    watch: asyncio.Task[None] | None = None

    async def connect(self) -> None:
        if not await self.refresh():
            await self.close(SIGNED_OUT)
            return
        await self.accept()
        self.watch = asyncio.create_task(self.look_again())

    async def disconnect(self, code: int) -> None:
        if self.watch is not None:
            self.watch.cancel()
        for group in self.joined:
            with suppress(OSError):
                await self.channel_layer.group_discard(group, self.channel_name)

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None, **kwargs: Any) -> None:
        """Whatever a page sends is ignored: everything is done by the pages' own forms."""

    async def case_changed(self, message: dict[str, Any]) -> None:
        if await self.may_hear(message["case"]):
            await self.send_json({"topic": message["case"], "version": message["version"]})

    async def box_changed(self, message: dict[str, Any]) -> None:
        """A ballot came in: which box, and how many it holds; never whose and never what. Not for the person
        concerned, who follows his own file and no vote."""
        if await self.may_see(message["case"]):
            await self.send_json({"topic": message["item"], "version": message["received"]})

    async def session_ended(self, message: dict[str, Any]) -> None:
        """Some session of this user was ended, perhaps this one."""
        if not await self.refresh():
            await self.close(SIGNED_OUT)

    async def look_again(self) -> None:
        while True:
            await asyncio.sleep(RECHECK)
            if not await self.refresh():
                await self.close(SIGNED_OUT)
                return

    async def refresh(self) -> bool:
        """Read session and seats anew and join exactly the groups of today's seats. False: nobody is signed in."""
        self.user = await self.signed_in()
        if not self.user.is_authenticated:
            return False
        groups = await self.groups_today()
        for group in groups - self.joined:
            await self.channel_layer.group_add(group, self.channel_name)
        for group in self.joined - groups:
            await self.channel_layer.group_discard(group, self.channel_name)
        self.joined = groups
        return True

    async def signed_in(self) -> User | AnonymousUser:
        """The user of the session as it is stored now: ended by log-out, expiry or a new password, it names nobody."""
        store = self.scope["session"].__class__(self.scope["session"].session_key)
        return await get_user({"session": store})

    @database_sync_to_async
    def groups_today(self) -> frozenset[str]:
        user = self.user
        if not isinstance(user, User):
            return frozenset()
        if user.person_id is None:
            return frozenset({account_group(user.pk)})
        seats = seats_of(user.person, today())
        own = {account_group(user.pk), person_group(user.person_id)}
        return frozenset({*own, *(body_group(seat.body_id) for seat in seats)})

    @database_sync_to_async
    def may_see(self, public_id: str) -> bool:
        return self._sees(public_id)

    @database_sync_to_async
    def may_hear(self, public_id: str) -> bool:
        user = self.user
        if not isinstance(user, User):
            return False
        own = Case.objects.own_file_of(user.person, today()).filter(public_id=public_id)
        return self._sees(public_id) or (user.is_active and own.exists())

    def _sees(self, public_id: str) -> bool:
        user = self.user
        if not isinstance(user, User) or not user.is_active:
            return False
        return bool(Case.objects.visible_to(user, today()).filter(public_id=public_id).exists())
