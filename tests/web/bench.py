"""Routes that do one thing each, some of them wrong, to see what the application makes of it."""

from typing import Any, NoReturn

from flask import Blueprint, abort, request
from sqlalchemy import insert

from app.extensions import db
from app.models import Organisation, ScoreSheet
from app.rules.access import DeniedError, Permission, Verdict, WrongPhaseError
from app.services.work import Work
from app.web.guards import needs, public, signed_in
from app.web.transaction import work

blueprint = Blueprint("bench", __name__, url_prefix="/bench")


def _store(name: str) -> None:
    db.session.add(Organisation(name=name))


@blueprint.route("/store", methods=["GET", "POST", "PUT", "DELETE"])
@public
def store() -> dict[str, str]:
    _store(request.values.get("name", "stored"))
    return {"said": "stored"}


@blueprint.get("/store-at-once")
@public
def store_at_once() -> dict[str, str]:
    _store("stored at once")
    db.session.flush()
    return {"said": "stored"}


@blueprint.get("/store-in-bulk")
@public
def store_in_bulk() -> dict[str, str]:
    db.session.execute(insert(Organisation).values(name="stored in bulk"))
    return {"said": "stored"}


@blueprint.post("/answer/<int:code>")
@public
def answer(code: int) -> tuple[dict[str, str], int]:
    _store(f"answered {code}")
    return {"said": "answered"}, code


@blueprint.post("/abort/<int:code>")
@public
def refuse(code: int) -> NoReturn:
    _store(f"aborted {code}")
    db.session.flush()
    abort(code)


@blueprint.post("/keep")
@public
def keep() -> NoReturn:
    def kept(afterwards: Work) -> None:
        afterwards.session.add(Organisation(name="kept"))

    _store("not kept")
    db.session.flush()
    work().keep(kept)
    raise WrongPhaseError(Permission.SCORE)


@blueprint.post("/clash")
@public
def clash() -> dict[str, str]:
    """Break a constraint that only the commit finds."""
    for name in ("first", "second"):
        db.session.add(Organisation(name=name, org_number="974760673"))
    return {"said": "stored"}


@blueprint.post("/break/<rule>")
@public
def break_rule(rule: str) -> dict[str, str]:
    """Store a sheet that the database refuses, for one reason or another."""
    row = {
        "stage_id": None if rule == "null" else 1,
        "nomination_id": 1,
        "appointment_id": 1,
        "draft_scores": {"x": "5.25"},
        "draft_grounds": "Hemmelig grunn",
        "private_notes": "Privat notat",
        "saved_at": work().now,
        "revision_count": 2**40 if rule == "range" else 1 if rule == "check" else 0,
        "version": "5.25 Privat notat" if rule == "number" else 1,
    }
    db.session.execute(insert(ScoreSheet).values(**row))
    db.session.commit()
    return {"said": "stored"}


@blueprint.route("/read", methods=["GET", "POST"])
@public
def read() -> dict[str, Any]:
    """Say what a route gets to read."""
    return {
        "args": request.args.to_dict(flat=False),
        "form": request.form.to_dict(flat=False),
        "cookies": request.cookies.to_dict(flat=False),
        "files": sorted(request.files),
        "full_path": request.full_path,
        "referrer": request.referrer,
    }


@blueprint.get("/number/<int:number>")
@public
def number(number: int) -> dict[str, int]:
    return {"number": number}


@blueprint.get("/line/<line>")
@public
def line(line: str) -> dict[str, str]:
    return {"line": line}


@blueprint.route("/fail", methods=["GET", "POST"])
@public
def fail() -> NoReturn:
    raise RuntimeError("the bench failed on purpose")


@blueprint.get("/denied/<permission>/<verdict>")
@public
def denied(permission: str, verdict: str) -> NoReturn:
    raise DeniedError(Permission(permission), Verdict(verdict))


@blueprint.get("/wrong-phase/<permission>")
@public
def wrong_phase(permission: str) -> NoReturn:
    raise WrongPhaseError(Permission(permission))


@blueprint.get("/signed-in")
@signed_in
def for_accounts() -> dict[str, str]:
    return {"said": "welcome"}


@blueprint.get("/jury")
@needs(Permission.VIEW_DESK)
def for_the_jury() -> dict[str, str]:
    return {"said": "welcome"}
