"""A page that was open when the session ended: good again for its own person, and for nobody else.

Every form of the product, over HTTP, with the tokens asked for.
"""

from collections.abc import Iterator

import pytest
from flask import url_for
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.web.guards import PUBLIC, guard_of
from tests.conftest import isolated
from tests.factories import PHASES
from tests.web.access import client_for, method, values
from tests.web.access_matrix import MATRIX, expected
from tests.web.access_sent import SENT
from tests.web.access_world import ROLES, Stage
from tests.web.acts import ACTS, seen_before
from tests.web.forms import Form, resend_on, token_on
from tests.web.test_access_matrix import sign_of

FORMS = [
    "announcements.announce",
    "announcements.announce_now",
    "audit.check_installation",
    "audit.check_round",
    "builder.move",
    "builder.remove",
    "builder.save_question",
    "builder.save_section",
    "candidate_kinds.save",
    "course.do",
    "dates.change",
    "domains.add",
    "domains.confirm",
    "domains.confirm_all",
    "domains.remove",
    "decisions.autosave",
    "decisions.finalise",
    "decisions.save",
    "draft_messages.look_over",
    "draft_messages.send",
    "entering.store_jury",
    "entering.store_past",
    "entering.store_people",
    "impartiality.absence",
    "impartiality.declare",
    "impartiality.rule",
    "jury.create",
    "joining.join",
    "late.give_back",
    "late.make_exception",
    "meetings.open_meeting",
    "nominations.autosave",
    "nominations.be_here",
    "nominations.confirm_withdrawal",
    "nominations.create",
    "nominations.declare_aids",
    "nominations.save",
    "nominations.submit",
    "looks.look",
    "nominators.save",
    "notices.send_again",
    "organisation_members.answer",
    "organisation_members.invite",
    "organisation_members.leave",
    "organisation_members.remove",
    "organisation_members.send_again",
    "organisation_members.set_letting_in",
    "organisation_members.set_signatory",
    "organisation_members.withdraw",
    "organisations.confirm",
    "organisations.refuse",
    "own_account.change_address",
    "own_account.rename",
    "papers.enter",
    "papers.withdraw",
    "own_account.set_phone",
    "people.close",
    "people.revoke",
    "people.send_again",
    "people.send_invitation",
    "people.withdraw",
    "phases.move",
    "prize_office.close",
    "prize_office.make",
    "prize_office.reopen",
    "prize_office.save",
    "previews.try_out",
    "reminders.send",
    "rulebooks.amend",
    "scores.autosave",
    "scores.refuse_paper",
    "scores.revise",
    "scores.save",
    "screening.admit",
    "screening.admit_many",
    "screening.check_residents",
    "screening.reject",
    "screening.write_note",
    "seat_exceptions.make",
    "seat_people.end",
    "seat_people.move",
    "seat_people.send_again",
    "seat_people.send_invitation",
    "seat_people.withdraw",
    "seats.add",
    "seats.change",
    "seats.move",
    "seats.remove",
    "sharing.ask",
    "sharing.invite",
    "sharing.leave",
    "sharing.send_again",
    "sharing.set_role",
    "sharing.take_out",
    "sharing.withdraw",
    "affiliations.note",
    "setup.make",
    "setup_award.store",
    "setup_basis.store",
    "setup_call.store",
    "setup_contact.store",
    "setup_criteria.add",
    "setup_criteria.remove",
    "setup_criteria.store",
    "setup_criteria.write",
    "setup_dates.store",
    "setup_jury.store",
    "setup_rules.store",
    "setup_stages.store",
    "supports.ask",
    "tellings.tell",
]
"""All that a person who is signed in can send, but for what follows."""
NOT_HERE = (
    "ballots.autosave",
    "ballots.revise",
    "ballots.save",
    "impartiality.elect",
    "shortlists.name",
    "meetings.turn",
    "meetings.attend",
    "meetings.note",
    "meetings.move",
    "meetings.divide",
    "meetings.close",
    "meetings.write_minutes",
    "meetings.answer_minutes",
    "visits.plan",
    "visits.report",
    "visits.observe",
    "accounts.sign_out",
    "announcements.move",
    "attachments.begin",
    "attachments.cancel",
    "attachments.finish",
    "entering.send_jury",
    "scores.send_workbook",
    "scores.store_workbook",
    "entering.send_past",
    "entering.send_people",
    "jury.change_term",
    "own_account.change_password",
    "own_account.sign_out_everywhere",
    "seat_exceptions.lift",
    "late.end_exception",
    "nominations.take_up_again",
    "people.confirm_invitation",
    "nominations.copy",
    "people.keep",
    "people.reopen",
    "pledges.accept",
    "public_questions.answer",
    "public_questions.set_aside",
    "screening.reopen",
    "supports.ask_again",
    "supports.take_back",
)
"""What ends the session itself, asks for a password, carries a file, which is chosen anew, or is
about what the stage has not: a ballot, a meeting, an announcement, a question, a nomination of a
year before, an invitation that waits, a role that is asked for, a closed account, a file on its
way, which a script sends, a nomination that was admitted and can be undone, was withdrawn or has an
exception, somebody who was asked for a statement, a jury without people, somebody who has not
promised confidentiality.
"""


@pytest.fixture
def checked(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stage]:
    """Give the stage with tokens asked for, and take back what is done on it."""
    monkeypatch.setitem(stage.app.config, "WTF_CSRF_ENABLED", True)
    with stage.app.app_context(), isolated(stage.app):
        yield stage


def test_the_list_above_has_every_form(stage: Stage) -> None:
    guarded = [
        endpoint
        for endpoint in MATRIX
        if method(stage.app, endpoint) == "POST"
        and guard_of(stage.app.view_functions[endpoint]) != PUBLIC
    ]
    assert sorted(guarded) == sorted([*FORMS, *NOT_HERE])


def where_it_is_taken(endpoint: str) -> tuple[str, str, str]:
    """Give a role and a phase in which a form is taken, and the answer."""
    for role in ROLES:
        for place, phase in enumerate(PHASES):
            sign = expected(endpoint, role, place, "POST")
            if role != "public" and sign in "r.":
                return role, phase, sign
    raise AssertionError(f"nobody can send {endpoint}")


def token_of(client: FlaskClient) -> str:
    return token_on(client.get("/oversikt").get_data(as_text=True))


def sign_out(client: FlaskClient, token: str) -> None:
    assert client.post("/logg-ut", data={"csrf_token": token}).location == "/"


def send_again(client: FlaskClient, form: Form) -> TestResponse:
    return client.post(form.url, data=form.data)


def text_of(answer: TestResponse) -> str:
    return answer.get_data(as_text=True)


@pytest.mark.parametrize("endpoint", FORMS)
def test_a_form_is_taken_after_a_new_sign_in_of_its_own_person_alone(
    checked: Stage, endpoint: str
) -> None:
    role, phase, sign = where_it_is_taken(endpoint)
    with checked.app.test_request_context():
        url = url_for(endpoint, **values(checked, endpoint, phase) or {})
    client = client_for(checked, role)
    token = token_of(client)
    sent = {**SENT[endpoint](checked, checked.places[phase], role), "csrf_token": token}
    if endpoint in ACTS:
        sent |= {"seen": seen_before(client, endpoint, url, sent)}
    sign_out(client, token)

    refused = client.post(url, data=sent)
    assert refused.status_code == 401
    assert "Du er logget ut</h1>" in text_of(refused)
    form = resend_on(text_of(refused))
    assert form is not None
    assert form.url == url
    assert sorted(form.fields) == sorted((name, str(value)) for name, value in sent.items())
    assert 'href="/logg-inn" target="_blank"' in form.inside

    other = client_for(checked, "administrator" if role != "administrator" else "auditor")
    anothers = send_again(other, form)
    assert anothers.status_code == 403
    assert "Denne siden ble åpnet av en annen bruker</h1>" in text_of(anothers)
    kept = resend_on(text_of(anothers))
    assert kept is not None
    assert (kept.url, kept.fields) == (form.url, form.fields)

    client.sign_in(checked.accounts[role])  # type: ignore[attr-defined]
    assert sign_of(send_again(client, form)) == sign
