"""Guards: every route carries exactly one, or the app does not start.

A guard knows only who somebody is; whom it turns away is on the installation's trail. Whether she may, for the thing she asks for and in its phase,
is asked again by the service on the loaded object.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from flask import Flask
from flask_login import current_user
from werkzeug.exceptions import Unauthorized

from app.rules.access import Permission, Verdict, could_ever
from app.services import may
from app.web.transaction import actor, work

P = ParamSpec("P")
R = TypeVar("R")
View = Callable[P, R]

_GUARD = "__guard__"
PUBLIC = "public"
SIGNED_IN = "signed_in"
_OWN_ENDPOINTS = frozenset({"static"})


class GuardError(RuntimeError):
    """A route has no guard, or two."""


def _mark(view: Any, guard: str) -> Any:
    if hasattr(view, _GUARD):
        raise GuardError(f"{view.__name__} carries two guards")
    setattr(view, _GUARD, guard)
    return view


def public(view: View[P, R]) -> View[P, R]:
    """Let everybody in."""
    marked: View[P, R] = _mark(view, PUBLIC)
    return marked


def signed_in(view: View[P, R]) -> View[P, R]:
    """Let in who has signed in."""
    _refuse_second(view)

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
        _require_account()
        return view(*args, **kwargs)

    marked: View[P, R] = _mark(guarded, SIGNED_IN)
    return marked


def needs(*permissions: Permission) -> Callable[[View[P, R]], View[P, R]]:
    """Let in who has a role that may ever have one of the permissions."""

    def guard(view: View[P, R]) -> View[P, R]:
        _refuse_second(view)

        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
            _require_account()
            held = actor().every_role()
            if not any(could_ever(permission, held) for permission in permissions):
                may.refuse(work(), permissions[0], Verdict.NOT_HERS)
            return view(*args, **kwargs)

        marked: View[P, R] = _mark(guarded, " or ".join(permissions))
        return marked

    return guard


def _refuse_second(view: Any) -> None:
    if hasattr(view, _GUARD):
        raise GuardError(f"{view.__name__} carries two guards")


def _require_account() -> None:
    if not current_user.is_authenticated:
        raise Unauthorized


def guard_of(view: Any) -> str | None:
    """Name the guard that a view carries."""
    guard: str | None = getattr(view, _GUARD, None)
    return guard


def refuse_unguarded(app: Flask) -> None:
    """Refuse to start with a route that anybody could reach by mistake.

    Raises:
        GuardError: naming the routes.

    """
    bare = [
        endpoint
        for endpoint, view in app.view_functions.items()
        if endpoint not in _OWN_ENDPOINTS and guard_of(view) is None
    ]
    if bare:
        raise GuardError(f"routes without a guard: {', '.join(sorted(bare))}")
