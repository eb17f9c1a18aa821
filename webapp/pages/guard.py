"""The guard: every route declares who may enter, and the default is nobody."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

from flask import Flask, request
from flask.typing import ResponseReturnValue

from webapp.domain import access
from webapp.domain.access import Action
from webapp.domain.errors import Collision, NotAllowed
from webapp.pages import edge

P = ParamSpec("P")
View = Callable[P, ResponseReturnValue]
TRIES = 4


def allows(action: Action) -> Callable[[View[P]], View[P]]:
    """Let in whoever's role allows `action`; anybody else is asked to sign in or refused.

    A view that lost a collision with another writer is run again from its start, a few times: nothing of it was
    committed.
    """

    def guard(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
            access.require(edge.actor(), action)
            for _ in range(TRIES - 1):
                try:
                    return view(*args, **kwargs)
                except Collision:
                    continue
            return view(*args, **kwargs)

        guarded.allows = action  # type: ignore[attr-defined]
        return guarded

    return guard


def action_of(app: Flask, endpoint: str) -> Action | None:
    """What a route declares, or None when it declares nothing."""
    return getattr(app.view_functions.get(endpoint), "allows", None)


def refuse_undeclared(app: Flask) -> None:
    """Refuse every request to a route that declares nobody; Flask's own static route does not exist here."""

    @app.before_request
    def _default_is_nobody() -> None:
        if request.endpoint is not None and action_of(app, request.endpoint) is None:
            raise NotAllowed
