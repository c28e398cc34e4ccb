"""What a bundle is made of: its parts, and which events of the chain vouch for which records."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.verifying.canonical import canonical, sha256
from app.verifying.container import pack
from app.verifying.ed25519 import public_key, sign
from app.verifying.findings import BrokenError, Kind

FORMAT = "hederspris bundle"
FORMAT_VERSION = 1
MANIFEST = "manifest.json"
SIGNATURE = "signature.json"
VERIFIER = "verify.py"
CHAIN = "chain.json"
DECISIONS = "decisions.json"
RANKING = "ranking.json"
SHEETS = "sheets.json"
ROUND = "round.json"
FULL = "full"
PUBLIC = "public"
PARTS: Mapping[str, Sequence[str]] = {
    FULL: (
        *(ROUND, "rulebook.json", SHEETS, "ballots.json", "recusals.json", RANKING, DECISIONS),
        *("minutes.json", CHAIN, VERIFIER),
    ),
    PUBLIC: (ROUND, "rulebook.json", "scores.json", RANKING, DECISIONS, CHAIN, VERIFIER),
}
"""The parts of each form in their order, behind the manifest and its signature."""


@dataclass(frozen=True)
class Vouching:
    """Records of a part, and the kinds of event that vouch for them.

    only_last: what is set anew is written over, and the last event alone is about it.
    """

    part: str
    section: str
    kinds: frozenset[str]
    only_last: bool = False


VOUCHED: Sequence[Vouching] = (
    Vouching("rulebook.json", "criteria", frozenset({"criteria.set"}), only_last=True),
    Vouching("rulebook.json", "first", frozenset({"rulebook.set"}), only_last=True),
    Vouching("rulebook.json", "amendments", frozenset({"rulebook.amended"})),
    Vouching(SHEETS, "sheets", frozenset({"sheet.sealed", "sheet.revised"})),
    Vouching("ballots.json", "ballots", frozenset({"ballot.sealed", "ballot.revised"})),
    Vouching("recusals.json", "declarations", frozenset({"conflict.declared", "tie.declared"})),
    Vouching("recusals.json", "rulings", frozenset({"conflict.ruled", "tie.ruled"})),
    Vouching("recusals.json", "absences", frozenset({"absence.noted"})),
    Vouching("recusals.json", "elections", frozenset({"chair.elected", "chair.relieved"})),
    Vouching("recusals.json", "exceptions", frozenset({"exception.made", "exception.lifted"})),
    Vouching(DECISIONS, "shortlists", frozenset({"shortlist.named"})),
    Vouching(DECISIONS, "decisions", frozenset({"decision.sealed"})),
)


def file_name(slug: str, form: str) -> str:
    """Name the file of a bundle."""
    return f"{slug}-{form}.zip"


def ranking_key(record: Mapping[str, Any]) -> str:
    """Name the ranking of a shortlist or a decision: by what it is about, and its event."""
    return f"{record['subject']}#{record['event']}"


def parts_in_order(manifest: bytes) -> Sequence[str]:
    """Name the parts of a bundle with this manifest; the manifest alone while there is none.

    Raises:
        BrokenError: it is of no form that there is.

    """
    if not manifest:
        return (MANIFEST,)
    for form, parts in PARTS.items():
        if f'"form":"{form}"'.encode() in manifest:
            return (MANIFEST, SIGNATURE, *parts)
    raise BrokenError(Kind.SHAPE, part=MANIFEST, what="form")


def signed_text(manifest: bytes) -> bytes:
    """Give what the signature is of: no other message of the key can be taken for it."""
    return f"{FORMAT} {FORMAT_VERSION}\n".encode() + manifest


def fingerprint_of(public: bytes) -> str:
    """Give the fingerprint of a public key: the SHA-256 of its 32 bytes."""
    return sha256(public)


def seal_bundle(
    form: str, slug: str, data: Mapping[str, Any], verifier: bytes, secret: bytes
) -> bytes:
    """Write a bundle, signed by a secret key.

    Args:
        form: full or public.
        slug: of the round.
        data: plain data by the name of its part.
        verifier: ``verify.py``.
        secret: 32 bytes.

    """
    parts = [
        (name, verifier if name == VERIFIER else canonical(data[name])) for name in PARTS[form]
    ]
    manifest = canonical(
        {
            "format": FORMAT,
            "version": FORMAT_VERSION,
            "form": form,
            "round": slug,
            "parts": [
                {"name": name, "bytes": len(content), "sha256": sha256(content)}
                for name, content in parts
            ],
        }
    )
    public = public_key(secret)
    signature = {
        "algorithm": "Ed25519",
        "key": public.hex(),
        "fingerprint": fingerprint_of(public),
        "signature": sign(secret, signed_text(manifest)).hex(),
    }
    return pack([(MANIFEST, manifest), (SIGNATURE, canonical(signature)), *parts])
