"""The chain of events, and what its digests vouch for."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from app.verifying.bundles import CHAIN, VOUCHED, Vouching, ranking_key
from app.verifying.canonical import canonical, sha256
from app.verifying.findings import Found, Kind

GENESIS = "0" * 64
JCS = "jcs:"
EVENT = ("position", "happened_at", "actor", "kind", "subject", "data", "previous")

Event = Mapping[str, Any]


def digest_agrees(stored: str, content: Any) -> bool:
    """Say whether a digest on record is that of plain data, in the form that it has."""
    if stored.startswith(JCS):
        return JCS + sha256(canonical(content)) == stored
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode()) == stored


def is_whole(name: str, event: Event) -> bool:
    """Say whether an event is what its own digest says."""
    return digest_agrees(event["digest"], {"chain": name} | {key: event[key] for key in EVENT})


def check_chain(chain: Mapping[str, Any]) -> Iterator[Found]:
    """Check that every event is whole, and follows on the one before it."""
    link, last = GENESIS, 0
    sound = True
    for number, event in enumerate(chain["events"], start=1):
        if not is_whole(chain["name"], event):
            sound = False
            yield Found(Kind.EVENT, {"part": CHAIN, "event": event["position"]})
        elif (event["position"], event["previous"]) != (number, link):
            sound = False
            yield Found(Kind.LINK, {"part": CHAIN, "event": event["position"]})
        link, last = event["digest"], event["position"]
    if (chain["length"], chain["head"]) != (last, link):
        sound = False
        yield Found(Kind.CHAIN_END, {"part": CHAIN})
    if sound:
        yield Found(Kind.CHAINED, {"count": last})


def check_opened(chain: Mapping[str, Any], decisions: Mapping[str, Any]) -> Iterator[Found]:
    """Check the events that the public form shows, and that the decisions are those of them."""
    sound = True
    said = {}
    for event in chain["opened"]:
        if not is_whole(chain["name"], event):
            sound = False
            yield Found(Kind.EVENT, {"part": CHAIN, "event": event["position"]})
        said[event["subject"]] = event
    for one in decisions["decisions"]:
        event = said.get(one["subject"])
        about = {"part": "decisions.json", "record": one["subject"]}
        if event is None:
            sound = False
            yield Found(Kind.RECORD_UNVOUCHED, about)
        elif (event["data"]["digest"], event["data"]["winners"]) != (one["digest"], one["winners"]):
            sound = False
            yield Found(Kind.RECORD, {**about, "event": event["position"]})
    if sound:
        yield Found(Kind.OPENED, {"count": len(chain["opened"])})


def content_of(record: Mapping[str, Any]) -> Any:
    """Give what a record covers; of the first form it is kept as the text that was digested."""
    return json.loads(record["text"]) if "text" in record else record["covered"]


def check_records(
    parts: Mapping[str, Any], events: Mapping[int, Event], rankings: Mapping[str, Any]
) -> Iterator[Found]:
    """Check every record against its event, and that none is missing."""
    count = first = bare = 0
    sound = True
    for vouching in VOUCHED:
        records = parts[vouching.part][vouching.section]
        for record in records:
            count += 1
            found = _check_record(vouching, record, events, rankings)
            if found is not None:
                sound = False
                yield found
                continue
            first += "text" in record
            bare += "digest" not in events[record["event"]]["data"]
        for found in _missing(vouching, records, events):
            sound = False
            yield found
    if sound:
        yield Found(Kind.VOUCHED, {"count": count})
    if first:
        yield Found(Kind.LACKS_FORM, {"count": first})
    if bare:
        yield Found(Kind.LACKS_DIGEST, {"count": bare})


def _check_record(
    vouching: Vouching,
    record: Mapping[str, Any],
    events: Mapping[int, Event],
    rankings: Mapping[str, Any],
) -> Found | None:
    about = {"part": vouching.part, "record": record["subject"], "event": record["event"]}
    event = events.get(record["event"] or 0)
    if event is None:
        return Found(Kind.RECORD_UNVOUCHED, about)
    same = event["kind"] in vouching.kinds and event["subject"] == record["subject"]
    stored = event["data"].get("digest")
    if same and (stored is None or _covers(stored, record, rankings)):
        return None
    return Found(Kind.RECORD, about)


def _covers(stored: str, record: Mapping[str, Any], rankings: Mapping[str, Any]) -> bool:
    if "text" in record:
        return sha256(record["text"].encode()) == stored
    covered = record["covered"]
    if ranking_key(record) in rankings:
        covered = {**covered, "ranking": rankings[ranking_key(record)]}
    return digest_agrees(stored, covered)


def _missing(
    vouching: Vouching, records: Sequence[Mapping[str, Any]], events: Mapping[int, Event]
) -> Iterator[Found]:
    """Name the events whose records are not there, or there twice."""
    told = [event["position"] for event in events.values() if event["kind"] in vouching.kinds]
    if vouching.only_last:
        told = told[-1:]
    held = [record["event"] for record in records if record["event"] is not None]
    for position in told:
        if held.count(position) != 1:
            about = {"part": vouching.part, "record": events[position]["subject"]}
            yield Found(Kind.RECORD_MISSING, {**about, "event": position})
