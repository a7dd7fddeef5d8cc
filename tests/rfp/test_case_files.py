"""One file holds a whole procurement, and anybody checks it without Stoa."""

import copy
import json

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command

from marketplace.permissions import Role
from rfp.awards.actions import NotClosed, admit_challenge, dismiss_challenge, open_case_file
from rfp.awards.verification import faults_of, hash_of_event
from tests.factories.awards import approved_award, filed_challenge, judged_procurement
from tests.factories.evaluation import stays
from tests.factories.marketplace import person
from tests.worlds import world

pytestmark = pytest.mark.django_db


@world
def case():
    return judged_procurement()


@world
def challenged(case):
    award = approved_award(case)
    challenge = filed_challenge(award, case)
    admit_challenge(challenge=challenge, by=case.judge, now=stays(case.at))
    dismiss_challenge(challenge=challenge, decision="It was read.", by=case.judge, now=stays(case.at))
    return award


@pytest.fixture
def file(challenged, case):
    solicitation = type(case.solicitation).objects.get(pk=case.solicitation.pk)
    return json.loads(json.dumps(open_case_file(solicitation=solicitation, by=person(Role.AUDITOR))))


def test_it_holds_every_step_and_holds_together(file):
    assert faults_of(file) == []
    [panel] = file["panels"]
    assert (len(panel["scores"]), len(panel["agreed"]), len(panel["members"])) == (18, 6, 4)
    assert {one["vendor"] for one in file["bids"]} == {"Aldgate Lines", "Harborline Systems", "Tidewick Voice"}
    assert [one["status"] for one in file["challenges"]] == ["dismissed"]
    steps = [event["action"].rpartition(".")[2] for events in file["chains"].values() for event in events]
    assert {"formed", "declared", "scoring", "submitted", "score_agreed", "priced", "concluded"} <= set(steps)
    assert {"proposed", "approved", "letters_sent", "challenged", "dismissed"} <= set(steps)


def chain(file):
    return next(events for name, events in file["chains"].items() if name.startswith("award-"))


@pytest.mark.parametrize(
    ("tamper", "says"),
    [
        (lambda file: chain(file).pop(3), "is missing"),
        (lambda file: chain(file)[2].update(actor_label="Somebody else"), "was changed"),
        (lambda file: chain(file)[-1]["data"].update(reason="Another."), "was changed"),
        (lambda file: file["panels"][0]["result"]["content"].update(formula="linear_to_highest"), "was changed"),
        (lambda file: file["panels"][0]["agreed"][0].update(points="0.00"), "agreed otherwise"),
        (lambda file: file["awards"][0].update(approved_by=file["awards"][0]["proposed_by"]), "one person"),
        (lambda file: file["awards"][0]["letters"][0].update(sent_at="2027-01-01"), "one moment"),
        (lambda file: file["events"][0].update(action="rfp.solicitation.nothing"), "was changed"),
    ],
)
def test_whatever_is_changed_in_it_is_found(file, tamper, says):
    changed = copy.deepcopy(file)
    tamper(changed)
    assert any(says in fault for fault in faults_of(changed)), faults_of(changed)


def test_a_chain_that_was_written_anew_no_longer_names_the_result(file):
    for event in chain(file):
        event["data"].pop("digest", None)
    previous = "0" * 64
    for event in chain(file):
        event["previous_hash"] = previous
        event["hash"] = previous = hash_of_event(event)
    assert any("names the frozen result" in fault for fault in faults_of(file))


def test_a_command_checks_it_without_a_database(file, tmp_path, capsys):
    path = tmp_path / "case.json"
    path.write_text(json.dumps(file))
    call_command("verify_case_file", str(path))
    assert "its ranking follows" in capsys.readouterr().out
    file["awards"][0]["letters"][0]["sent_at"] = "2027-01-01"
    path.write_text(json.dumps(file))
    with pytest.raises(CommandError, match="1 thing does not fit"):
        call_command("verify_case_file", str(path))


def test_names_are_not_given_away_before_the_award_and_only_to_whoever_may(case):
    with pytest.raises(NotClosed):
        open_case_file(solicitation=case.solicitation, by=person(Role.AUDITOR))
    for by in (case.evaluators[0], case.bidders["Tidewick Voice"], person(Role.REQUESTER)):
        with pytest.raises(PermissionDenied):
            open_case_file(solicitation=case.solicitation, by=by)
