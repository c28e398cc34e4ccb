"""The pages about organisations: the list, one of them, and the domains that let people in."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.models import Domain, Invitation, Municipality, Organisation
from app.rules import mail_addresses
from app.rules.access import Permission, Verdict
from app.services import domains, invitations, joining, may, organisations, subjects
from app.services.domains import Suggested
from app.services.joining import Asked
from app.services.organisations import Listed, Member, Standing
from app.services.work import Work
from app.web import languages, paging
from app.web.organisations.forms import ColleagueForm, DomainForm
from app.web.paging import Page
from app.words import accounts as account_words
from app.words import audit as audit_words
from app.words import organisations as words
from app.words.audit import Sentence


@dataclass(frozen=True)
class ListPage:
    """All that nominate, a page at a time; first those that wait."""

    page: Page[Listed]
    counts: Sequence[tuple[str, str, int]]
    """Each standing that there is: its value, its words, and how many stand so."""
    chosen: str


def lay_out_list(work: Work, chosen: str) -> ListPage:
    """Lay out the page of the list that is asked for."""
    found = organisations.listed(work)
    wanted = paging.asked()
    known = chosen if chosen in set(Standing) else ""
    of_standing = [one for one in found if not known or one.standing == known]
    hits = organisations.searched(of_standing, wanted.query) if wanted.query else of_standing
    counted = [(one, sum(row.standing is one for row in found)) for one in Standing]
    return ListPage(
        paging.cut(
            hits,
            wanted,
            "organisations.listing",
            of=len(of_standing),
            filters={"status": known} if known else {},
        ),
        [(one.value, str(words.STANDINGS[one]), count) for one, count in counted if count],
        known,
    )


@dataclass(frozen=True)
class Invited:
    """Somebody who has not answered."""

    invitation: Invitation
    standing: str


@dataclass(frozen=True)
class Happened:
    """One thing that is on record."""

    at: object
    sentence: Sentence


@dataclass(frozen=True)
class BodyPage:
    """One organisation."""

    body: Organisation
    kind: str
    standing: Standing
    standing_words: str
    successors: Sequence[Municipality]
    """What became of a municipality that is in the register no more."""
    people: Sequence[Member]
    asked: Sequence[Asked]
    invited: Sequence[Invited]
    domains: Sequence[tuple[Domain, str]]
    history: Sequence[Happened]
    is_member: bool
    may_run: bool
    is_office: bool
    """Whether the reader is in a secretariat."""
    form: ColleagueForm
    domain: DomainForm
    tongues: Sequence[tuple[str, str]]

    @property
    def errors(self) -> list[tuple[str, str]]:
        """What is wrong, each with its field."""
        return [
            (one.id, one.errors[0])
            for form in (self.form, self.domain)
            for one in form
            if one.errors
        ]

    @property
    def signing(self) -> int:
        """How many of them may submit."""
        return sum(one.is_signatory for one in self.people)


def lay_out(
    work: Work,
    organisation_id: int,
    form: ColleagueForm | None = None,
    domain: DomainForm | None = None,
) -> BodyPage:
    """Lay out the page of one organisation."""
    body = organisations.see(work, organisation_id)
    session = work.session
    stands = organisations.standing(body)
    is_office = may.decide_for_body(work, Permission.MANAGE_ORGANISATIONS) is Verdict.ALLOWED
    return BodyPage(
        body=body,
        kind=str(words.KINDS[body.kind]),
        standing=stands,
        standing_words=str(words.STANDINGS[stands]),
        successors=organisations.successors(session, body),
        people=organisations.people(session, body.id),
        asked=joining.asked_of(work, body.id),
        invited=[
            Invited(one, str(account_words.STANDINGS[invitations.standing(one, work.now)]))
            for one in joining.open_for(session, body.id)
        ],
        domains=[
            (one, mail_addresses.read(one.name)) for one in domains.of_organisation(session, body)
        ],
        history=_history(work, body.id) if is_office else [],
        is_member=body.id in work.actor.organisations,
        may_run=organisations.may_run(work, body.id) and stands is not Standing.REFUSED,
        is_office=is_office,
        form=form or ColleagueForm(formdata=None, language=body.language),
        domain=domain or DomainForm(formdata=None),
        tongues=list(languages.LANGUAGES),
    )


def _history(work: Work, organisation_id: int) -> list[Happened]:
    events = organisations.history(work.session, organisation_id)
    known = subjects.known(work.session, events)
    return [Happened(event.happened_at, audit_words.happened(event, known)) for event in events]


@dataclass(frozen=True)
class Known:
    """A domain that lets people in, as the list shows it."""

    domain: Domain
    name: str
    owner: str


@dataclass(frozen=True)
class DomainsPage:
    """The domains that let people in, and those that the register suggests."""

    page: Page[Suggested]
    ends: Sequence[tuple[str, int]]
    """Common ends of what is suggested, with how many have it."""
    confirmed: Sequence[Known]


MOST_SHARED = 10
"""An end that so many have is offered to be confirmed together."""


def lay_out_domains(work: Work) -> DomainsPage:
    """Lay out the page of domains."""
    found = domains.suggested(work)
    wanted = paging.asked()
    hits = [
        one
        for one in found
        if wanted.query.casefold() in f"{one.municipality} {one.name}".casefold()
    ]
    ends: dict[str, int] = {}
    for one in found:
        end = one.name.partition(".")[2]
        ends[end] = ends.get(end, 0) + 1
    return DomainsPage(
        paging.cut(hits, wanted, "domains.show", of=len(found)),
        [(end, count) for end, count in sorted(ends.items()) if count >= MOST_SHARED],
        [
            Known(one, mail_addresses.read(one.name), domains.owner(one).name)
            for one in domains.confirmed(work)
        ],
    )
