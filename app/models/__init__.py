"""Tables and constraints, one noun a file. Importing this package knows them all."""

from app.models.accounts import Account, RoleGrant
from app.models.analyses import KeptAnalysis
from app.models.announcements import Announcement
from app.models.attempts import Attempts
from app.models.audit import AuditChain, AuditEvent
from app.models.ballots import Ballot, BallotRevision
from app.models.base import Model, Texts
from app.models.closings import PrizeClosing
from app.models.collaborators import Collaborator, Presence
from app.models.credentials import AddressChange, PasswordReset, Registration
from app.models.dates import DateChange
from app.models.decisions import Decision, DecisionEntry, Distinction
from app.models.desk import DraftMessage, NominationNote, ResidentsCheck, Telling
from app.models.domains import Domain
from app.models.files import Attachment, File
from app.models.forms import FormSection, Question
from app.models.impartiality import Declaration, Ruling, RulingParticipant
from app.models.invitations import Invitation
from app.models.jury import Appointment, ConfidentialityStatement, Jury, RankChange, Seat
from app.models.meetings import (
    AttendanceNote,
    Division,
    Meeting,
    MeetingItem,
    MeetingNote,
    MeetingTurn,
    MinutesAnswer,
    MinutesLock,
    MinutesVersion,
    Motion,
    Vote,
)
from app.models.nominations import Candidate, Nomination, NominationMove, NominationVersion
from app.models.notices import Notice, Receiver, Sending
from app.models.openings import Opening
from app.models.organisations import JoinRequest, Membership, Municipality, Organisation
from app.models.paper_sheets import PaperSheet
from app.models.prizes import Prize
from app.models.progress import EmergencyLook, Reminder, SeatException
from app.models.public_questions import PublicQuestion, Subscription
from app.models.rounds import Criterion, Round, RoundMove, Rulebook, Stage
from app.models.scores import ScoreRevision, ScoreSheet
from app.models.sessions import AccountSession
from app.models.shortlists import Shortlist, ShortlistEntry
from app.models.signing_keys import SigningKey
from app.models.sittings import Absence, ChairElection, ElectionParticipant
from app.models.supports import Support
from app.models.visits import Observation, Visit, VisitMember

__all__ = [
    "Absence",
    "Account",
    "AccountSession",
    "AddressChange",
    "Announcement",
    "Appointment",
    "Attachment",
    "Attempts",
    "AttendanceNote",
    "AuditChain",
    "AuditEvent",
    "Ballot",
    "BallotRevision",
    "Candidate",
    "ChairElection",
    "Collaborator",
    "ConfidentialityStatement",
    "Criterion",
    "DateChange",
    "Decision",
    "DecisionEntry",
    "Declaration",
    "Distinction",
    "Division",
    "Domain",
    "DraftMessage",
    "ElectionParticipant",
    "EmergencyLook",
    "File",
    "FormSection",
    "Invitation",
    "JoinRequest",
    "Jury",
    "KeptAnalysis",
    "Meeting",
    "MeetingItem",
    "MeetingNote",
    "MeetingTurn",
    "Membership",
    "MinutesAnswer",
    "MinutesLock",
    "MinutesVersion",
    "Model",
    "Motion",
    "Municipality",
    "Nomination",
    "NominationMove",
    "NominationNote",
    "NominationVersion",
    "Notice",
    "Observation",
    "Opening",
    "Organisation",
    "PaperSheet",
    "PasswordReset",
    "Presence",
    "Prize",
    "PrizeClosing",
    "PublicQuestion",
    "Question",
    "RankChange",
    "Receiver",
    "Registration",
    "Reminder",
    "ResidentsCheck",
    "RoleGrant",
    "Round",
    "RoundMove",
    "Rulebook",
    "Ruling",
    "RulingParticipant",
    "ScoreRevision",
    "ScoreSheet",
    "Seat",
    "SeatException",
    "Sending",
    "Shortlist",
    "ShortlistEntry",
    "SigningKey",
    "Stage",
    "Subscription",
    "Support",
    "Telling",
    "Texts",
    "Visit",
    "VisitMember",
    "Vote",
]
