"""What a check comes to: findings, each of a kind that has its sentence in one table."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """What was found. The sentences are in ``SAYS``."""

    EMPTY = "empty"
    NO_ZIP = "no zip"
    TOO_LARGE = "too large"
    CONTAINER = "container"
    CONTENT = "content"
    PARTS = "parts"
    VERSION = "version"
    JSON = "json"
    SHAPE = "shape"
    DIGEST = "digest"
    SIGNATURE = "signature"
    KEY_OTHER = "key other"
    KEY_UNPLACED = "key unplaced"
    KEY_PLACED = "key placed"
    VERIFIER_OTHER = "verifier other"
    EVENT = "event"
    LINK = "link"
    CHAIN_END = "chain end"
    RECORD = "record"
    RECORD_UNVOUCHED = "record unvouched"
    RECORD_MISSING = "record missing"
    COUNTED = "counted"
    RECUSED_COUNTED = "recused counted"
    TWICE = "twice"
    LEFT_OUT = "left out"
    INPUTS = "inputs"
    PLACES = "places"
    FIGURES = "figures"
    CHANCES = "chances"
    BALLOTS = "ballots"
    WINNER = "winner"
    WHOLE = "whole"
    SIGNED = "signed"
    CHAINED = "chained"
    OPENED = "opened"
    VOUCHED = "vouched"
    SHEETS_COUNT = "sheets count"
    RANKED = "ranked"
    RANKED_BEFORE = "ranked before"
    CHANCES_HOLD = "chances hold"
    CHANCES_SAME = "chances same"
    COUNTED_BALLOTS = "counted ballots"
    LACKS_FORM = "lacks form"
    LACKS_DIGEST = "lacks digest"
    LACKS_COVERAGE = "lacks coverage"
    LACKS_VERSION = "lacks version"
    LACKS_RANKING = "lacks ranking"
    LACKS_IN_PUBLIC = "lacks in public"
    NO_NUMPY = "no numpy"


class Weight(StrEnum):
    """What a finding means for the bundle."""

    HOLDS = "holds"
    NOTE = "note"
    BROKEN = "broken"


_HOLDS = frozenset(
    {
        *(Kind.KEY_PLACED, Kind.WHOLE, Kind.SIGNED, Kind.CHAINED, Kind.OPENED, Kind.VOUCHED),
        *(Kind.SHEETS_COUNT, Kind.RANKED, Kind.RANKED_BEFORE, Kind.CHANCES_HOLD),
        *(Kind.CHANCES_SAME, Kind.COUNTED_BALLOTS),
    }
)
_NOTES = frozenset(
    {
        *(Kind.KEY_UNPLACED, Kind.VERIFIER_OTHER, Kind.LEFT_OUT),
        *(Kind.LACKS_FORM, Kind.LACKS_DIGEST, Kind.LACKS_COVERAGE, Kind.LACKS_VERSION),
        *(Kind.LACKS_RANKING, Kind.LACKS_IN_PUBLIC, Kind.NO_NUMPY),
    }
)

SAYS: Mapping[Kind, str] = {
    Kind.EMPTY: "The file is empty. Fetch the bundle again.",
    Kind.NO_ZIP: "This is no zip file, and so no bundle. Choose the file as it was fetched.",
    Kind.TOO_LARGE: "The file is too large for a bundle: more than {most} MB. Nothing was opened.",
    Kind.CONTAINER: "{part}: {where} is not written as a bundle has it.",
    Kind.CONTENT: "{part}: its content was changed after it was packed.",
    Kind.PARTS: "{part}: a bundle has no such part here. Its parts and their order are fixed.",
    Kind.VERSION: "The bundle is of version {found} of the format, and this verifier reads version "
    "{known}. Use the verify.py that is published for it.",
    Kind.JSON: "{part}: it is not written in the one form that JSON has in a bundle (RFC 8785).",
    Kind.SHAPE: "{part}: what should be in it is not there ({what}).",
    Kind.DIGEST: "{part}: its content is not what the manifest says.",
    Kind.SIGNATURE: "{part}: the signature is not that of this manifest by the key that is named.",
    Kind.KEY_OTHER: "{part}: the bundle is signed by another key than the one that was asked for: "
    "{fingerprint}. Nothing more was looked into.",
    Kind.KEY_UNPLACED: "The bundle is signed by a key that I can't place: {fingerprint}. Compare "
    "it with those that the installation publishes, and give it with --key.",
    Kind.KEY_PLACED: "The key is the one that was asked for: {fingerprint}.",
    Kind.VERIFIER_OTHER: "The verify.py in the bundle is another version than the one that runs.",
    Kind.EVENT: "{part}: event {event} was changed.",
    Kind.LINK: "{part}: event {event} does not follow on the one before it.",
    Kind.CHAIN_END: "{part}: the chain does not end as its head says.",
    Kind.RECORD: "{part}: {record} is not what event {event} of the chain vouches for.",
    Kind.RECORD_UNVOUCHED: "{part}: no event of the chain vouches for {record}.",
    Kind.RECORD_MISSING: "{part}: event {event} of the chain vouches for {record}, which is "
    "missing.",
    Kind.COUNTED: "{part}: for {record}, nomination {nomination}, juror {juror}: the scores that "
    "count are not those of her sheet as it was last sealed.",
    Kind.RECUSED_COUNTED: "{part}: for {record}, nomination {nomination}: juror {juror} was "
    "recused, and counts.",
    Kind.TWICE: "{part}: for {record}, nomination {nomination}: a seat counts twice.",
    Kind.LEFT_OUT: "Juror {juror} handed in a sheet for nomination {nomination} that does not "
    "count for {record}; the bundle does not show why.",
    Kind.INPUTS: "{part}: what {record} was computed from is not what its digest says.",
    Kind.PLACES: "{part}: for {record} the scores give nomination {nomination} another place or "
    "score than what is written: place {place}, {score} points.",
    Kind.FIGURES: "{part}: for {record} the scores give another figure than what is written "
    "({what}).",
    Kind.CHANCES: "{part}: for {record} the scores give another chance than what is written "
    "({what}).",
    Kind.BALLOTS: "{part}: for {record} the ballots come to another order than what is written.",
    Kind.WINNER: "{part}: {record} names other winners than event {event} of the chain.",
    Kind.WHOLE: "The container and its {count} parts are as the manifest says, byte for byte.",
    Kind.SIGNED: "The manifest is signed (Ed25519).",
    Kind.CHAINED: "The record of the round is one whole chain of {count} events.",
    Kind.OPENED: "The public form shows {count} events of the record, and they are whole.",
    Kind.VOUCHED: "All {count} rulebooks, sheets, ballots, declarations, rulings and decisions are "
    "what the record vouches for, and none is missing.",
    Kind.SHEETS_COUNT: "For {record} the scores of {count} sheets count, each as it was last "
    "sealed. No seat counts twice, and nobody counts who was recused.",
    Kind.RANKED: "For {record} the scores give the places, the scores and the figures that are "
    "written, by the method “{method}”.",
    Kind.RANKED_BEFORE: "For {record} the places under version {version} of the rulebook, before "
    "it was amended, are right too.",
    Kind.CHANCES_HOLD: "For {record} the stated chances are right within {tolerance}: this NumPy "
    "draws other numbers than the one that they were computed with.",
    Kind.CHANCES_SAME: "For {record} the stated chances are right to the last digit.",
    Kind.COUNTED_BALLOTS: "For {record} the {count} ballots give the order that is written, by "
    "Schulze's method.",
    Kind.LACKS_FORM: "{count} records have digests of the first form, from before 2026: they are "
    "checked as text.",
    Kind.LACKS_DIGEST: "{count} records are older than their digests: that they were made is on "
    "record, not what was in them.",
    Kind.LACKS_COVERAGE: "{record} was sealed before the list of what accounts for each nomination "
    "was kept.",
    Kind.LACKS_VERSION: "{record} was ranked by version {found} of the method, and this verifier "
    "computes version {known}: the places were not computed anew.",
    Kind.LACKS_RANKING: "{record} keeps no ranking.",
    Kind.LACKS_IN_PUBLIC: "This is the public form: without names and grounds. That the scores are "
    "those on record can be checked in the full form alone.",
    Kind.NO_NUMPY: "NumPy is not installed: the ranking was not computed anew.",
}


@dataclass(frozen=True)
class Found:
    """One finding, with what its sentence needs."""

    kind: Kind
    values: Mapping[str, Any] = field(default_factory=dict)

    @property
    def weight(self) -> Weight:
        """What it means for the bundle."""
        if self.kind in _HOLDS:
            return Weight.HOLDS
        return Weight.NOTE if self.kind in _NOTES else Weight.BROKEN

    @property
    def part(self) -> str:
        """The part of the bundle that it is about; empty where it is about none."""
        return str(self.values.get("part", ""))

    def __str__(self) -> str:
        return SAYS[self.kind].format(**self.values)


class BrokenError(Exception):
    """Nothing further can be read: the bundle ends here."""

    def __init__(self, kind: Kind, **values: Any) -> None:
        self.found = Found(kind, values)
        super().__init__(str(self.found))
