"""Every noun that has pages of its own. The demonstration's are registered apart."""

from app.web.accounts import addresses as accounts_addresses
from app.web.accounts import invitations as accounts_invitations
from app.web.accounts import own as accounts_own
from app.web.accounts import passwords as accounts_passwords
from app.web.accounts import routes as accounts
from app.web.announcements import routes as announcements
from app.web.attachments import routes as attachments
from app.web.attachments import serving as _serving  # noqa: F401 - on the same blueprint
from app.web.audit import routes as audit
from app.web.ballots import routes as ballots
from app.web.builder import previews
from app.web.builder import routes as builder
from app.web.bundles import routes as bundles
from app.web.candidate_kinds import routes as candidate_kinds
from app.web.dates import routes as dates
from app.web.decisions import routes as decisions
from app.web.draft_messages import routes as draft_messages
from app.web.entering import routes as entering
from app.web.impartiality import routes as impartiality
from app.web.joining import routes as joining
from app.web.jury import affiliations as jury_affiliations
from app.web.jury import people as jury_people
from app.web.jury import pledges as jury_pledges
from app.web.jury import routes as jury
from app.web.jury import seats as jury_seats
from app.web.late import routes as late
from app.web.meetings import after as _after_meetings  # noqa: F401 - on the same blueprint
from app.web.meetings import routes as meetings
from app.web.nominations import aids as _aids  # noqa: F401 - on the same blueprint
from app.web.nominations import copying as _copying  # noqa: F401 - on the same blueprint
from app.web.nominations import receipts as _receipts  # noqa: F401 - on the same blueprint
from app.web.nominations import routes as nominations
from app.web.nominations import writing as _writing  # noqa: F401 - on the same blueprint
from app.web.nominators import routes as nominators
from app.web.notices import routes as notices
from app.web.organisations import domains
from app.web.organisations import members as organisation_members
from app.web.organisations import routes as organisations
from app.web.overview import routes as overview
from app.web.pages import routes as pages
from app.web.papers import routes as papers
from app.web.people import routes as people
from app.web.phases import course
from app.web.phases import routes as phases
from app.web.prize_office import closing as _closing  # noqa: F401 - on the same blueprint
from app.web.prize_office import routes as prize_office
from app.web.prizes import routes as prizes
from app.web.progress import exceptions as seat_exceptions
from app.web.progress import looks, reminders
from app.web.public_questions import routes as public_questions
from app.web.ranking import jurors as ranking_jurors
from app.web.ranking import routes as ranking
from app.web.ranking import weights as ranking_weights
from app.web.rounds import routes as rounds
from app.web.rulebooks import routes as rulebooks
from app.web.scores import offline as _offline  # noqa: F401 - on the same blueprint
from app.web.scores import routes as scores
from app.web.screening import desk as _desk  # noqa: F401 - on the same blueprint
from app.web.screening import routes as screening
from app.web.server_time import blueprint as clock
from app.web.setup import award as setup_award
from app.web.setup import basis as setup_basis
from app.web.setup import call as setup_call
from app.web.setup import contact as setup_contact
from app.web.setup import criteria as setup_criteria
from app.web.setup import dates as setup_dates
from app.web.setup import jury as setup_jury
from app.web.setup import routes as setup
from app.web.setup import rules as setup_rules
from app.web.setup import stages as setup_stages
from app.web.sharing import routes as sharing
from app.web.shortlists import routes as shortlists
from app.web.subscriptions import routes as subscriptions
from app.web.supports import asking as supports
from app.web.supports import giving as support_links
from app.web.tellings import routes as tellings
from app.web.visits import routes as visits

ALL = (
    ballots.blueprint,
    accounts.blueprint,
    accounts_addresses.blueprint,
    accounts_invitations.blueprint,
    accounts_own.blueprint,
    accounts_passwords.blueprint,
    announcements.blueprint,
    attachments.blueprint,
    audit.blueprint,
    builder.blueprint,
    bundles.blueprint,
    candidate_kinds.blueprint,
    clock,
    dates.blueprint,
    decisions.blueprint,
    draft_messages.blueprint,
    entering.blueprint,
    impartiality.blueprint,
    jury.blueprint,
    jury_people.blueprint,
    jury_pledges.blueprint,
    jury_seats.blueprint,
    jury_affiliations.blueprint,
    domains.blueprint,
    joining.blueprint,
    late.blueprint,
    nominations.blueprint,
    nominators.blueprint,
    notices.blueprint,
    organisation_members.blueprint,
    organisations.blueprint,
    overview.blueprint,
    pages.blueprint,
    papers.blueprint,
    people.blueprint,
    course.blueprint,
    phases.blueprint,
    prize_office.blueprint,
    previews.blueprint,
    prizes.blueprint,
    public_questions.blueprint,
    ranking.blueprint,
    ranking_jurors.blueprint,
    ranking_weights.blueprint,
    rounds.blueprint,
    rulebooks.blueprint,
    scores.blueprint,
    reminders.blueprint,
    looks.blueprint,
    seat_exceptions.blueprint,
    screening.blueprint,
    sharing.blueprint,
    setup.blueprint,
    setup_award.blueprint,
    setup_basis.blueprint,
    setup_call.blueprint,
    setup_contact.blueprint,
    setup_criteria.blueprint,
    setup_dates.blueprint,
    setup_jury.blueprint,
    setup_rules.blueprint,
    setup_stages.blueprint,
    shortlists.blueprint,
    subscriptions.blueprint,
    tellings.blueprint,
    meetings.blueprint,
    visits.blueprint,
    supports.blueprint,
    support_links.blueprint,
)
