"""A request that is sent again, because its answer was lost, is answered as before and does nothing again."""

import json
from typing import Any

from starlette.responses import Response

from desk.visit import Handler, Visit, reply

_KEPT = 2_000
"""Answers kept, by idempotency key."""


def once(handler: Handler) -> Handler:
    """The handler, which answers one person's `Idempotency-Key` as before; what was refused is tried again."""

    def answered(visit: Visit) -> Response:
        key = visit.request.headers.get("idempotency-key", "")
        known = visit.place.answered
        if key and key in known:
            status, said = known[key]
            return reply(said, status)
        answer = handler(visit)
        if key and answer.status_code < 400:
            while len(known) >= _KEPT:
                del known[next(iter(known))]
            said_now: dict[str, Any] = json.loads(bytes(answer.body))
            known[key] = (answer.status_code, said_now)
        return answer

    return answered
