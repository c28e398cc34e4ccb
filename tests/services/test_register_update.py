"""A newer register: what is new, renamed, merged and divided, and what follows it."""

from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from app.cli import register_cli
from app.models import Municipality
from app.services import domains, joining, organisations
from app.services.organisations import Row, Trouble
from tests.factories import World

OLD = [
    Row("0001", "Prøvedal", "01", "Prøvefylke"),
    Row("0002", "Ååsen", "01", "Prøvefylke"),
    Row("0003", "Ærvik", "01", "Prøvefylke"),
]
MERGED = [
    Row("0001", "Nyedal", "01", "Prøvefylke"),
    Row("0009", "Storvik", "01", "Prøvefylke", replaces=["0002", "0003"]),
]


def troubles(world: World, rows: list[Row], year: int = 2026) -> list[tuple[str, str]]:
    made = organisations.plan(world.session, rows, year)
    return [(fault.trouble.value, fault.number) for fault in made.faults]


def test_the_same_register_again_changes_nothing_but_the_year(world: World) -> None:
    made = organisations.plan(world.session, OLD, 2026)
    assert made.faults == []
    assert made.kept == {"0001": "0001", "0002": "0002", "0003": "0003"}


@pytest.mark.parametrize(
    ("rows", "year", "trouble"),
    [
        (OLD, 2024, (Trouble.NOT_NEWER, "2024")),
        (OLD[:2], 2026, (Trouble.GONE, "0003")),
        ([*OLD, OLD[0]], 2026, (Trouble.TWICE, "0001")),
        ([*OLD, replace(OLD[0], number="4")], 2026, (Trouble.BAD_NUMBER, "4")),
        ([*OLD[:2], replace(OLD[2], name="")], 2026, (Trouble.NO_NAME, "0003")),
        ([*OLD[:2], replace(OLD[2], org_number="1")], 2026, (Trouble.BAD_ORG_NUMBER, "0003")),
        (
            [*OLD, Row("0007", "Ny", "01", "P", replaces=["0099"])],
            2026,
            (Trouble.UNKNOWN_BEFORE, "0007"),
        ),
        ([*OLD, Row("0007", "Ny", "01", "P")], 2026, (Trouble.NO_PLACE, "0007")),
    ],
)
def test_what_is_wrong_with_a_register_is_named(
    world: World, rows: list[Row], year: int, trouble: tuple[Trouble, str]
) -> None:
    assert troubles(world, rows, year) == [trouble]


def test_organisations_follow_what_is_the_same_and_stay_of_what_was_merged(world: World) -> None:
    session = world.session
    one, two, _three = organisations.register(session)
    system = world.system
    kept = organisations.create(system, name="Prøvedal kommune", municipality=one)
    merged = organisations.create(system, name="Ærvik kommune", municipality=_by(world, "0003"))
    old = Municipality(
        register_year=2013,
        number="0100",
        name="Gamle",
        display_name="Gamle",
        county_number="01",
        county_name="P",
        successors=["0002"],
        map_x=0.0,
        map_y=0.0,
    )
    session.add(old)
    organisations.apply(system, organisations.plan(session, MERGED, 2026))
    assert organisations.register_year(session) == 2026
    assert (kept.name, kept.municipality.register_year) == ("Nyedal kommune", 2026)
    assert (merged.name, merged.municipality.register_year) == ("Ærvik kommune", 2024)
    assert [m.name for m in organisations.successors(session, merged)] == ["Storvik"]
    assert organisations.successors(session, kept) == []
    assert two.successors == ["0009"]
    assert old.successors == ["0009"]
    assert [m.name for m in organisations.register(session)] == ["Nyedal", "Storvik"]


def _by(world: World, number: str) -> Municipality:
    return next(one for one in organisations.register(world.session) if one.number == number)


def test_domains_follow_a_merger_and_not_a_division(world: World) -> None:
    secretariat = world.work("secretariat")
    for number, name in (("0001", "en.kommune.no"), ("0003", "tre.kommune.no")):
        body = organisations.create(world.system, name=number, municipality=_by(world, number))
        domains.add(secretariat, name, body)
    rows = [
        *MERGED,
        Row("0008", "Halvdal", "01", "Prøvefylke", replaces=["0001"]),
    ]
    made = organisations.plan(world.session, rows, 2026)
    organisations.apply(world.system, made)
    assert domains.follow(world.system, made) == 1
    found = domains.of_address(world.session, "kari@tre.kommune.no")
    assert [body.name for body in found] == ["Storvik kommune"]
    assert domains.of_address(world.session, "kari@en.kommune.no") == []


def test_a_candidate_that_was_chosen_before_stays_in_its_draft(world: World) -> None:
    award_round = world.open()
    draft = world.draft(award_round)
    organisations.apply(world.system, organisations.plan(world.session, MERGED, 2026))
    assert [one.name for one in draft.candidates] == ["Prøvedal kommune"]
    joined = joining.municipality(world.work("stranger"), _by(world, "0009").id)
    assert joined.organisation.name == "Storvik kommune"


FILE = "number,name,county_number,county_name,replaces\n"


def test_the_command_says_what_it_would_do_and_does_nothing_dry(
    app: Flask, world: World, tmp_path: Path
) -> None:
    path = tmp_path / "register.csv"
    path.write_text(FILE + "0001,Nyedal,01,P,\n0009,Storvik,01,P,0002; 0003\n", encoding="utf-8")
    world.session.commit()
    given = ["update", str(path), "--year", "2026"]
    dry = app.test_cli_runner().invoke(register_cli, [*given, "--dry-run"])
    assert dry.output == (
        "2 municipalities; 1 were there before as they are.\n"
        "0001 Prøvedal is now 0001 Nyedal.\n"
        "0009 Storvik comes from 0002 Ååsen, 0003 Ærvik.\n"
        "Nothing was changed: this was a dry run.\n"
    )
    assert organisations.register_year(world.session) == 2024
    done = app.test_cli_runner().invoke(register_cli, given)
    assert done.output.endswith("The register of 2026 is in force.\n")
    again = app.test_cli_runner().invoke(register_cli, given)
    assert (again.exit_code, again.output.splitlines()[0]) == (
        2,
        "the register of 2026 is in force already.",
    )


def test_a_file_that_lacks_a_column_is_refused_in_words(app: Flask, tmp_path: Path) -> None:
    path = tmp_path / "register.csv"
    path.write_text("number,name\n0001,Nyedal\n", encoding="utf-8")
    answer = app.test_cli_runner().invoke(register_cli, ["update", str(path), "--year", "2026"])
    assert answer.exit_code == 2
    assert "register.csv: the columns county_number, county_name are missing" in answer.output
