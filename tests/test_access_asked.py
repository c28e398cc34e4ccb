"""Who acts is asked: by every use case that is handed her, under a lock, of every permission.

Read from the code itself, so that a new use case is held to it from its first day.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from app.rules.access import Permission
from config import ROOT

pytestmark = pytest.mark.without_database

SERVICES = ROOT / "app" / "services"
MAKES_ITS_ROUND = {
    "announcements.enter_past_round": "nobody else can know of the round that it makes",
    "entering.enter_past_rounds": "nobody else can know of the rounds that it makes",
    "rounds.create": "nobody else can know of the round that it makes",
    "setup.make": "it asks of the prize, and nobody else can know of the round that it makes",
}
"""What puts something of a round on record without having locked the round, and why it may."""
BY_LINK = {
    "sharing.take_anew": "nobody may do it but whoever has the link, which was locked",
    "sharing.take_with": "as the one above",
    "supports.give": "nobody has an account: whoever has the link is whom it was sent to",
    "supports.withdraw": "as the one above",
    "tellings.confirm": "as the one above",
    "tellings.decline": "as the one above",
}
"""What is done by whoever has a personal link, which is looked into instead of who she is."""
Trace = tuple[tuple[str, str], ...]
"""What a function does, in order: ask, lock or record, and by which call."""


@dataclass(frozen=True)
class UseCase:
    """One function of the services."""

    module: str
    node: ast.FunctionDef

    @property
    def noun(self) -> str:
        return self.module.partition(".")[0]

    @property
    def name(self) -> str:
        return f"{self.module}.{self.node.name}"

    @property
    def parameters(self) -> list[ast.arg]:
        given = self.node.args
        return [*given.posonlyargs, *given.args, *given.kwonlyargs]


def module_of(path: Path) -> str:
    return ".".join(path.relative_to(SERVICES).with_suffix("").parts)


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def use_cases() -> dict[str, UseCase]:
    found = [
        UseCase(module_of(path), node)
        for path in sorted(SERVICES.rglob("*.py"))
        for node in tree(path).body
        if isinstance(node, ast.FunctionDef)
    ]
    return {one.name: one for one in found}


def takes(name: str) -> list[UseCase]:
    """Give the use cases whose first parameter is called so."""
    found = [one for one in use_cases().values() if one.parameters]
    return [one for one in found if one.parameters[0].arg == name]


def asks_or_hands_on(one: UseCase) -> bool:
    """Whether work is asked who acts or to keep something, or is handed on to what does."""
    for node in ast.walk(one.node):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            if node.value.id == "work" and node.attr in {"actor", "keep"}:
                return True
        elif isinstance(node, ast.Call):
            given = [*node.args, *(keyword.value for keyword in node.keywords)]
            if any(isinstance(part, ast.Name) and part.id == "work" for part in given):
                return True
    return False


def test_what_is_handed_work_asks_who_acts() -> None:
    handed = takes("work")
    assert len(handed) > 60
    assert [one.name for one in handed if not asks_or_hands_on(one)] == []


def test_what_is_handed_a_session_cannot_ask() -> None:
    handed = takes("session")
    assert len(handed) > 40
    curious = [
        one.name
        for one in handed
        for parameter in one.parameters[1:]
        if parameter.annotation is not None
        and ast.unparse(parameter.annotation) in ("Work", "Actor")
    ]
    assert curious == []


def test_work_comes_first_or_not_at_all() -> None:
    elsewhere = [
        one.name
        for one in use_cases().values()
        for parameter in one.parameters[1:]
        if parameter.annotation is not None and ast.unparse(parameter.annotation) == "Work"
    ]
    assert elsewhere == []


# --- lock, then ask, then change, then record -------------------------------------------------


@cache
def imports(module: str) -> dict[str, str]:
    """Say what the names that a module imports from other services stand for."""
    path = SERVICES / Path(*module.split(".")).with_suffix(".py")
    found = {}
    for node in tree(path).body:
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("app.services"):
            inside = (node.module or "").removeprefix("app.services").lstrip(".")
            for alias in node.names:
                full = f"{inside}.{alias.name}".lstrip(".")
                found[alias.asname or alias.name] = full
    return found


def resolve(module: str, called: ast.expr) -> UseCase | None:
    """Find the use case that a call leads to; None of what is no use case."""
    if isinstance(called, ast.Name):
        here = f"{module}.{called.id}"
        return use_cases().get(here) or find(imports(module).get(called.id, ""))
    if isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name):
        return find(f"{imports(module).get(called.value.id, '')}.{called.attr}")
    return None


@cache
def find(name: str) -> UseCase | None:
    """Find a use case by its full name, or by its noun and its verb."""
    noun, _, verb = name.rpartition(".")
    inside = [one for one in use_cases().values() if one.noun == noun and one.node.name == verb]
    return use_cases().get(name) or (inside[0] if inside else None)


def calls(node: ast.AST) -> Iterator[ast.Call]:
    """Give the calls in the order in which they are made; not those that are put off."""
    if isinstance(node, ast.Lambda):
        return
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, ast.FunctionDef):
            yield from calls(child)
    if isinstance(node, ast.Call):
        yield node


@cache
def trace(name: str, above: frozenset[str] = frozenset()) -> Trace:
    """Follow a use case through all that it calls."""
    one = use_cases()[name]
    done: list[tuple[str, str]] = []
    for statement in one.node.body:
        for call in calls(statement):
            found = resolve(one.module, call.func)
            if found is None or found.name in above:
                continue
            if found.module == "locks":
                done.append(("lock", found.name))
            elif found.name in {"may.require", "may.decide"}:
                done.append(("ask", found.name))
            elif found.module == "moves":
                done.append(("record", found.name))
            elif found.name == "audit.recording.record":
                if any(keyword.arg == "award_round" for keyword in call.keywords):
                    done.append(("record", found.name))
            else:
                done += trace(found.name, above | {name})
    return tuple(done)


def offered() -> list[UseCase]:
    """Give the use cases that are offered to whoever calls the services."""
    floor = {"moves", "may", "locks", "audit"}
    found = []
    for one in use_cases().values():
        package = SERVICES / one.noun / "__init__.py"
        inner = one.module != one.noun and f'"{one.node.name}"' not in package.read_text("utf-8")
        if not (one.noun in floor or one.node.name.startswith("_") or inner):
            found.append(one)
    return found


def acts() -> dict[str, list[str]]:
    """Give what each act does, in order: those that put something of a round on record."""
    found = {f"{one.noun}.{one.node.name}": trace(one.name) for one in offered()}
    return {
        name: [what for what, _ in done]
        for name, done in found.items()
        if any(what == "record" for what, _ in done)
    }


def test_the_acts_are_found() -> None:
    assert sorted(acts()) == [
        "admissions.admit_all",
        "announcements.announce",
        "announcements.enter_past_round",
        "announcements.move",
        "attachments.attach",
        "attachments.detach",
        "attachments.put_back",
        "ballots.abstain",
        "ballots.revise",
        "ballots.seal",
        "contacts.store",
        "decisions.finalise",
        "decisions.record_past",
        "disclosure.look",
        "draft_messages.send",
        "entering.enter_past_rounds",
        "forms.add_question",
        "forms.add_section",
        "forms.move",
        "forms.remove",
        "forms.replace",
        "forms.save_question",
        "forms.save_section",
        "impartiality.declare",
        "impartiality.elect_chair",
        "impartiality.end_election",
        "impartiality.note_absence",
        "impartiality.rule",
        "jury.assign",
        "late.end_exception",
        "late.make_exception",
        "late.return_for_completion",
        "meetings.close_meeting",
        "meetings.divide",
        "meetings.move",
        "meetings.note",
        "meetings.note_attendance",
        "meetings.open_meeting",
        "meetings.turn",
        "nominations.start",
        "nominations.submit",
        "nominators.set_nominators",
        "notes.write",
        "notices.send_again",
        "phases.cancel",
        "phases.change_dates",
        "phases.move",
        "phases.pause",
        "phases.plan_dates",
        "phases.resume",
        "public_questions.answer",
        "public_questions.set_aside",
        "reminders.remind",
        "residents.check",
        "rounds.create",
        "rounds.set_award",
        "rounds.set_basis",
        "rounds.set_candidates",
        "rounds.set_criteria",
        "rounds.set_form",
        "rounds.set_stages",
        "rounds.write_call",
        "rulebooks.amend",
        "rulebooks.set_first",
        "rulebooks.set_rules",
        "scores.enter",
        "scores.refuse",
        "scores.revise",
        "scores.seal",
        "scores.withdraw",
        "screening.admit",
        "screening.reject",
        "screening.reopen",
        "seat_exceptions.lift",
        "seat_exceptions.make",
        "setup.make",
        "sharing.ask_to_submit",
        "sharing.leave",
        "sharing.set_role",
        "sharing.take_anew",
        "sharing.take_out",
        "sharing.take_with",
        "shortlists.name",
        "supports.ask",
        "supports.ask_again",
        "supports.give",
        "supports.take_back",
        "supports.withdraw",
        "tellings.confirm",
        "tellings.decline",
        "tellings.tell",
        "visits.observe",
        "visits.plan",
        "visits.report",
        "withdrawals.take_up_again",
        "withdrawals.withdraw",
        "workbooks.store",
    ]


def test_an_act_locks_then_asks_then_records() -> None:
    wrong = {
        name: done
        for name, done in acts().items()
        if name not in MAKES_ITS_ROUND | BY_LINK
        and not (done[0] == "lock" and "ask" in done and done.index("ask") < done.index("record"))
    }
    assert wrong == {}


def test_nothing_is_locked_once_it_has_been_asked_about() -> None:
    wrong = {}
    for one in offered():
        if f"{one.noun}.{one.node.name}" in MAKES_ITS_ROUND:
            continue  # what it locks it has made itself
        done = [what for what, _ in trace(one.name)]
        if one.name in {"setup.make", "setup.making.make"}:
            continue  # it asks of the prize, before there is a round
        if "ask" in done and "lock" in done and done.index("ask") < done.index("lock"):
            wrong[one.name] = done
    assert wrong == {}


def test_the_exceptions_are_acts_that_make_a_round() -> None:
    assert MAKES_ITS_ROUND.keys() <= acts().keys()
    for name in MAKES_ITS_ROUND:
        path = SERVICES / Path(*find(name).module.split(".")).with_suffix(".py")  # type: ignore[union-attr]
        made = ast.unparse(tree(path))
        assert any(
            one in made for one in ("Round(", "rounds.create(", "announcements.enter_past_round(")
        )


# --- every permission is asked somewhere ------------------------------------------------------

SAYS_ONLY = {"needs", "Door", "could_ever"}
"""Calls that name a permission and ask nobody: a guard knows no round, a door is an offer."""


def named(node: ast.AST, *, asked: bool = True) -> Iterator[str]:
    """Give the permissions that are named where something is asked."""
    if isinstance(node, ast.Call):
        called = ast.unparse(node.func).rpartition(".")[2]
        asked = asked and called not in SAYS_ONLY and not called.endswith("Error")
    if isinstance(node, ast.Attribute) and ast.unparse(node.value) == "Permission" and asked:
        yield node.attr
    for child in ast.iter_child_nodes(node):
        yield from named(child, asked=asked)


def test_every_permission_is_asked() -> None:
    paths = [*SERVICES.rglob("*.py"), *(ROOT / "app" / "web").rglob("*.py")]
    asked = {name for path in paths for name in named(tree(path))}
    assert {permission.name for permission in Permission} - asked == set()


CAN = re.compile(r"\bcan\(\s*(.)")


def test_what_templates_ask_for_exists() -> None:
    known = {permission.value for permission in Permission}
    asked = 0
    for path in sorted((ROOT / "templates").rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        for found in CAN.finditer(text):
            name = re.match(r"'([a-z_]+)'", text[found.start(1) :])
            assert name is not None, f"{path.name}: can({text[found.start(1) :][:30]} names nothing"
            assert name[1] in known, f"{path.name}: {name[1]}"
            asked += 1
    assert asked > 10
