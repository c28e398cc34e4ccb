"""Making a form in the browser: every kind of question, in order, in three languages, tried out."""

import re

import pytest
from flask import Flask

from app.models import Nomination, Round
from app.rules.forms import QuestionKind
from app.services import audit, forms, nominations, phases
from tests.clients import client_of
from tests.factories import World
from tests.web.builder import Builder, question, tongues

HERE = "/sporsmal/ny?del=second&slag="


def outline(world: World, award_round: Round) -> dict[str, list[str]]:
    world.session.expire_all()
    return {
        section.key: [one.key for one in section.questions]
        for section in forms.form(world.session, award_round)
    }


OPTIONS = {
    "option-key": ["", ""],
    "option-nb": ["Ja", "Nei"],
    "option-nn": ["Ja", "Nei"],
    "option-en": ["Yes", "No"],
}
TAKEN = {"file_groups": "pdf", "most_files": "2", "most_megabytes": "9"}
FILES = {"kind": "attachment", **TAKEN}
MORE = {
    QuestionKind.SHORT_TEXT: {"word_limit": "30"},
    QuestionKind.LONG_TEXT: {"word_limit": ""},
    QuestionKind.NUMBER: {"low": "-1", "high": "1 000"},
    QuestionKind.CHOICE: OPTIONS,
    QuestionKind.CHOICES: OPTIONS,
    QuestionKind.ATTACHMENT: {**TAKEN, "is_public": "1"},
}


def make_all(builder: Builder) -> None:
    for kind in QuestionKind:
        sent = question(kind, words=f"Om {kind}", **MORE.get(kind, {}))
        answer = builder.send(f"/sporsmal/ny?del=second&slag={kind}", sent)
        assert answer.status_code == 303, answer.get_data(as_text=True)


def test_every_kind_is_made_read_and_tried_out_in_three_languages(
    builder: Builder, world: World, award_round: Round
) -> None:
    make_all(builder)
    assert outline(world, award_round)["second"] == ["story", *(f"q{n}" for n in range(1, 11))]
    made = forms.form(world.session, award_round)[1].questions[1:]
    assert [one.kind for one in made] == list(QuestionKind)
    assert [(one.low, one.high) for one in made if one.kind == "number"] == [(-1, 1000)]
    assert made[-1].files == {"groups": ["pdf"], "most": 2, "megabytes": 9}
    assert made[0].label == {
        "nb": "Om short_text",
        "nn": "Om short_text (nn)",
        "en": "Om short_text (en)",
    }
    for code, ending in (("nb", ""), ("nn", " (nn)"), ("en", " (en)")):
        for path in (f"/prov?sprak={code}&fylt=1", f"/prov/jury?sprak={code}"):
            text = builder.text(path)
            assert f'<html lang="{code}"' in text
            for kind in QuestionKind:
                assert f"Om {kind}{ending}<" in re.sub(r"\s+<", "<", text), (path, kind)
    # As it is filled in, it can be sent in, but for the candidate.
    filled = builder.text("/prov?fylt=1")
    assert "Dette er en prøvetekst" in filled
    assert "kari.prove@example.org" in filled
    assert 'name="candidate" value="Prøvedal"' in filled


def test_the_list_says_what_a_question_is(builder: Builder) -> None:
    builder.send(HERE + "choice", question("choice", criteria="x", is_public="1", **OPTIONS))
    text = " ".join(builder.text().split())
    about = "Ett av flere svar. Velges blant 2 svar. Valgfritt. Juryen leser dette."
    assert f"{about} Det blir offentlig når vinneren er kunngjort. Gjelder særlig Krit. x." in text


def test_buttons_order_and_keep_the_focus(
    builder: Builder, world: World, award_round: Round
) -> None:
    answer = builder.move("sporsmal", "story", "opp")
    assert answer.location.endswith("/oppsett/skjema?flyttet=story&til=opp")
    assert outline(world, award_round) == {"first": ["title", "story"], "second": []}
    shown = builder.text("?flyttet=story&til=opp")
    (pressed,) = re.findall(
        r"<button class=\"movebutton\"[^>]*autofocus>.*?</button>", shown, re.DOTALL
    )
    assert "Flytt opp: Spørsmål story" in pressed
    builder.move("del", "second", "opp")
    assert list(outline(world, award_round)) == ["second", "first"]


def test_a_move_on_an_order_that_has_changed_is_not_made_and_says_so(
    builder: Builder, world: World, award_round: Round
) -> None:
    version = builder.version()
    builder.send(HERE + "date", question("date"))
    data = {"what": "sporsmal", "key": "story", "to": "opp", "version": version}
    answer = builder.client.post(f"{builder.home}/flytt", data=data, follow_redirects=True)
    assert "Ikke flyttet: Noen andre har endret rekkefølgen" in answer.get_data(as_text=True)
    assert outline(world, award_round) == {"first": ["title"], "second": ["story", "q1"]}


def test_options_are_added_ordered_and_removed_before_anything_is_stored(
    builder: Builder, world: World, award_round: Round
) -> None:
    path = HERE + "choice"

    def shown(go: str) -> list[str]:
        answer = builder.send(path, question("choice", words="Skrevet", go=go, **OPTIONS))
        text = answer.get_data(as_text=True)
        assert answer.status_code == 200
        assert 'value="Skrevet (en)"' in text
        return re.findall(r'name="option-en" value="([^"]*)"', text)

    assert [shown(go) for go in ("add", "up-2", "down-1", "drop-1", "up-1", "drop-9")] == [
        ["Yes", "No", ""],
        ["No", "Yes"],
        ["No", "Yes"],
        ["No"],
        ["Yes", "No"],
        ["Yes", "No"],
    ]
    assert outline(world, award_round)["second"] == ["story"]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (dict.fromkeys(("label-nb", "label-nn", "label-en"), ""), "Skriv spørsmålet på minst ett"),
        ({"word_limit": "mange"}, "Skriv et helt tall, bare med sifre."),
        ({"word_limit": "0"}, "Skriv et tall fra 1 til 5000"),
        ({"kind": "number", "low": "5", "high": "4"}, "kan ikke være mindre enn det minste"),
        ({**FILES, "file_groups": ""}, "Velg minst én type fil."),
        ({**FILES, "most_files": "21"}, "Skriv et tall fra 1 til 20."),
        ({**FILES, "most_megabytes": ""}, "Skriv et tall fra 1 til 50."),
        ({"section": "borte"}, "Velg delen som spørsmålet skal stå i."),
        ({"shown_if": "story:yes"}, "Velg et svar på et spørsmål som kommer før dette."),
    ],
)
def test_bad_input_is_said_at_the_field_and_kept(
    builder: Builder,
    world: World,
    award_round: Round,
    changes: dict[str, str],
    said: str,
) -> None:
    sent = question("short_text") | tongues("help", "Mye å skrive")
    answer = builder.send(HERE + "short_text", sent | changes)
    text = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert said in text
    assert "Mye å skrive (en)</textarea>" in text
    assert outline(world, award_round)["second"] == ["story"]


def test_the_later_of_two_sees_both_and_can_store_hers(
    builder: Builder, world: World, award_round: Round
) -> None:
    path = "/sporsmal/story"
    version = builder.version(path)
    builder.send(path, question("long_text", words="Den enes", required="1", word_limit="50"))
    answer = builder.send(
        path, question("long_text", words="Den andres", required="1"), version=version
    )
    text = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "<dt>Spørsmål</dt><dd>Den enes / Den enes (nn) / Den enes (en)</dd>" in text
    assert 'value="Den andres"' in text
    again = re.search(r'name="version" value="([^"]*)"', text)
    assert again is not None
    sent = question("long_text", words="Den andres", required="1")
    assert builder.send(path, sent, version=again[1]).status_code == 303
    world.session.expire_all()
    _section, row = forms.find_question(forms.form(world.session, award_round), "story")
    assert (row.label["nb"], row.word_limit) == ("Den andres", None)


def test_what_was_written_of_a_question_that_is_gone_can_be_stored_as_new(
    builder: Builder, world: World, award_round: Round
) -> None:
    builder.send(HERE + "date", question("date", words="Når?"))
    version = builder.version("/sporsmal/q1")
    page = builder.text("/fjern/sporsmal/q1")
    seen = re.search(r'name="seen" value="([^"]*)"', page)
    assert seen is not None
    builder.client.post(f"{builder.home}/fjern/sporsmal/q1", data={"seen": seen[1]})
    assert outline(world, award_round)["second"] == ["story"]
    answer = builder.send("/sporsmal/q1", question("date", words="Hvilken dag?"), version=version)
    text = answer.get_data(as_text=True)
    assert (answer.status_code, "Noen andre har fjernet spørsmålet" in text) == (409, True)
    assert f'action="{builder.home}/sporsmal/ny"' in text
    assert 'value="Hvilken dag?"' in text


def test_a_section_is_made_changed_and_removed_with_its_questions(
    builder: Builder, world: World, award_round: Round
) -> None:
    refused = builder.send("/del/ny", {"title-nb": "", "help-nb": "Behold dette"})
    assert (refused.status_code, "Behold dette</textarea>" in refused.get_data(as_text=True)) == (
        422,
        True,
    )
    made = builder.send("/del/ny", tongues("title", "Til slutt"))
    assert made.location.endswith("#del-del1")
    builder.send("/del/del1", tongues("title", "Avslutning"))
    page = builder.text("/fjern/del/second")
    assert "Spørsmål story" in page
    seen = re.search(r'name="seen" value="([^"]*)"', page)
    assert seen is not None
    stale = builder.client.post(f"{builder.home}/fjern/del/second", data={"seen": "annet"})
    assert stale.status_code == 409
    done = builder.client.post(f"{builder.home}/fjern/del/second", data={"seen": seen[1]})
    assert (done.status_code, outline(world, award_round)) == (
        303,
        {"first": ["title"], "del1": []},
    )


def test_what_another_question_rests_on_says_why_it_stays(builder: Builder) -> None:
    builder.send(HERE + "confirm", question("confirm", words="Er det ferdig?"))
    builder.send(HERE + "date", question("date", words="Når?", shown_if="q1:yes"))
    assert "Svar bare hvis du har krysset av for «Er det ferdig?»." in builder.text()
    answer = builder.client.get(f"{builder.home}/fjern/sporsmal/q1")
    text = answer.get_data(as_text=True)
    assert (answer.status_code, "«Når?» stilles bare til dem" in text) == (409, True)
    moved = builder.client.post(
        f"{builder.home}/flytt",
        data={"what": "sporsmal", "key": "q1", "to": "ned", "version": builder.version()},
        follow_redirects=True,
    )
    assert "Ikke flyttet: «Når?» må komme etter" in moved.get_data(as_text=True)


def test_what_lacks_is_said_and_marked(builder: Builder, world: World, award_round: Round) -> None:
    builder.send(HERE + "choice", question("choice") | {"label-nb": "", "label-nn": ""})
    text = " ".join(builder.text().split())
    assert "Dette må på plass før utlysningen kan åpne" in text
    assert "<li>Et spørsmål i del 2 har færre enn to svar å velge blant.</li>" in text
    assert "<li>Mangler på bokmål: én tekst.</li>" in text
    assert "Mangler på nynorsk" in text
    assert builder.text("/sporsmal/q1").count(">Mangler</span>") == 2


def test_an_empty_form_says_how_to_begin(
    builder: Builder, world: World, award_round: Round
) -> None:
    forms.replace(world.work("secretariat"), award_round, [])
    assert "Ingen deler ennå" in builder.text()
    builder.send("/del/ny", tongues("title", "Om dere"))
    assert outline(world, award_round) == {"del1": ["title"]}
    builder.send("/sporsmal/ny?del=del1&slag=summary", question("short_text", "del1", summary="1"))
    assert outline(world, award_round) == {"del1": ["title", "summary"]}
    assert "Sammendrag, øverst" not in builder.text()


def test_an_open_call_lets_texts_be_corrected_and_says_what_it_does_not(
    builder: Builder, world: World, award_round: Round
) -> None:
    version = builder.version("/sporsmal/story")
    order = builder.version()
    phases.move(world.work("secretariat"), award_round, "publish_call")
    world.pass_time(hours=2)
    draft = world.draft(award_round)
    page = builder.text("/sporsmal/story")
    assert "Bare tekstene kan rettes" in page
    assert 'name="word_limit"' not in page
    sent = question("long_text", words="Rettet") | {"word_limit": "1", "section": "first"}
    assert builder.send("/sporsmal/story", sent, version=version).status_code == 303
    world.session.expire_all()
    section, row = forms.find_question(forms.form(world.session, award_round), "story")
    assert (row.label["nb"], row.word_limit, section.key) == ("Rettet", 50, "second")
    assert draft.answers["story"] == "Dette er teksten til Hemmelig tittel."
    for path, data in (
        ("/flytt", {"what": "sporsmal", "key": "story", "to": "opp", "version": order}),
        ("/sporsmal/ny", question("date")),
        ("/del/ny", tongues("title", "Ny")),
        ("/fjern/sporsmal/story", {"seen": "x"}),
    ):
        answer = builder.client.post(f"{builder.home}{path}", data=data)
        text = answer.get_data(as_text=True)
        assert (answer.status_code, "Bare tekstene kan rettes" in text) == (409, True), path
    assert builder.client.get(f"{builder.home}/sporsmal/ny").status_code == 409
    world.pass_time(days=20)
    assert "Fristen er ute." in builder.text()
    assert builder.send("/sporsmal/story", sent).status_code == 409


def test_trying_to_send_in_says_what_lacks_and_stores_nothing(
    builder: Builder, world: World, award_round: Round
) -> None:
    before = outline(world, award_round)
    sent = {"answer-title": "Mitt arbeid", "go": "send", "sprak": "en"}
    answer = builder.client.post(f"{builder.home}/prov", data=sent)
    text = answer.get_data(as_text=True)
    assert '<html lang="en"' in text
    assert 'value="Mitt arbeid"' in text
    assert 'href="#answer-story"' in text
    assert 'href="#candidate-1"' in text
    sent |= {"answer-story": "Fortalt.", "candidate": "Prøvedal", "sprak": "nb"}
    text = builder.client.post(f"{builder.home}/prov", data=sent).get_data(as_text=True)
    assert "Dette ville vært sendt inn" in text
    assert '<p class="title-4">Prøvedal kommune</p>' in text
    more = builder.client.post(f"{builder.home}/prov", data=sent | {"go": "add-municipality"})
    assert 'id="candidate-2"' in more.get_data(as_text=True)
    assert outline(world, award_round) == before
    assert world.session.query(Nomination).count() == 0


def conditional(builder: Builder, world: World, award_round: Round) -> None:
    """Ask in the second part whether it is finished, and then when; in a third, what is left."""
    builder.send(HERE + "choice", question("choice", words="Ferdig?", required="1", **OPTIONS))
    builder.send(
        HERE + "short_text",
        question("short_text", words="Når?", required="1", shown_if="q1:valg1"),
    )
    builder.send("/del/ny", tongues("title", "Resten"))
    builder.send(
        "/sporsmal/ny?del=del1&slag=long_text",
        question("long_text", "del1", "Hva er igjen?", required="1", shown_if="q1:valg2"),
    )
    phases.move(world.work("secretariat"), award_round, "publish_call")
    world.pass_time(hours=2)


def test_a_question_is_asked_only_of_those_who_answered_so(
    app: Flask, builder: Builder, world: World, award_round: Round
) -> None:
    conditional(builder, world, award_round)
    draft = world.draft(award_round)
    client = client_of(app, world.people["nominator"].id)
    text = " ".join(client.get(f"/forslag/{draft.id}/del/second").get_data(as_text=True).split())
    public = client.get(f"/priser/prisen/{award_round.year}").get_data(as_text=True)
    assert "Svar bare hvis svaret på «Ferdig?» er «Nei»." in public
    assert "Det kan foreslås kommune og virksomhet." in public
    # Without a script it is shown, with words; the script is told what decides.
    assert 'data-asked-if="answer-q1" data-asked-answer="valg1">' in text
    assert "Svar bare hvis svaret på «Ferdig?» er «Ja»." in text
    third = client.get(f"/forslag/{draft.id}/del/del1").get_data(as_text=True)
    assert '<div class="of-some" hidden>' in third

    def save(**answers: object) -> list[str]:
        work = world.work("nominator")
        base = nominations.base_of(draft, list(answers))
        nominations.save(work, draft, answers, base=base)
        return [fault.key for fault in nominations.find_faults(world.session, draft)]

    assert save() == ["q1"]
    assert save(q1="valg1") == ["q2"]
    assert save(q1="valg2", q2="I fjor, hemmelig") == ["q3"]
    shown = client.get(f"/forslag/{draft.id}/del/del1").get_data(as_text=True)
    assert '<div class="of-some">' in shown
    assert save(q3="Resten hemmelig") == []
    review = client.get(f"/forslag/{draft.id}/se-over").get_data(as_text=True)
    assert ("Hva er igjen?" in review, "Når?" in review) == (True, False)
    version = nominations.submit(world.work("nominator"), draft)
    assert version.content["form"] == [["title"], ["story", "q1"], ["q3"]]
    assert "q2" not in version.content["answers"]
    assert draft.answers["q2"] == "I fjor, hemmelig"
    assert list(audit.verify(world.session)) == []
    # What the jury reads: six words of the story, a title, and three of what is left.
    assert version.word_count == 10
    for path in ("se-over", "kvittering", "kvittering?format=json"):
        text = client.get(f"/forslag/{draft.id}/{path}").get_data(as_text=True)
        assert ("Resten hemmelig" in text, "I fjor, hemmelig" in text) == (True, False), path
    inbox = builder.client.get(f"/forslag/{draft.id}/gjennomgang").get_data(as_text=True)
    assert ("Resten hemmelig" in inbox, "I fjor, hemmelig" in inbox) == (True, False)


def test_a_part_of_which_nothing_is_asked_is_done(
    app: Flask, builder: Builder, world: World, award_round: Round
) -> None:
    conditional(builder, world, award_round)
    draft = world.draft(award_round)
    base = nominations.base_of(draft, ["q1", "q2"])
    nominations.save(world.work("nominator"), draft, {"q1": "valg1", "q2": "I fjor"}, base=base)
    client = client_of(app, world.people["nominator"].id)
    text = client.get(f"/forslag/{draft.id}/del/del1").get_data(as_text=True)
    assert "3 av 3 er ferdige" in text


def test_what_stands_in_a_hidden_field_is_carried_along(
    app: Flask, builder: Builder, world: World, award_round: Round
) -> None:
    conditional(builder, world, award_round)
    draft = world.draft(award_round)
    base = nominations.base_of(draft, ["q1", "q3"])
    answers = {"q1": "valg1", "q3": "Skrevet før"}
    nominations.save(world.work("nominator"), draft, answers, base=base)
    client = client_of(app, world.people["nominator"].id)
    text = client.get(f"/forslag/{draft.id}/del/del1").get_data(as_text=True)
    assert '<div class="of-some" hidden>' in text
    assert "Skrevet før</textarea>" in text
