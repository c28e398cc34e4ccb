"""What is sent to each endpoint that takes something: the table beside ``access_matrix.py``."""

import io
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from app.services import digests, ready_sets
from app.services.audit.rounds import USUAL_CANDIDATES
from app.web.moments import write_moment
from tests.factories import STATEMENT, texts
from tests.web.access_world import Place, Stage
from tests.web.builder import tongues


def texts_in(name: str, nb: str) -> dict[str, str]:
    """Give a text of the small world as the fields of a form."""
    return {f"{name}-{code}": said for code, said in texts(nb).items()}


CALL = {"call_how": ready_sets.call()["how"]} | {
    part: ready_sets.call()[part] for part in ("writing_aids", "residents_warning")
}
CRITERION = {
    **texts_in("name", "Kriterium x"),
    **texts_in("short", "Krit. x"),
    **texts_in("question", "Hva med x?"),
    **{f"level-{n}-{code}": f"Nivå {n + 1}" for n in range(6) for code in ("nb", "nn", "en")},
}
"""As they stand: what is sent without having seen it is stored only if it changes nothing."""
RULES = {
    "scale_low": "1",
    "scale_high": "6",
    "scale_step": "1",
    "grounds_required": "yes",
    "grounds_word_limit": "200",
    "method": "fair",
    "tie_breaks": "head to head, heaviest criterion, chair",
    "quorum": "2",
    "reach": "nomination",
    "sees_others": "deliberation",
    **texts_in("law", "Loven"),
}
SHEET = {"score-x": "4", "score-y": "3", "grounds": "Nye grunner.", "reason": "Jeg tok feil."}

SAID = {
    **{f"{name}-nb": "Noe nytt." for name in ("name", "purpose", "about")},
    "contact_email": "pris@example.org",
    "version": "1",
}
TABLES = {
    "jury": ("Institusjon;Kortnavn\nKS;KS\n", [[2, {"institution": "KS", "short": "KS"}]]),
    "people": (
        "Navn;E-post;Rolle\nNy;ny@example.org;revisor\n",
        [[2, {"name": "Ny", "email": "ny@example.org", "role": "revisor"}]],
    ),
    "past": (
        "År;Kandidat;Resultat\n2001;Bø;vinner\n",
        [[2, {"year": "2001", "candidate": "Bø", "result": "vinner"}]],
    ),
}
"""Each table that is entered: as a file, and as the form carries it that stores it."""


def _entered(name: str) -> dict[str, Callable[[Stage, Place, str], dict[str, Any]]]:
    file, rows = TABLES[name]
    return {
        f"entering.send_{name}": lambda *_: {"file": (io.BytesIO(file.encode()), "t.csv")},
        f"entering.store_{name}": lambda *_: {"rows": json.dumps(rows)},
    }


def soon(stage: Stage) -> str:
    """Write a moment some days ahead as it is filled in."""
    return write_moment(stage.app.config["CLOCK"]() + timedelta(days=3))


SENT: dict[str, Callable[[Stage, Place, str], dict[str, Any]]] = {
    "accounts.check_password": lambda *_: {"email": "chair@example.org", "password": "galt"},
    "accounts.set_language": lambda *_: {"language": "nn", "next": "/"},
    "accounts.sign_out": lambda *_: {},
    "announcements.move": lambda *_: {"at": "2026-12-01T12:00", "reason": "Møtet er flyttet."},
    "decisions.autosave": lambda _stage, place, _role: {
        "version": place.decided,
        "statement": STATEMENT,
    },
    "announcements.announce": lambda *_: {"at": "2027-06-01T12:00", "confirm": "1"},
    "announcements.announce_now": lambda *_: {},
    "decisions.save": lambda _stage, place, _role: {
        "act": "save",
        "version": place.decided,
        "winners": place.first,
        "statement": STATEMENT,
    },
    "decisions.finalise": lambda *_: {},
    "shortlists.name": lambda *_: {},
    "visits.plan": lambda *_: {},
    "visits.report": lambda *_: {},
    "visits.observe": lambda *_: {},
    "impartiality.declare": lambda _stage, place, role: {
        f"answer-{place.first}": "automatic" if role == "recused" else "no_conflict"
    },
    "impartiality.rule": lambda _stage, place, _role: {
        "nomination": place.second,
        "appointment": place.in_conflict,
        "outcome": "recused",
        "ground": "Juryen kom til at hun er inhabil.",
        "took_part": ",".join(str(place.jurors.get(name, 0)) for name in ("chair", "juror_b")),
    },
    "impartiality.elect": lambda _stage, place, _role: {
        "about": "stage",
        "who": place.in_conflict,
        "reason": "Valgt i møtet.",
        "act": "elect",
    },
    "impartiality.absence": lambda _stage, place, _role: {
        "who": place.in_conflict,
        "reason": "Sykdom.",
        "act": "away",
    },
    "attachments.begin": lambda *_: {"name": "plan.pdf", "size": "9"},
    **dict.fromkeys(("attachments.add", "attachments.finish", "attachments.cancel"), lambda *_: {}),
    "nominations.create": lambda stage, _place, role: {"organisation": stage.bodies.get(role, "1")},
    "nominations.save": lambda _stage, place, _role: {
        "answer-story": "Ny tekst.",
        "version": place.base,
    },
    "nominations.autosave": lambda _stage, place, _role: {
        "answer-story": "Ny tekst.",
        "version": place.base,
    },
    "nominations.copy": lambda *_: {},
    "nominations.be_here": lambda *_: {"at": "story"},
    "nominations.declare_aids": lambda _stage, place, _role: {
        "used": "none",
        "version": place.base,
    },
    "sharing.invite": lambda *_: {
        "name": "En til",
        "email": "en.til@example.org",
        "role": "editor",
        "language": "nb",
    },
    "sharing.set_role": lambda *_: {"role": "reader"},
    **dict.fromkeys(
        (
            *("sharing.send_again", "sharing.withdraw", "sharing.take_out"),
            *("sharing.leave", "sharing.ask"),
        ),
        lambda *_: {},
    ),
    "nominations.submit": lambda *_: {},
    "nominations.take_up_again": lambda *_: {},
    "supports.ask": lambda *_: {"name": "Eva", "email": "eva@example.net", "language": "nb"},
    "supports.ask_again": lambda *_: {},
    "supports.take_back": lambda *_: {},
    "support_links.give": lambda *_: {"text": "Vi støtter dette.", "name": "Eva"},
    "support_links.withdraw": lambda *_: {},
    "late.give_back": lambda stage, *_: {
        "sections": "second",
        "reason": "Tall mangler.",
        "deadline": soon(stage),
    },
    "late.make_exception": lambda stage, *_: {
        "reason": "Nettet var nede.",
        "deadline": soon(stage),
    },
    "late.end_exception": lambda *_: {"reason": "Det trengs ikke."},
    "nominations.confirm_withdrawal": lambda *_: {"reason": "Kommunen har ombestemt seg."},
    **dict.fromkeys(
        (
            "addresses.confirm",
            "invitations.decline",
            "domains.confirm_all",
            "domains.remove",
            "organisation_members.leave",
            "organisation_members.remove",
            "organisation_members.send_again",
            "organisation_members.withdraw",
            "organisations.confirm",
            "invitations.take",
            "own_account.sign_out_everywhere",
            "passwords.set_new",
            "people.close",
            "people.confirm_invitation",
            "people.keep",
            "people.reopen",
            "people.revoke",
            "people.send_again",
            "people.withdraw",
        ),
        lambda *_: {},
    ),
    **_entered("jury"),
    **_entered("people"),
    **_entered("past"),
    "jury.change_term": lambda *_: {"term_from": "2025", "term_to": "2027"},
    "jury.create": lambda *_: {"term_from": "2029", "term_to": "2032"},
    "pledges.accept": lambda *_: {"accept": "y"},
    "seats.add": lambda *_: {"institution": "Ny institusjon", "short": "NY"},
    "seats.change": lambda *_: {"institution": "Institusjon A", "short": "AA", "leads": "y"},
    "seats.move": lambda *_: {"way": "down"},
    "seat_people.move": lambda *_: {"way": "down"},
    "seats.remove": lambda *_: {},
    "seat_people.send_invitation": lambda *_: {
        "name": "Ny",
        "email": "ny@example.org",
        "place": "deputy",
        "since": "31.12.2028",
        "language": "nb",
    },
    "seat_people.send_again": lambda *_: {},
    "seat_people.withdraw": lambda *_: {},
    "affiliations.note": lambda *_: {"employer": "Et kontor", "offices": "Et styre"},
    "seat_people.end": lambda *_: {"until": "31.12.2028"},
    "joining.ask": lambda *_: {"name": "Ny", "email": "ny@example.org", "language": "nb"},
    "joining.make_account": lambda *_: {"name": "Ny", "new_password": "galt"},
    "joining.join": lambda *_: {"way": "number", "org_number": "974760673", "name": "Foreningen"},
    "organisations.refuse": lambda *_: {"reason": "Vi kjenner dem ikke."},
    "organisation_members.invite": lambda *_: {
        "name": "Ny",
        "email": "ny@example.org",
        "language": "nb",
    },
    "organisation_members.answer": lambda *_: {"answer": "ja"},
    "organisation_members.set_signatory": lambda *_: {"signs": "ja"},
    "organisation_members.set_letting_in": lambda *_: {"itself": "ja"},
    "domains.add": lambda *_: {"domain": "nominator.no"},
    "domains.confirm": lambda stage, *_: {
        "domain": "provedal.kommune.no",
        "municipality": stage.people["municipality_id"],
    },
    "nominators.save": lambda *_: {"nominators": "organisation", "signatory": "no"},
    "own_account.change_address": lambda *_: {"email": "ny@example.org"},
    "own_account.change_password": lambda *_: {"password": "galt", "new_password": "galt"},
    "own_account.set_phone": lambda *_: {"phone": "22 22 22 22"},
    "reminders.send": lambda *_: {},
    "seat_exceptions.make": lambda stage, _place, _role: {
        "seat": stage.people["seat_id"],
        "nomination": "alle",
        "reason": "Sykmeldt ut juni.",
    },
    "seat_exceptions.lift": lambda *_: {"seat": "1", "nomination": "1", "reason": "Frisk igjen."},
    "meetings.open_meeting": lambda *_: {"ordering": "drawn", "secretary": ""},
    "meetings.turn": lambda *_: {"item": ""},
    "meetings.attend": lambda *_: {},
    "meetings.note": lambda *_: {"text": "Juryen så på tallene."},
    "meetings.move": lambda *_: {"text": "Saken drøftes videre."},
    "meetings.divide": lambda *_: {},
    "meetings.close": lambda *_: {},
    "meetings.write_minutes": lambda *_: {"section-opening": "Juryen møttes."},
    "meetings.answer_minutes": lambda *_: {"answer": "yes", "number": "1"},
    "looks.look": lambda *_: {
        "nomination": "alle",
        "reason": "Et skjema lot seg ikke åpne.",
        "confirm": "1",
    },
    "own_account.rename": lambda *_: {"name": "Et nytt navn"},
    "passwords.ask": lambda *_: {"email": "chair@example.org"},
    "people.send_invitation": lambda *_: {
        "name": "Ny",
        "email": "ny@example.org",
        "office": "administrator:",
        "language": "nb",
    },
    "prize_office.close": lambda *_: {"reason": "Ordningen er lagt ned."},
    "prize_office.make": lambda *_: {
        **SAID,
        "name-nb": "En helt ny pris",
        "agency": "Et nytt direktorat",
        "officer_name": "Ny",
        "officer_email": "ny@example.org",
    },
    "prize_office.reopen": lambda *_: {"reason": "Den ble vedtatt på nytt."},
    "prize_office.save": lambda *_: SAID,
    "builder.move": lambda *_: {"what": "del", "key": "second", "to": "opp"},
    "builder.remove": lambda *_: {},
    "builder.save_question": lambda *_: {
        **tongues("label", "Spørsmål story"),
        "kind": "long_text",
        "section": "second",
        "word_limit": "50",
        "required": "1",
        "for_jury": "1",
        "criteria": "x",
    },
    "builder.save_section": lambda *_: tongues("title", "Andre del"),
    "candidate_kinds.save": lambda *_: {
        "kinds": "person",
        "most": "5",
        "own": "yes",
        "version": digests.of(USUAL_CANDIDATES),
    },
    "dates.change": lambda *_: {},
    "previews.try_out": lambda *_: {"go": "send", "answer-story": "Prøvd."},
    "phases.move": lambda *_: {},
    "course.do": lambda *_: {"reason": "Departementet vil vente."},
    "setup.make": lambda *_: {"year": "2060", "source": "nothing"},
    "setup_dates.store": lambda *_: {},
    "setup_criteria.store": lambda *_: {},
    "setup_criteria.add": lambda *_: {"name-nb": "Et nytt kriterium"},
    "setup_criteria.write": lambda *_: CRITERION,
    "setup_criteria.remove": lambda *_: {},
    "setup_call.store": lambda *_: {
        f"{part}-{code}": text for part, texts_of in CALL.items() for code, text in texts_of.items()
    },
    "setup_award.store": lambda *_: texts_in("gift-0", "Heder"),
    "setup_rules.store": lambda *_: RULES,
    "setup_stages.store": lambda *_: {"act": "name", "named_in": "decision"},
    "setup_basis.store": lambda *_: {"basis": "scores"},
    "setup_jury.store": lambda *_: {"jury": "1", "base": "1"},
    "notices.send_again": lambda *_: {},
    "scores.send_workbook": lambda *_: {"file": (io.BytesIO(b"ingenting"), "poeng.xlsx")},
    "scores.store_workbook": lambda *_: {"carried_workbook": "noe", "seen": "noe"},
    **dict.fromkeys(
        ("ballots.save", "ballots.autosave", "ballots.revise"),
        lambda _stage, place, _role: {f"rank-{place.first}": "1", "version": "0"},
    ),
    "scores.save": lambda *_: {"act": "draft", "version": "0", **SHEET},
    "scores.autosave": lambda *_: {"version": "0", **SHEET},
    "scores.refuse_paper": lambda *_: {"refusal": "Det er ikke mitt."},
    "papers.enter": lambda _, place, __: {
        "jury": str(place.jurors.get("chair", 0)),
        "forslag": str(place.first),
        **SHEET,
    },
    "papers.withdraw": lambda *_: {},
    "scores.revise": lambda *_: {"version": "2", **SHEET},
    "rulebooks.amend": lambda *_: {
        "version": "1",
        "weight-x": "50",
        "weight-y": "50",
        "quorum": "2",
        "method": "fair",
        "tie_breaks": "chair",
        "reason": "Utlysningen sa halvt om halvt.",
        "confirm": "1",
    },
    "screening.reopen": lambda *_: {"reopen_reason": "Det var en feil."},
    "audit.check_installation": lambda *_: {},
    "audit.check_round": lambda *_: {},
    "draft_messages.look_over": lambda *_: {"title": "Om fristen", "body": "Husk fristen."},
    "draft_messages.send": lambda *_: {"title": "Om fristen", "body": "Husk.", "token": "t"},
    "bundles.check": lambda *_: {},
    "public_questions.ask": lambda *_: {"text": "Kan en bydel foreslås?"},
    "public_questions.answer": lambda *_: {"text": "Kan en bydel?", "answer": "Ja."},
    "public_questions.set_aside": lambda *_: {},
    "setup_contact.store": lambda *_: {},
    "subscriptions.ask": lambda *_: {"email": "varsel@example.org"},
    "subscriptions.confirm": lambda *_: {},
    "subscriptions.end": lambda *_: {},
    "tellings.confirm": lambda *_: {},
    "tellings.decline": lambda *_: {},
    "tellings.tell": lambda *_: {"candidate": "1", "email": "kandidat@example.org"},
    "screening.write_note": lambda *_: {"note": "Spør kommunen om året."},
    "screening.check_residents": lambda *_: {"outcome": "clear", "version": "1"},
    "screening.admit_many": lambda _stage, place, _role: {"forslag": f"{place.first}:1"},
    "screening.admit": lambda *_: {"residents_checked": "y"},
    "screening.reject": lambda *_: {"reason": "Kandidaten er ikke en kommune."},
}
