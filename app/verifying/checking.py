"""The check of a bundle: from the bytes of a file to what holds of it."""

from collections.abc import Collection, Generator, Iterator, Mapping, Sequence
from typing import Any

from app.verifying.bundles import (
    CHAIN,
    DECISIONS,
    FORMAT,
    FORMAT_VERSION,
    MANIFEST,
    PARTS,
    PUBLIC,
    RANKING,
    ROUND,
    SHEETS,
    SIGNATURE,
    VERIFIER,
    fingerprint_of,
    parts_in_order,
    ranking_key,
    signed_text,
)
from app.verifying.canonical import read_json, sha256
from app.verifying.chaining import (
    Event,
    check_chain,
    check_opened,
    check_records,
    content_of,
)
from app.verifying.container import unpack
from app.verifying.counting import check_counted, check_means, last_sealed, recused_before
from app.verifying.ed25519 import is_signed
from app.verifying.findings import BrokenError, Found, Kind, Weight
from app.verifying.ranking import check_ballots, check_inputs, check_ranking

UNREADABLE = (
    *(ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError),
)


def check_bundle(content: bytes, keys: Collection[str] = (), own: bytes = b"") -> list[Found]:
    """Check a bundle, part by part, as far as it can be read.

    Args:
        content: the file.
        keys: the fingerprints of those that it may be signed by; none for any. What another has
            signed is looked into no further.
        own: the ``verify.py`` that runs.

    """
    found: list[Found] = []
    try:
        for one in _check(content, [written_plainly(key) for key in keys], own):
            found.append(one)  # noqa: PERF402 - what was found before it broke is kept
    except BrokenError as broken:
        found.append(broken.found)
    return found


def written_plainly(fingerprint: str) -> str:
    """Give a fingerprint as it is compared, however it was copied."""
    return "".join(fingerprint.split()).lower()


def holds(found: Sequence[Found]) -> bool:
    """Say whether nothing is broken."""
    return all(one.weight is not Weight.BROKEN for one in found)


def is_placed(found: Sequence[Found]) -> bool:
    """Say whether the key is one that was asked for."""
    return any(one.kind is Kind.KEY_PLACED for one in found)


def _check(content: bytes, keys: Collection[str], own: bytes) -> Iterator[Found]:
    raw = unpack(content, parts_in_order)
    form = yield from _check_manifest(raw)
    is_theirs = yield from _check_signature(raw, keys)
    if form is None or not is_theirs:
        return
    if own and raw[VERIFIER] != own:
        yield Found(Kind.VERIFIER_OTHER)
    parts = {name: read_json(name, raw[name]) for name in PARTS[form] if name != VERIFIER}
    deep = _check_public if form == PUBLIC else _check_full
    yield from deep(parts)


def _check_manifest(raw: Mapping[str, bytes]) -> Generator[Found, None, str | None]:
    """Check that the parts are those of the manifest. Gives the form; None where one is not."""
    manifest = read_json(MANIFEST, raw[MANIFEST])
    try:
        version, form = manifest["version"], manifest["form"]
        if manifest["format"] != FORMAT:
            raise BrokenError(Kind.SHAPE, part=MANIFEST, what="format")
        if version != FORMAT_VERSION:
            raise BrokenError(Kind.VERSION, part=MANIFEST, found=version, known=FORMAT_VERSION)
        listed = {one["name"]: (one["bytes"], one["sha256"]) for one in manifest["parts"]}
        if list(listed) != list(PARTS[form]):
            raise BrokenError(Kind.SHAPE, part=MANIFEST, what="parts")
    except UNREADABLE:
        raise BrokenError(Kind.SHAPE, part=MANIFEST, what="parts") from None
    wrong = [name for name in PARTS[form] if listed[name] != (len(raw[name]), sha256(raw[name]))]
    yield from (Found(Kind.DIGEST, {"part": name}) for name in wrong)
    if not wrong:
        yield Found(Kind.WHOLE, {"count": len(raw)})
    return None if wrong else form


def _check_signature(
    raw: Mapping[str, bytes], keys: Collection[str]
) -> Generator[Found, None, bool]:
    """Check who has signed. Gives whether it may be whoever has."""
    given = read_json(SIGNATURE, raw[SIGNATURE])
    try:
        public = bytes.fromhex(given["key"])
        signature = bytes.fromhex(given["signature"])
        fingerprint = fingerprint_of(public)
        same = {
            "algorithm": "Ed25519",
            "key": public.hex(),
            "fingerprint": fingerprint,
            "signature": signature.hex(),
        }
    except UNREADABLE:
        raise BrokenError(Kind.SHAPE, part=SIGNATURE, what="key") from None
    if given != same or not is_signed(public, signed_text(raw[MANIFEST]), signature):
        yield Found(Kind.SIGNATURE, {"part": SIGNATURE})
        return False
    yield Found(Kind.SIGNED)
    about = {"part": SIGNATURE, "fingerprint": fingerprint}
    if not keys:
        yield Found(Kind.KEY_UNPLACED, about)
        return True
    yield Found(Kind.KEY_PLACED if fingerprint in keys else Kind.KEY_OTHER, about)
    return fingerprint in keys


def _shaped(part: str, found: Iterator[Found]) -> Iterator[Found]:
    """Go through findings; where what is read is not there, that is the last of them."""
    try:
        yield from found
    except UNREADABLE as error:
        yield Found(Kind.SHAPE, {"part": part, "what": str(error) or type(error).__name__})


def _check_full(parts: Mapping[str, Any]) -> Iterator[Found]:
    yield from _shaped(CHAIN, check_chain(parts[CHAIN]))
    try:
        events = {event["position"]: event for event in parts[CHAIN]["events"]}
        rankings = dict(parts[RANKING])
    except UNREADABLE:
        raise BrokenError(Kind.SHAPE, part=CHAIN, what="events") from None
    yield from _shaped(DECISIONS, check_records(parts, events, rankings))
    yield from _shaped(RANKING, _check_outcomes(parts, events, rankings))


def _check_outcomes(
    parts: Mapping[str, Any], events: Mapping[int, Event], rankings: Mapping[str, Any]
) -> Iterator[Found]:
    """Check each shortlist and decision: whom it names, and the ranking that it rests on."""
    for record in (*parts[DECISIONS]["shortlists"], *parts[DECISIONS]["decisions"]):
        content = content_of(record)
        subject, event = record["subject"], events[record["event"]]
        if "winners" in event["data"]:
            named = content["named"]
            winners = (
                content["winners"]
                if "winners" in content
                else [one[0] for one in named if one[1] == "winner"]
            )
            if winners != event["data"]["winners"]:
                about = {"part": DECISIONS, "record": subject, "event": record["event"]}
                yield Found(Kind.WINNER, about)
        frozen = rankings.get(ranking_key(record)) or content.get("ranking")
        if not frozen or "places" not in frozen:
            yield Found(Kind.LACKS_RANKING, {"record": subject})
            continue
        yield from _check_outcome(parts, events, record, frozen)


def _check_outcome(
    parts: Mapping[str, Any],
    events: Mapping[int, Event],
    record: Mapping[str, Any],
    frozen: Mapping[str, Any],
) -> Iterator[Found]:
    subject, stage, beyond = record["subject"], record["stage"], record["event"]
    ids = {one["number"]: one["nomination"] for one in parts[ROUND]["nominations"]}
    recused = recused_before(events, beyond)
    yield from check_inputs(subject, frozen, ids)
    if frozen.get("basis") == "ballot":
        compared = {ids[one] for one in frozen["nominations"]}
        out = {juror for nomination, juror in recused if nomination in compared}
        sealed_ballots = _ballots(parts, events, stage, beyond)
        yield from check_ballots(subject, frozen, sealed_ballots, out, ids)
    else:
        seats = {
            one["appointment"]: seat["seat"]
            for seat in parts[ROUND]["seats"]
            for one in seat["people"]
        }
        sealed = last_sealed(parts[SHEETS]["sheets"], events, stage, beyond)
        yield from check_counted(subject, frozen, sealed, recused, ids, seats)
        yield from check_means(subject, frozen, ids)
        sheets = {(ids[one["nomination"]], one["juror"]): one["scores"] for one in frozen["scores"]}
        jurors = sorted({juror for _, juror in sheets})
        yield from check_ranking(subject, frozen, sheets, jurors, ids)
    if "coverage" not in frozen and frozen.get("basis") != "ballot":
        yield Found(Kind.LACKS_COVERAGE, {"record": subject})


def _ballots(
    parts: Mapping[str, Any], events: Mapping[int, Event], stage: int, beyond: int
) -> dict[int, Mapping[str, int]]:
    """Give the ranks of each ballot as it was last sealed before an event."""
    found: dict[int, Mapping[str, int]] = {}
    for record in sorted(parts["ballots.json"]["ballots"], key=lambda one: one["event"] or 0):
        if record["event"] in events and record["event"] < beyond and record["stage"] == stage:
            content = content_of(record)
            found[content["appointment"]] = content["ranks"]
    return found


def _check_public(parts: Mapping[str, Any]) -> Iterator[Found]:
    yield from _shaped(CHAIN, check_opened(parts[CHAIN], parts[DECISIONS]))
    yield from _shaped(RANKING, _check_public_rankings(parts))
    yield Found(Kind.LACKS_IN_PUBLIC)


def _check_public_rankings(parts: Mapping[str, Any]) -> Iterator[Found]:
    for subject, frozen in parts[RANKING].items():
        ids = {one: one for one in frozen["nominations"]}
        sheets = {
            (one["nomination"], one["juror"]): one["scores"]
            for one in parts["scores.json"][subject]
        }
        if len(sheets) != len(parts["scores.json"][subject]):
            yield Found(Kind.SHAPE, {"part": "scores.json", "what": subject})
        frozen_scores = {**frozen, "scores": parts["scores.json"][subject]}
        yield from check_means(subject, frozen_scores, ids)
        yield from check_ranking(subject, frozen, sheets, frozen["jurors"], ids)
