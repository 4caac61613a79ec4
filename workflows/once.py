"""An act happens once: by its key and a digest of what was sent, whoever sends it again and whenever."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from organization.models import User
from workflows.carrying import Result
from workflows.models import Judgement
from workflows.verbs import Secret


class AlreadyDone(Exception):
    """Another act completed the step first; ``judgement`` says what, who and when. Nothing was changed."""

    def __init__(self, judgement: Judgement | None) -> None:
        super().__init__(_("This step has already been done."))
        self.judgement = judgement


class KeyReused(Exception):
    """The key of an earlier act came with another content. Nothing was changed."""


def digest_of(subject: object, verb: str, data: Mapping[str, Any]) -> str:
    def plain(value: Any) -> Any:
        if isinstance(value, Model):
            return [value._meta.label, value.pk]
        if isinstance(value, UploadedFile):
            value.seek(0)
            content = hashlib.sha256()
            for chunk in value.chunks():
                content.update(chunk)
            value.seek(0)
            return {"file": content.hexdigest(), "name": value.name}
        return str(value)

    told = {name: value for name, value in data.items() if not isinstance(value, Secret)}
    text = json.dumps([str(subject), verb, told], sort_keys=True, default=plain, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def earlier_act(key: UUID, digest: str, by: User | None) -> Judgement | None:
    """The act of the key, for the same person and content only. Raises KeyReused otherwise."""
    row = Judgement.objects.filter(key=key).first()
    if row is not None and (row.digest != digest or row.by_id != (by.pk if by else None)):
        raise KeyReused(_("This form was already sent with another content."))
    return row


def once(work: Callable[[], Result], key: UUID, digest: str, by: User | None) -> Result:
    """The work in one transaction; where another transaction used the key meanwhile, what that one came to."""
    try:
        with transaction.atomic():
            return work()
    except IntegrityError:
        earlier = earlier_act(key, digest, by)
        if earlier is None:
            raise
        return Result(earlier, replayed=True, case=earlier.case)
