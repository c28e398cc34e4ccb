"""Bundles: they hold as they are fetched, and not when anything in them is another."""

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest

from app.services import bundles, signing_keys
from app.verifying.assembling import verifier
from app.verifying.bundles import FULL, PUBLIC, fingerprint_of, parts_in_order, ranking_key
from app.verifying.canonical import canonical, sha256
from app.verifying.chaining import EVENT, GENESIS
from app.verifying.checking import check_bundle, holds, is_placed
from app.verifying.command import told
from app.verifying.container import pack, unpack
from app.verifying.ed25519 import public_key
from app.verifying.findings import Kind, Weight
from tests.balloting import to_deliberation
from tests.factories import World
from tests.services.recorded import judged
from tests.verifying.flips import behind_container, in_container, signed_anew
from tests.web.test_public_scores import decide

SECRET = "hemmelig"
"""Of the installation, as in ``recorded.judged``, which makes its first key."""
KEY = signing_keys.secret_of(SECRET, 1)
FINGERPRINT = fingerprint_of(public_key(KEY))
STRANGER = bytes(32)
Bundles = dict[str, bytes]
_MADE: Bundles = {}


@pytest.fixture
def made(request: pytest.FixtureRequest) -> Bundles:
    """Give three bundles: of a round with everything in it, of ballots, and the public form."""
    if not _MADE:
        world: World = request.getfixturevalue("world")
        by_ballots, nominations = to_deliberation(world, year=2034)
        world.finalise(by_ballots, [nominations[1], nominations[0]])
        opened, _ = decide(world, lets_out=True, year=2030)
        whole = judged(world)
        for name, award_round in (("whole", whole), ("ballots", by_ballots)):
            _MADE[name] = bundles.sealed_bundle(world.session, award_round, SECRET, FULL)
        _MADE["public"] = bundles.sealed_bundle(world.session, opened, SECRET, PUBLIC)
        _MADE["opened"] = bundles.sealed_bundle(world.session, opened, SECRET, FULL)
    return _MADE


def kinds(content: bytes, *keys: str) -> list[Kind]:
    return [one.kind for one in check_bundle(content, keys, verifier())]


BEGINNING = [Kind.WHOLE, Kind.SIGNED, Kind.KEY_PLACED]


def test_a_bundle_holds_as_it_was_fetched(made: Bundles) -> None:
    lines = told(check_bundle(made["whole"], [FINGERPRINT], verifier()))
    said = [re.sub(r"\d+ (events|rulebooks)", r"so many \1", line) for line in lines]
    (subject,) = {line.split()[2] for line in said if "For decision:" in line}
    assert said == [
        "ok   The container and its 12 parts are as the manifest says, byte for byte.",
        "ok   The manifest is signed (Ed25519).",
        f"ok   The key is the one that was asked for: {FINGERPRINT}.",
        "ok   The record of the round is one whole chain of so many events.",
        (
            "ok   All so many rulebooks, sheets, ballots, declarations, rulings and decisions are "
            "what the record vouches for, and none is missing."
        ),
        (
            f"ok   For {subject} the scores of 6 sheets count, each as it was last sealed. No seat "
            "counts twice, and nobody counts who was recused."
        ),
        (
            f"ok   For {subject} the scores give the places, the scores and the figures that are "
            "written, by the method “fair”."
        ),
        f"ok   For {subject} the stated chances are right to the last digit.",
        (
            f"ok   For {subject} the places under version 1 of the rulebook, before it was "
            "amended, are right too."
        ),
        "",
        "It holds.",
    ]
    assert kinds(made["ballots"], FINGERPRINT) == [
        *BEGINNING,
        *(Kind.CHAINED, Kind.VOUCHED, Kind.COUNTED_BALLOTS),
    ]
    assert kinds(made["public"], FINGERPRINT) == [
        *BEGINNING,
        *(Kind.OPENED, Kind.RANKED, Kind.CHANCES_SAME, Kind.LACKS_IN_PUBLIC),
    ]


def test_a_key_that_nobody_placed_is_told_of(made: Bundles) -> None:
    found = check_bundle(made["whole"])
    assert holds(found)
    assert not is_placed(found)
    assert str(found[2]).startswith(
        f"The bundle is signed by a key that I can't place: {FINGERPRINT}"
    )
    assert list(told(found))[-1] == (
        "It holds together. Whose it is depends on the key, which I can't place."
    )
    spaced = " ".join(FINGERPRINT[at : at + 4].upper() for at in range(0, 64, 4))
    assert is_placed(check_bundle(made["whole"], [spaced]))


def test_the_public_form_has_no_name_and_no_grounds(made: Bundles) -> None:
    names = (b"juror_b", b"juror_c", b"deputy_b", b"Hemmelig grunn", b"no_conflict")
    full, public = (told_of(made[which]) for which in ("opened", "public"))
    assert [name for name in names if name not in full] == []
    assert [name for name in names if name in public] == []
    assert b'"juror":"2b"' in public


def told_of(content: bytes) -> bytes:
    """Give all that a bundle says of its round."""
    parts = unpack(content, parts_in_order)
    return b"".join(held for name, held in parts.items() if name != "verify.py")


@pytest.mark.parametrize("which", ["whole", "ballots", "public"])
def test_any_flipped_bit_is_found_and_its_part_named(made: Bundles, which: str) -> None:
    random = Random(8032)  # noqa: S311 - the same flips each time
    count = 0
    for content, part in in_container(made[which], random, 2):
        last = check_bundle(content, [FINGERPRINT])[-1]
        assert (last.weight, last.part) == (Weight.BROKEN, part)
        count += 1
    for content, part in behind_container(made[which], random, 2):
        broken = [one for one in check_bundle(content) if one.weight is Weight.BROKEN]
        named = {one.part for one in broken}
        # What a manifest says of a part and is another, shows at that part, and in the signature.
        assert part in named or (part == "manifest.json" and "signature.json" in named)
        count += 1
    assert count > 70


def test_a_bundle_signed_by_another_key_is_looked_into_no_further(made: Bundles) -> None:
    forged = signed_anew(made["whole"], STRANGER, lambda _data: None)
    assert kinds(forged, FINGERPRINT) == [Kind.WHOLE, Kind.SIGNED, Kind.KEY_OTHER]
    assert holds(check_bundle(forged))


def chain_anew(data: dict[str, Any]) -> None:
    """Compute a chain anew, as whoever owns it could."""
    link = GENESIS
    chain = data["chain.json"]
    for event in chain["events"]:
        event["previous"] = link
        covered = {"chain": chain["name"]} | {key: event[key] for key in EVENT}
        link = event["digest"] = "jcs:" + sha256(canonical(covered))
    chain["head"] = link


def the_decision(data: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = data["decisions.json"]["decisions"][-1]
    return found


def ranking_of(data: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = data["ranking.json"][ranking_key(the_decision(data))]
    return found


def other_score(data: dict[str, Any]) -> None:
    data["sheets.json"]["sheets"][-1]["covered"]["scores"]["x"] = "1"


def other_score_on_record(data: dict[str, Any]) -> None:
    """Change a sheet, its digest on the chain, and the chain: the ranking is what it was."""
    record = data["sheets.json"]["sheets"][-1]
    record["covered"]["scores"]["x"] = "1"
    event = data["chain.json"]["events"][record["event"] - 1]
    event["data"]["digest"] = "jcs:" + sha256(canonical(record["covered"]))
    chain_anew(data)


def other_place(data: dict[str, Any]) -> None:
    places = ranking_of(data)["places"]
    places[0]["place"], places[1]["place"] = 2, 1


def seal_anew(data: dict[str, Any]) -> None:
    """Put a decision on record as it now is."""
    record = the_decision(data)
    covered = {**record["covered"], "ranking": ranking_of(data)}
    event = data["chain.json"]["events"][record["event"] - 1]
    event["data"]["digest"] = "jcs:" + sha256(canonical(covered))
    chain_anew(data)


def other_place_on_record(data: dict[str, Any]) -> None:
    other_place(data)
    seal_anew(data)


def other_figure_on_record(data: dict[str, Any]) -> None:
    ranking_of(data)["report"]["jurors"][0]["influence"] += 0.01
    seal_anew(data)


def other_chance_on_record(data: dict[str, Any]) -> None:
    ranking_of(data)["report"]["lines"][0]["best"] -= 0.06
    seal_anew(data)


def other_mean_on_record(data: dict[str, Any]) -> None:
    ranking_of(data)["report"]["lines"][0]["mean"] += 1e-6
    seal_anew(data)


def who_was_recused_on_record(data: dict[str, Any]) -> None:
    """Say that somebody who counts had declared an automatic ground."""
    given = ranking_of(data)["scores"][0]
    events = data["chain.json"]["events"]
    told_of = next(
        event
        for event in events
        if event["kind"] == "conflict.declared" and event["data"]["appointment"] == given["juror"]
    )
    told_of["data"]["answer"] = "automatic"
    chain_anew(data)


def without_a_sheet(data: dict[str, Any]) -> None:
    del data["sheets.json"]["sheets"][-1]


def with_a_sheet_more(data: dict[str, Any]) -> None:
    sheets = data["sheets.json"]["sheets"]
    sheets.append({**sheets[-1], "event": None})


def other_event(data: dict[str, Any]) -> None:
    data["chain.json"]["events"][9]["actor"] = 999


def another_in_its_place(data: dict[str, Any]) -> None:
    chain = data["chain.json"]
    event = chain["events"][9]
    event["actor"] = 999
    covered = {"chain": chain["name"]} | {key: event[key] for key in EVENT}
    event["digest"] = "jcs:" + sha256(canonical(covered))


def shorter(data: dict[str, Any]) -> None:
    del data["chain.json"]["events"][-1]


def other_winner(data: dict[str, Any]) -> None:
    record = the_decision(data)
    record["covered"]["named"][0][1] = "nominee"


def other_rules(data: dict[str, Any]) -> None:
    data["rulebook.json"]["amendments"][0]["covered"]["weights"] = {"x": "0.2", "y": "0.8"}


def other_answer(data: dict[str, Any]) -> None:
    data["recusals.json"]["declarations"][0]["covered"]["description"] = "Noe annet."


def a_part_of_another_shape(data: dict[str, Any]) -> None:
    data["round.json"] = {"round": data["round.json"]["round"]}


# What is changed, what is found of it, and in which part.
FORGED: list[tuple[Callable[[dict[str, Any]], None], set[Kind], str]] = [
    (other_score, {Kind.RECORD, Kind.COUNTED}, "sheets.json"),
    (other_score_on_record, {Kind.COUNTED}, "ranking.json"),
    (other_place, {Kind.RECORD, Kind.PLACES}, "ranking.json"),
    (other_place_on_record, {Kind.PLACES}, "ranking.json"),
    (other_figure_on_record, {Kind.FIGURES}, "ranking.json"),
    (other_chance_on_record, {Kind.CHANCES}, "ranking.json"),
    (other_mean_on_record, {Kind.FIGURES}, "ranking.json"),
    (who_was_recused_on_record, {Kind.RECUSED_COUNTED}, "ranking.json"),
    (without_a_sheet, {Kind.RECORD_MISSING, Kind.COUNTED}, "sheets.json"),
    (with_a_sheet_more, {Kind.RECORD_UNVOUCHED}, "sheets.json"),
    (other_event, {Kind.EVENT}, "chain.json"),
    (another_in_its_place, {Kind.LINK}, "chain.json"),
    (shorter, {Kind.CHAIN_END}, "chain.json"),
    (other_winner, {Kind.RECORD, Kind.WINNER}, "decisions.json"),
    (other_rules, {Kind.RECORD}, "rulebook.json"),
    (other_answer, {Kind.RECORD}, "recusals.json"),
    (a_part_of_another_shape, {Kind.SHAPE}, "ranking.json"),
]


def test_what_the_owner_of_the_key_changes_contradicts_the_rest(made: Bundles) -> None:
    for change, expected, part in FORGED:
        forged = signed_anew(made["whole"], KEY, change)
        broken = [one for one in check_bundle(forged, [FINGERPRINT]) if one.weight is Weight.BROKEN]
        assert {one.kind for one in broken} == expected, change.__name__
        assert part in {one.part for one in broken}, change.__name__


def test_a_bundle_of_another_version_or_method_says_so(made: Bundles) -> None:
    def older(data: dict[str, Any]) -> None:
        ranking_of(data)["version"] = "2"

    found = kinds(signed_anew(made["whole"], KEY, older), FINGERPRINT)
    assert Kind.LACKS_VERSION in found
    assert Kind.RANKED not in found
    parts = unpack(made["whole"], parts_in_order)
    parts["manifest.json"] = parts["manifest.json"].replace(b'"version":1}', b'"version":2}')
    assert [str(one) for one in check_bundle(pack(list(parts.items())))] == [
        (
            "The bundle is of version 2 of the format, and this verifier reads version 1. Use the "
            "verify.py that is published for it."
        )
    ]
    formless = unpack(made["whole"], parts_in_order)["manifest.json"]
    parts["manifest.json"] = formless.replace(b'"form":"full"', b'"form":"fuml"')
    assert [str(one) for one in check_bundle(pack(list(parts.items())))] == [
        "manifest.json: what should be in it is not there (form)."
    ]


def test_the_file_that_stands_alone_says_the_same(made: Bundles, tmp_path: Path) -> None:
    (tmp_path / "verify.py").write_bytes(verifier())
    for name in ("whole", "public"):
        (tmp_path / f"{name}.zip").write_bytes(made[name])
        ran = subprocess.run(  # noqa: S603 - our own file
            [sys.executable, "-I", "verify.py", f"{name}.zip", "--key", FINGERPRINT],
            cwd=tmp_path,
            capture_output=True,
            check=False,
        )
        assert (ran.stderr.decode(), ran.returncode) == ("", 0)
        expected = told(check_bundle(made[name], [FINGERPRINT], verifier()))
        assert ran.stdout.decode().splitlines() == list(expected)
