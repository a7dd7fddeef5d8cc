"""The screens of evaluations and awards: who comes through which page; what the public, a bidder, an officer read."""

from decimal import Decimal

import pytest

from marketplace.permissions import Role
from rfp.awards.actions import approve_award
from rfp.awards.models import Award
from rfp.awards.notices import figures_of
from rfp.evaluation.models import Panel, Score
from rfp.evaluation.queries import judged as judged_criteria
from tests.factories.awards import approved_award, filed_challenge, judged_procurement, proposed_award
from tests.factories.evaluation import (
    NAMES,
    declared_panel,
    formed_panel,
    opened_procurement,
    priced_panel,
    scoring_panel,
    stays,
    submitted_panel,
)
from tests.factories.marketplace import person
from tests.worlds import world

pytestmark = pytest.mark.django_db


@world
def case():
    return opened_procurement()


@world
def judged():
    return judged_procurement()


def text(client, address, status=200):
    answer = client.get(address)
    assert answer.status_code == status, answer.content.decode()[:500]
    return answer.content.decode()


def test_a_member_declares_scores_and_submits_through_the_pages(client, case):
    panel = formed_panel(case)
    here = panel.get_absolute_url()
    client.force_login(case.evaluators[0])
    assert all(name in text(client, f"{here}declare/") for name in NAMES)
    assert client.post(f"{here}declare/", {"words": ""}).status_code == 422
    assert client.post(f"{here}declare/", {"none": "on"}).status_code == 302
    assert not any(name in text(client, here) for name in NAMES)


def test_an_evaluator_reads_no_name_and_nobody_else_s_scores(client, case):
    panel = scoring_panel(case)
    here, code = panel.get_absolute_url(), case.lot.criteria.exclude(kind="price").first().code
    client.force_login(case.evaluators[0])
    page = text(client, f"{here}scores/A/{code}/")
    assert "What proposal A says" in page
    assert not any(name in page for name in NAMES)
    answer = client.post(f"{here}scores/A/{code}/", {"points": "4", "rationale": "Section 2 says how."})
    assert answer.status_code == 302
    assert Score.objects.get().points == 4
    assert client.get(f"{here}consensus/").status_code == 409
    client.force_login(case.chair)
    assert client.get(f"{here}scores/A/{code}/").status_code == 403
    client.force_login(person(Role.EVALUATOR))
    assert client.get(here).status_code == 404


def test_an_evaluator_is_led_through_one_criterion_after_the_other(client, case):
    panel = scoring_panel(case)
    here, codes = panel.get_absolute_url(), [one.code for one in judged_criteria(panel)]
    client.force_login(case.evaluators[0])
    assert "Start scoring" in text(client, here)
    cells = [f"{here}scores/{letter}/{code}/" for code in codes for letter in "ABC"]

    def code_of(address):
        return address.split("/")[-2]

    for place, cell in enumerate(cells):
        page = text(client, cell)
        assert f"{place} of {len(cells)} scored" in page
        following = cells[place + 1] if place + 1 < len(cells) else here
        words = "Save" if following == here else "Save and go on" if code_of(cell) != code_of(following) else ""
        assert (words or f"Save and go to {following.split('/')[-3]}") + "</button>" in page
        answer = client.post(cell, {"points": "1", "rationale": "Section 2 says how."})
        assert answer["Location"] == following
    assert "Submit my scores" in text(client, here)
    assert "scoring</a>" not in text(client, here)


def test_openers_alone_read_the_names_behind_the_letters(client, case):
    panel = scoring_panel(case)
    for reader, reads in (
        (case.officers[0], True),
        (case.officers[1], True),
        (case.officer, False),
        (person(Role.AUDITOR), False),
    ):
        client.force_login(reader)
        assert all(name in text(client, panel.get_absolute_url()) for name in NAMES) is reads


def test_an_opener_gives_out_the_letters(client, case):
    panel = declared_panel(case)
    client.force_login(case.officers[0])
    assert "Give out letters" in text(client, panel.get_absolute_url())
    client.post(f"{panel.get_absolute_url()}letters/")
    assert Panel.objects.get().status == "scoring"


def test_the_chair_agrees_and_opens_the_prices(client, case):
    panel = submitted_panel(case)
    here = panel.get_absolute_url()
    client.force_login(case.chair)
    assert "Agree what all gave alike" in text(client, f"{here}consensus/")
    client.post(f"{here}alike/")
    assert "Agree on quality" in text(client, f"{here}consensus/")
    client.post(f"{here}quality/")
    assert "Open the prices" in text(client, f"{here}consensus/")
    client.post(f"{here}prices/")
    page = text(client, f"{here}consensus/")
    assert "92.19" in page
    assert "stays first" in page
    assert "Below a minimum" in page
    client.force_login(case.evaluators[0])
    assert client.post(f"{here}conclude/", {"words": "Mine."}).status_code == 403


def test_the_board_stays_within_its_statements(client, case, django_assert_max_num_queries):
    panel = priced_panel(case)
    client.force_login(case.chair)
    text(client, f"{panel.get_absolute_url()}consensus/")
    with django_assert_max_num_queries(18):  # the reader, session and shell ask eight of them
        text(client, f"{panel.get_absolute_url()}consensus/")


def test_the_notice_is_public_once_two_persons_stand_behind_it(client, judged):
    award = proposed_award(judged)
    assert client.get(award.get_absolute_url()).status_code == 404
    client.force_login(judged.second)
    assert "would hold 100.0%" in text(client, f"{award.get_absolute_url()}approve/")
    assert client.post(f"{award.get_absolute_url()}approve/").status_code == 302
    client.logout()
    page = text(client, award.get_absolute_url())
    assert all(words in page for words in ("Harborline Systems", "$3,780.00", "Standstill ends"))
    assert "Aldgate Lines" not in page
    assert "Harborline Systems" in text(client, "/awards/")


def test_a_bidder_finds_its_debrief_and_the_way_to_challenge(client, judged):
    award = approved_award(judged, at=judged.at)
    client.force_login(judged.bidders["Aldgate Lines"])
    page = text(client, award.get_absolute_url())
    assert all(words in page for words in ("Place 2 of 2 with 84.00 points", "All evaluators gave the same."))
    assert "Below the minimum" not in page


def test_everybody_who_is_waited_for_finds_it_in_their_work(client, judged):
    award = proposed_award(judged)
    client.force_login(judged.second)
    assert "Approve the award of" in text(client, "/workspace/")
    client.force_login(judged.officer)
    assert "Approve the award of" not in text(client, "/workspace/")
    approve_award(award=award, by=judged.second, now=lambda: judged.at)
    filed_challenge(Award.objects.get(), judged)
    client.force_login(judged.judge)
    assert "challenges the award" in text(client, "/workspace/")


def test_a_member_of_a_panel_finds_what_is_next(client, case):
    formed_panel(case)
    client.force_login(case.evaluators[0])
    assert "Declare conflicts for" in text(client, "/workspace/")


class TestWhatThePublicReads:
    def test_an_awarded_opportunity_tells_winner_value_and_bids_and_leads_to_the_notice(self, client, judged):
        page = judged.solicitation.get_absolute_url()
        assert "Who won" not in text(client, page)
        award = approved_award(judged)
        told = text(client, page)
        for words in ("Harborline Systems", "3 received, 2 compared", award.get_absolute_url()):
            assert words in told
        listed = text(client, "/opportunities/?state=awarded")
        assert "Harborline Systems" in listed
        assert "3 bids" in listed
        assert not any(name in told + listed for name in ("Aldgate Lines", "Tidewick Voice"))

    def test_the_lowest_and_highest_price_are_of_bids_that_were_compared(self, judged):
        award = approved_award(judged)
        figures = figures_of(award.result)
        assert (figures.received, figures.compared, figures.below_minimum) == (3, 2, 1)
        assert (figures.lowest, figures.highest) == (Decimal("3420.00"), Decimal("3780.00"))
        assert award.value == figures.highest

    def test_awards_are_a_table_and_an_interface_from_their_announcement_on(self, client, judged):
        award = proposed_award(judged)
        reference = judged.solicitation.reference
        addresses = ("/api/v1/awards", f"/api/v1/opportunities/{reference}/awards")
        assert reference not in text_of_csv(client)
        assert client.get(addresses[0]).json()["count"] == 0
        assert client.get(addresses[1]).json() == []
        approve_award(award=award, by=judged.second, now=stays(judged.at))
        assert f"{reference},1,Shorter waits," in text_of_csv(client)
        [listed] = client.get(addresses[0]).json()["items"]
        assert client.get(addresses[1]).json() == [listed]
        assert (listed["winner"], listed["bids"]["received"], listed["contract"]) == ("Harborline Systems", 3, None)

    def test_evaluations_are_read_through_the_interface_by_those_who_see_them(self, client, judged):
        address = f"/api/v1/evaluations/{judged.solicitation.reference}/1"
        assert client.get(address).status_code == 401
        client.force_login(judged.bidders["Aldgate Lines"])
        assert client.get(address).status_code == 404
        assert client.get("/api/v1/evaluations").json()["count"] == 0
        client.force_login(judged.evaluators[0])
        told = client.get(address).json()
        assert [one["place"] for one in told["ranking"]] == [1, 2]
        assert len(told["seats"]) == 4
        assert not any(name in client.get(address).content.decode() for name in NAMES)

    def test_those_who_judge_find_evaluations_and_awards_in_the_navigation(self, client, judged):
        client.force_login(judged.evaluators[0])
        assert all(f'href="{path}"' in text(client, "/opportunities/") for path in ("/evaluations/", "/awards/"))
        client.force_login(judged.bidders["Aldgate Lines"])
        assert 'href="/evaluations/"' not in text(client, "/opportunities/")


def text_of_csv(client) -> str:
    return client.get("/awards.csv").getvalue().decode()
