"""Who gets which answer, of every endpoint, in every role and phase: the literal table.

A row names roles and what each of them gets in the phases

    planned open screening declaring scoring deliberation decided announced archived

one sign a phase; one sign alone holds in all of them. ``rest`` is everybody who is not named.
Nobody who has not signed in is sent to do so (``>``), or told to (``1``) where she sent something.

    .  the page                r  done, or led on to another page of ours
    >  to the sign-in          1  401, sign in first
    3  403, not hers           4  404, she may not know of it
    9  409, not now            2  422, something is wrong in what was sent
    g  410, a personal link that does not count
    -  there is no such thing to ask for in this phase
"""

from tests.web.access_bundles import BUNDLES
from tests.web.access_desk import DESK, ELSEWHERE, EVERYBODY, Row
from tests.web.access_judging import JUDGING
from tests.web.access_nominations import LET_IN, NOMINATIONS, OUTSIDERS
from tests.web.access_offline import OFFLINE
from tests.web.access_setup import SETUP

SIGNS = {".": 200, "1": 401, "3": 403, "4": 404, "9": 409, "g": 410, "2": 422}
SIGNED_OUT = {"GET": ">", "POST": "1", "PUT": "1"}

JURORS = "chair juror recused"
DEPUTIES = "deputy called"
NOMINATORS = "nominator stranger"
OFFICES = "secretariat elsewhere"
"""Every secretariat, of whichever prize."""

VISITED = {f"{JURORS} {DEPUTIES} {OFFICES} auditor": "4", "rest": "3"}
VISITING = {f"{JURORS} {DEPUTIES} {OFFICES}": "4", "rest": "3"}


NO_BALLOT = {f"{JURORS} {DEPUTIES}": "999444444", "elsewhere": ELSEWHERE, "rest": "3"}

MATRIX: dict[str, Row] = {
    **BUNDLES,
    **DESK,
    **SETUP,
    **OFFLINE,
    **JUDGING,
    # --- for everybody --------------------------------------------------------------------
    "prizes.front": EVERYBODY,
    "prizes.history": EVERYBODY,
    "prizes.show": EVERYBODY,
    "prizes.years": EVERYBODY,
    "pages.accessibility": EVERYBODY,
    "pages.privacy": EVERYBODY,
    "pages.contact": EVERYBODY,
    "pages.method": EVERYBODY,
    "clock.show": EVERYBODY,
    "rounds.show": {"public": "4........", "rest": "4........"},
    "rounds.form_document": {"public": "4.4444444", "rest": "4.4444444"},
    # The rules of the stage keep them among the jury: ``test_public_scores`` has one that doesn't.
    "rounds.scores_table": {"public": "4", "rest": "4"},
    "rounds.weights_table": {"public": "4", "rest": "4"},
    # --- signing in and out ---------------------------------------------------------------
    "accounts.sign_in": {"public": ".", "rest": "r"},
    "accounts.check_password": {"public": "2", "rest": "2"},
    "accounts.set_language": {"public": "r", "rest": "r"},
    "accounts.sign_out": {"rest": "r"},
    "overview.show": {"rest": "."},
    # Whoever has the link; the one that is asked for here is none.
    "invitations.show": {"public": "g", "rest": "g"},
    "invitations.take": {"public": "g", "rest": "g"},
    "invitations.decline": {"public": "g", "rest": "g"},
    "support_links.show": {"public": "g", "rest": "g"},
    "support_links.give": {"public": "g", "rest": "g"},
    "support_links.withdraw": {"public": "g", "rest": "g"},
    "passwords.forgotten": EVERYBODY,
    "passwords.ask": {"public": ".", "rest": "."},
    "passwords.choose": {"public": "g", "rest": "g"},
    "passwords.set_new": {"public": "g", "rest": "g"},
    "addresses.show": {"public": "g", "rest": "g"},
    "addresses.confirm": {"public": "g", "rest": "g"},
    "own_account.show": {"rest": "."},
    "own_account.rename": {"rest": "r"},
    "own_account.change_password": {"rest": "2"},
    "own_account.change_address": {"rest": "r"},
    "own_account.sign_out_everywhere": {"rest": "r"},
    # --- people: an administrator of the installation -----------------------------------------
    "people.show": {"administrator": ".", "rest": "3"},
    "people.roles": {"administrator": ".", "rest": "3"},
    "people.invite": {"administrator": ".", "rest": "3"},
    "people.send_invitation": {"administrator": "r", "rest": "3"},
    # It was sent at once, and waits for nobody.
    "people.confirm_invitation": {"administrator": "4", "rest": "3"},
    "people.send_again": {"administrator": "r", "rest": "3"},
    "people.withdraw": {"administrator": "r", "rest": "3"},
    "people.person": {"administrator": ".", "rest": "3"},
    "people.revoke": {"administrator": "r", "rest": "3"},
    # Nobody has asked to take it, and the account is not closed.
    "people.keep": {"administrator": "4", "rest": "3"},
    "people.close": {"administrator": "r", "rest": "3"},
    "people.reopen": {"administrator": "4", "rest": "3"},
    # --- prizes: an administrator makes and closes them, their secretariat changes what is said ---
    "prize_office.index": {"administrator": ".", "public": "r", "rest": "r"},
    "prize_office.new": {"administrator": ".", "rest": "3"},
    "prize_office.make": {"administrator": "r", "rest": "3"},
    "prize_office.show": {"administrator secretariat": ".", "rest": "3"},
    "prize_office.edit": {"administrator secretariat": ".", "rest": "3"},
    "prize_office.save": {"administrator secretariat": "r", "rest": "3"},
    "prize_office.before_closing": {"administrator": ".", "rest": "3"},
    "prize_office.close": {"administrator": "r", "rest": "3"},
    # It is not closed: both lead to its desk.
    "prize_office.before_opening": {"administrator": "r", "rest": "3"},
    "prize_office.reopen": {"administrator": "r", "rest": "3"},
    "people.table": {"administrator": ".", "rest": "3"},
    # --- juries: the secretariat of the prize, and its auditor -----------------------------------
    "jury.listed": {"secretariat auditor": ".", "rest": "3"},
    "jury.new": {"secretariat": ".", "rest": "3"},
    "jury.create": {"secretariat": "r", "rest": "3"},
    "jury.show": {"secretariat auditor": ".", "rest": "3"},
    "jury.table": {"secretariat auditor": ".", "rest": "3"},
    "jury.term": {"secretariat": ".", "rest": "3"},
    # People have been appointed for the term that was said.
    "jury.change_term": {"secretariat": "2", "rest": "3"},
    "seats.new": {"secretariat": ".", "rest": "3"},
    "seats.add": {"secretariat": "r", "rest": "3"},
    "seats.show": {"secretariat": ".", "rest": "3"},
    "seats.change": {"secretariat": "r", "rest": "3"},
    "seats.move": {"secretariat": "r", "rest": "3"},
    "seats.remove": {"secretariat": "r", "rest": "3"},
    "seat_people.invite": {"secretariat": ".", "rest": "3"},
    "seat_people.send_invitation": {"secretariat": "r", "rest": "3"},
    "seat_people.send_again": {"secretariat": "r", "rest": "3"},
    "seat_people.withdraw": {"secretariat": "r", "rest": "3"},
    "seat_people.last_day": {"secretariat": ".", "rest": "3"},
    "seat_people.move": {"secretariat": "r", "rest": "3"},
    "seat_people.end": {"secretariat": "r", "rest": "3"},
    "affiliations.show": {"secretariat juror": ".", "rest": "3"},
    "affiliations.note": {"secretariat juror": "r", "rest": "3"},
    # Everybody has promised already who has something to promise.
    "pledges.show": {"rest": "r"},
    "pledges.accept": {"rest": "4"},
    # --- tables that are entered ------------------------------------------------------------------
    "entering.template": {"rest": "."},
    "entering.choose_jury": {"secretariat": ".", "rest": "3"},
    "entering.send_jury": {"secretariat": ".", "rest": "3"},
    "entering.store_jury": {"secretariat": "r", "rest": "3"},
    "entering.choose_people": {"administrator": ".", "rest": "3"},
    "entering.send_people": {"administrator": ".", "rest": "3"},
    "entering.store_people": {"administrator": "r", "rest": "3"},
    "entering.choose_past": {"secretariat": ".", "rest": "3"},
    "entering.send_past": {"secretariat": ".", "rest": "3"},
    "entering.store_past": {"secretariat": "r", "rest": "3"},
    # --- coming in: whoever has a link, and then whoever is signed in --------------------------
    "joining.register": {"public": ".", "rest": "r"},
    "joining.ask": {"public": ".", "rest": "."},
    "joining.account": {"public": "g", "rest": "g"},
    "joining.make_account": {"public": "g", "rest": "g"},
    "joining.choose": {"rest": "."},
    "joining.join": {"rest": "r"},
    # --- organisations, which are no prize's: their people, and every secretariat --------------
    "organisations.listing": {OFFICES: ".", "rest": "3"},
    "organisations.show": {f"nominator {OFFICES}": ".", "rest": "4"},
    "organisations.confirm": {OFFICES: "r", "rest": "3"},
    "organisations.refusal": {OFFICES: ".", "rest": "3"},
    "organisations.refuse": {OFFICES: "r", "rest": "3"},
    "organisation_members.invite": {f"nominator {OFFICES}": "r", "rest": "4"},
    "organisation_members.send_again": {f"nominator {OFFICES}": "r", "rest": "4"},
    "organisation_members.withdraw": {f"nominator {OFFICES}": "r", "rest": "4"},
    "organisation_members.answer": {f"nominator {OFFICES}": "r", "rest": "4"},
    "organisation_members.set_signatory": {f"nominator {OFFICES}": "r", "rest": "4"},
    # She leaves by herself: nobody removes herself.
    "organisation_members.remove": {"nominator": "4", OFFICES: "r", "rest": "4"},
    "organisation_members.set_letting_in": {f"nominator {OFFICES}": "r", "rest": "4"},
    "organisation_members.leaving": {"nominator": ".", "rest": "4"},
    "organisation_members.leave": {"nominator": "r", "rest": "4"},
    "domains.show": {OFFICES: ".", "rest": "3"},
    "domains.confirm": {OFFICES: "r", "rest": "3"},
    "domains.before_all": {OFFICES: ".", "rest": "3"},
    "domains.confirm_all": {OFFICES: "r", "rest": "3"},
    "domains.remove": {OFFICES: "r", "rest": "3"},
    "domains.add": {OFFICES: "r", "rest": "3"},
    "nominators.show": {"secretariat": ".", "elsewhere": ELSEWHERE, "rest": "3"},
    # Once the call is open nobody is shut out any more, and municipalities would be.
    "nominators.save": {"secretariat": "r99999999", "elsewhere": ELSEWHERE, "rest": "3"},
    # --- nominations: the organisation's own, and hidden from everybody else ----------------
    "nominations.mine": {"rest": "."},
    "nominations.start": {
        OUTSIDERS: "4.9999999",
        "auditor": "9.9999999",
        "rest": "3",
    },
    "nominations.create": {
        NOMINATORS: "4r9999999",
        f"{LET_IN} elsewhere": "429999999",
        "auditor": "929999999",
        "rest": "3",
    },
    **NOMINATIONS,
    # --- the secretariat --------------------------------------------------------------------
    "phases.control": {"secretariat": ".", "elsewhere": ELSEWHERE, "rest": "3"},
    # publish_call, begin_judging, begin_judging, open_scoring, open_deliberation,
    # finalise, archive, archive, archive: what is not declared or not complete is 409.
    "phases.before": {"secretariat": ".99.999.9", "elsewhere": ELSEWHERE, "rest": "3"},
    "phases.move": {"secretariat": "r99r999r9", "elsewhere": ELSEWHERE, "rest": "3"},
    "dates.show": {"secretariat auditor": ".", "elsewhere": ELSEWHERE, "rest": "3"},
    "dates.change": {"secretariat": "rrrrrr999", "elsewhere": ELSEWHERE, "rest": "3"},
    # Files: the same as the nomination, and only what was handed in for whoever else reads it.
    "attachments.own": {f"nominator {LET_IN}": "-........", "rest": "4"},
    "attachments.screened": {"secretariat auditor": "-........", "rest": "4"},
    "attachments.judged": {
        "chair juror called": "-44......",
        "recused deputy": "-44333333",
        "elsewhere": "4",
        "rest": "3",
    },
    "attachments.begin": {"nominator editor": "-.9999999", "rest": "4"},
    # No token that was asked for here is one.
    "attachments.ask": {"rest": "4"},
    "attachments.add": {"rest": "4"},
    "attachments.finish": {"rest": "4"},
    "attachments.cancel": {"rest": "4"},
    "screening.inbox": {"secretariat auditor": "9........", "rest": "4"},
    "screening.table": {"secretariat auditor": "9........", "rest": "4"},
    "screening.show": {"secretariat auditor": "-........", "rest": "4"},
    "late.show": {"secretariat": "99.999999", "rest": "4"},
    "late.ask": {"secretariat": "-9.999999", "rest": "4"},
    "late.give_back": {"secretariat": "-9r999999", "rest": "4"},
    "late.exception": {"secretariat": "-9.444444", "rest": "4"},
    "late.make_exception": {"secretariat": "-9r444444", "rest": "4"},
    "late.end_exception": {"secretariat": "-9r444444", "rest": "4"},
    # It was handed in once.
    "late.compare": {"secretariat auditor": "-44444444", "rest": "4"},
    "screening.admit": {"secretariat": "-9r999999", "rest": "4"},
    "screening.reject": {"secretariat": "-9r999999", "rest": "4"},
    # What has been admitted or rejected; here nothing has while it could be undone.
    "screening.reopen": {"secretariat": "-99999999", "rest": "4"},
    "notices.outbox": {"secretariat auditor": ".", "elsewhere": ELSEWHERE, "rest": "3"},
    "notices.send_again": {"secretariat": "r", "elsewhere": ELSEWHERE, "rest": "3"},
    # --- the jury's desk: the first nomination, which one juror is recused from --------------
    # These rounds are decided by scores: nobody has a ballot. See test_ballots.
    "ballots.show": NO_BALLOT,
    "ballots.save": NO_BALLOT,
    "ballots.autosave": NO_BALLOT,
    "ballots.change": NO_BALLOT,
    "ballots.revise": NO_BALLOT,
    "scores.desk": {f"{JURORS} {DEPUTIES}": "999......", "elsewhere": ELSEWHERE, "rest": "3"},
    # Before the judging, and for another prize's jury, there is no such sheet.
    "scores.sheet": {
        "chair juror called": "-44......",
        "recused deputy": "-44333333",
        "elsewhere": "4",
        "rest": "3",
    },
    # While the jury scores, the juror has sealed: she is shown both texts instead.
    "scores.save": {
        "chair called": "-449r9999",
        "juror": "-44999999",
        "recused deputy": "-44333333",
        "elsewhere": "4",
        "rest": "3",
    },
    "scores.autosave": {
        "chair called": "-449.9999",
        "juror": "-44999999",
        "recused deputy": "-44333333",
        "elsewhere": "4",
        "rest": "3",
    },
    "scores.refuse_paper": {
        "chair juror called": "-449r9999",
        "recused deputy": "-44333333",
        "elsewhere": "4",
        "rest": "3",
    },
    "scores.change": {
        "chair called": "-449r.999",
        "juror": "-449..999",
        "recused deputy": "-44333333",
        "elsewhere": "4",
        "rest": "3",
    },
    "scores.revise": {
        "chair juror called": "-449rr999",
        "recused deputy": "-44333333",
        "elsewhere": "4",
        "rest": "3",
    },
    # --- impartiality -----------------------------------------------------------------------
    "impartiality.declare": {
        f"{JURORS} {DEPUTIES}": "999rrr999",
        "elsewhere": ELSEWHERE,
        "rest": "3",
    },
    "impartiality.rulings": {
        "chair secretariat auditor": "999......",
        "elsewhere": ELSEWHERE,
        "rest": "3",
    },
    "impartiality.rule": {"chair secretariat": "999rrr999", "elsewhere": ELSEWHERE, "rest": "3"},
    "impartiality.elect": {"secretariat": "999222299", "elsewhere": ELSEWHERE, "rest": "3"},
    "impartiality.absence": {"chair secretariat": "999rrr999", "elsewhere": ELSEWHERE, "rest": "3"},
    # --- the rules of judging -----------------------------------------------------------------
    "rulebooks.show": {
        f"{JURORS} {DEPUTIES} secretariat auditor": ".",
        "elsewhere": ELSEWHERE,
        "rest": "3",
    },
    "rulebooks.amend": {"secretariat": "999rrr999", "elsewhere": ELSEWHERE, "rest": "3"},
    # --- from the deliberation on -----------------------------------------------------------
    "rounds.progress": {
        "chair secretariat auditor": "999......",
        "elsewhere": ELSEWHERE,
        "rest": "3",
    },
    "rounds.progress_table": {
        "chair secretariat auditor": "999......",
        "elsewhere": ELSEWHERE,
        "rest": "3",
    },
    "ranking.show": {
        f"{JURORS} secretariat": "99999....",
        "auditor": "999999...",
        OUTSIDERS: ELSEWHERE,
        "rest": "3",
    },
    "ranking_weights.show": {
        f"{JURORS} secretariat": "99999....",
        "auditor": "999999...",
        OUTSIDERS: ELSEWHERE,
        "rest": "3",
    },
    "ranking.sheets": {
        "chair juror secretariat": "99999....",
        "recused": "999994444",
        "auditor": "999999...",
        OUTSIDERS: ELSEWHERE,
        "rest": "3",
    },
    # The sheet is one juror's: she reads it, others only their own.
    "ranking_jurors.show": {"chair": "99999....", "auditor": "999999...", "rest": "4"},
    "ranking_jurors.sheet": {
        "chair juror": "99999....",
        "auditor": "999999...",
        f"recused {DEPUTIES}": "4",
        "rest": "4",
    },
    # These rounds have one stage: there is nobody to go on, or to visit. See test_shortlists.
    "visits.index": {
        f"{JURORS} {DEPUTIES} secretariat auditor": "999444444",
        "elsewhere": ELSEWHERE,
        "rest": "3",
    },
    "visits.show": VISITED,
    "visits.calendar": VISITED,
    "visits.plan": {OFFICES: "4", "rest": "3"},
    "visits.report": VISITING,
    "visits.observe": VISITING,
    "shortlists.choose": {"chair": "9", "elsewhere": ELSEWHERE, "rest": "3"},
    "shortlists.before": {"chair": "9", "elsewhere": ELSEWHERE, "rest": "3"},
    "shortlists.name": {"chair": "9", "elsewhere": ELSEWHERE, "rest": "3"},
    "decisions.decide": {
        "chair": "99999....",
        "auditor": "999999...",
        "elsewhere": ELSEWHERE,
        "rest": "3",
    },
    "decisions.save": {"chair": "99999r999", "elsewhere": ELSEWHERE, "rest": "3"},
    "decisions.autosave": {"chair": "99999.999", "elsewhere": ELSEWHERE, "rest": "3"},
    "decisions.before": {"chair": "99999.999", "elsewhere": ELSEWHERE, "rest": "3"},
    "decisions.finalise": {"chair": "99999r999", "elsewhere": ELSEWHERE, "rest": "3"},
    "announcements.plan": {
        "chair": "999999.99",
        "auditor": "999999...",
        "elsewhere": ELSEWHERE,
        "rest": "3",
    },
    "announcements.announce": {"chair": "999999r99", "elsewhere": ELSEWHERE, "rest": "3"},
    "announcements.before": {"chair": "999999.99", "elsewhere": ELSEWHERE, "rest": "3"},
    "announcements.announce_now": {"chair": "999999r99", "elsewhere": ELSEWHERE, "rest": "3"},
    # No time has been set that could be moved.
    "announcements.move": {"chair": "999999999", "elsewhere": ELSEWHERE, "rest": "3"},
    # --- the audit trail ----------------------------------------------------------------------
    "audit.trail": {"secretariat auditor": ".", "elsewhere": ELSEWHERE, "rest": "3"},
    "audit.check_round": {"auditor": ".", "rest": "3"},
    "audit.check_installation": {"auditor": ".", "rest": "3"},
    "audit.installation": {"auditor administrator": ".", "rest": "3"},
}


def expected(endpoint: str, role: str, place: int, method: str) -> str:
    """Look up the sign for a role in a phase, which is given by its place in the row."""
    row = MATRIX[endpoint]
    for roles, signs in row.items():
        if role in roles.split():
            return signs if len(signs) == 1 else signs[place]
    if role == "public":
        return SIGNED_OUT[method]
    signs = row["rest"]
    return signs if len(signs) == 1 else signs[place]
