"""A company comes to Stoa and lists its first offering, with a keyboard alone, with and without a script."""

import datetime
from types import SimpleNamespace

import pytest
from allauth.account.models import EmailAddress
from django.utils import timezone
from playwright.sync_api import expect

from catalog.models import Offering, UnsavedEntry
from catalog.search.tasks import drain_waiting_changes
from marketplace.permissions import Role
from tests.browsing import Keyboard, at_the_desk_of, served, violations
from tests.factories.admissions import asked_of_vendors
from tests.factories.catalog import OfferingFactory, TopicFactory
from tests.factories.marketplace import OrganisationFactory, UserFactory, person
from tests.factories.question_sets import document, published_version

pytestmark = pytest.mark.browser
NARROW = {"width": 320, "height": 800}
REMARK = "Say what the recordings are kept for."
# One company a variant, so that both can live on one site.
COMPANIES = {
    True: SimpleNamespace(name="Harborline Calls", tax="31-4159265", number="FRN-20401", mail="mei@harborline.example"),
    False: SimpleNamespace(name="Kestrel Voice", tax="27-1828182", number="FRN-20402", mail="jo@kestrel.example"),
}


@pytest.fixture(scope="module")
def site(database_template, django_db_blocker, tmp_path_factory):
    """A broker office with its questions, a topic, and nobody who sells anything."""
    with served(database_template, django_db_blocker, tmp_path_factory.mktemp("files")) as server:
        office = OrganisationFactory(broker=True)
        asked_of_vendors()
        published_version()
        TopicFactory(name="Telephones", slug="telephones")
        yield SimpleNamespace(
            url=server.url,
            officer=person(Role.PROCUREMENT_OFFICER, of=office, name="Ruben Castillo"),
            reviewer=person(Role.CATALOGUE_EDITOR, of=office, name="Ines Halvorsen"),
        )


@pytest.fixture
def desk(browser, site):
    """`desk(user)`: somebody at a narrow window; `seen()` looks for faults, by axe where scripts can run."""
    contexts = []

    def sit_down(user, *, scripts):
        context = at_the_desk_of(user, browser, site.url, viewport=NARROW, bypass_csp=True, java_script_enabled=scripts)
        contexts.append(context)
        context.set_default_timeout(10_000)
        page = context.new_page()

        def seen(heading=""):
            expect(page.get_by_role("heading", level=1)).to_contain_text(heading)
            assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"], page.url
            if scripts:
                assert violations(page) == [], page.url

        return SimpleNamespace(page=page, keys=Keyboard(page), seen=seen, scripts=scripts)

    yield sit_down
    for context in contexts:
        context.close()


@pytest.fixture
def report(tmp_path):
    path = tmp_path / "report.pdf"
    path.write_bytes(document().read())
    return path


def newcomer(mail, **fields):
    user = UserFactory(email=mail, **fields)
    EmailAddress.objects.create(user=user, email=mail, verified=True, primary=True)
    return user


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_from_a_registration_to_the_catalogue_with_the_keyboard_alone(site, desk, report, scripts):
    company = COMPANIES[scripts]
    vendor = desk(newcomer(company.mail, name="Mei Castellanos"), scripts=scripts)
    _register(vendor, company)
    _verify(desk(site.officer, scripts=scripts), company)
    _declare(vendor, company)
    _start(vendor, company)
    _describe(vendor)
    _price(vendor)
    _answer(vendor, report)
    _send(vendor)
    reviewer = desk(site.reviewer, scripts=scripts)
    _remark(reviewer, company)
    _mend(vendor)
    _approve(reviewer, company)
    drain_waiting_changes()
    _find(desk(person(Role.REQUESTER), scripts=scripts), company)
    offering = Offering.objects.get(vendor__name=company.name)
    assert (offering.live, offering.has_unpublished_changes) == (True, False)
    assert offering.summary == "Calls in one queue, recordings kept for training."


def _register(desk, company):
    desk.page.goto("/workspace/")
    desk.seen()
    desk.keys.lead("Find your organisation")
    desk.seen("Your organisations")
    desk.keys.lead("register your company")
    desk.keys.lead("Register the company")
    expect(desk.page.get_by_role("heading", name="The company was not registered")).to_be_visible()
    desk.seen()
    desk.keys.press("Company name: ")
    desk.page.keyboard.type(company.name)
    desk.keys.fill("Legal name", f"{company.name}, Incorporated")
    desk.keys.fill("Registration number", company.number)
    desk.keys.fill("Tax number", company.tax)
    desk.keys.fill("Street", "12 Canal Street")
    desk.keys.fill("City", "Millbrook")
    desk.keys.reach("State")
    desk.page.keyboard.type("Ohio")
    desk.keys.fill("ZIP code", "43001")
    desk.keys.pick("How many people work for you", "1 to 9")
    desk.keys.pick("Small business", "Yes")
    desk.keys.lead("Register the company")
    expect(desk.page.get_by_role("status").first).to_contain_text("is registered")


def _verify(desk, company):
    desk.page.goto("/workspace/")
    desk.keys.lead("Verify")
    desk.seen(company.name)
    desk.keys.lead(f"Verify {company.name}")
    expect(desk.page.get_by_role("status").first).to_contain_text("is verified")


def _declare(desk, company):
    desk.page.goto("/workspace/")
    desk.seen()
    desk.keys.lead("Your company")
    desk.seen(company.name)
    desk.keys.lead("Declarations")
    desk.seen("Declaration")
    desk.keys.lead("Begin the declaration")
    desk.keys.lead("Conduct")
    desk.keys.pick("Convicted of fraud?", "No")
    desk.keys.pick("Any conflict?", "No")
    desk.seen("Conduct")
    desk.keys.lead("Save and go on")
    desk.keys.fill("Who answers questions?", "Mei Castellanos")
    desk.keys.lead("Save and go on")
    desk.seen("Check your answers and sign")
    desk.keys.press("I may sign for this company", "Space")
    desk.keys.lead("Sign and send the declaration")
    expect(desk.page.get_by_role("status").first).to_contain_text("signed and accepted")
    desk.seen()
    desk.keys.lead("See the lots")
    desk.keys.press("Cloud software", "Space")
    desk.keys.lead("Ask for these lots")
    expect(desk.page.get_by_role("table")).to_contain_text("Admitted")
    desk.seen()


def _start(desk, company):
    desk.keys.lead("Go to my offerings")
    desk.seen("My offerings")
    desk.keys.lead("Start an offering")
    desk.seen("Start an offering")
    desk.keys.fill("What is it called?", f"{company.name} Queue")
    desk.keys.press("SaaS, software", "Space")
    desk.keys.pick("Where does it run?", "Public cloud")
    desk.keys.lead("Start the draft")
    desk.seen(f"{company.name} Queue")


def _describe(desk):
    desk.keys.lead("The basics")
    desk.keys.fill("What does it do, in one sentence?", "Calls in one queue.")
    if desk.scripts:
        expect(desk.page.locator("[data-kept]")).to_contain_text("not saved yet")
        desk.page.reload()
        expect(desk.page.get_by_role("heading", name="What you had typed is back")).to_be_visible()
        desk.seen()
    desk.keys.lead("Save")
    desk.keys.lead("Description and topics")
    desk.keys.fill("Describe it", "Every call waits in one queue. Nobody is lost.")
    desk.keys.press("Telephones", "Space")
    desk.seen("Description and topics")
    desk.keys.lead("Save")
    desk.keys.lead("Security and certification")
    desk.keys.reach("How sensitive may the data be?")
    desk.page.keyboard.type("Moderate")
    desk.seen("Security and certification")
    desk.keys.lead("Save")
    desk.keys.lead("Data, support and exit")
    desk.keys.fill("Where is the data kept?", "Ohio, United States")
    desk.keys.pick("Does it have an open API?", "Yes")
    desk.keys.fill("When do you give support?", "Working days, 8 to 6")
    desk.keys.fill("How does an agency get out?", "All data back in CSV within 20 days.")
    desk.seen("Data, support and exit")
    desk.keys.lead("Save")


def _price(desk):
    desk.keys.lead("Plans and prices")
    desk.keys.lead("Add a plan")
    desk.keys.fill("Name of the plan", "Standard")
    desk.keys.fill("What is counted?", "user")
    desk.keys.fill("Price of one", "19.50")
    desk.seen("Plan")
    desk.keys.lead("Save")
    desk.keys.press("Agencies can order it", "Space")
    desk.keys.reach("Who delivers?")
    desk.page.keyboard.type("Brokered")
    desk.seen("Plans and prices")
    desk.keys.lead("Save")
    desk.keys.lead("Service levels")
    desk.keys.lead("Add a service level")
    desk.keys.fill("What is promised?", "Availability")
    desk.keys.fill("In how many of a hundred cases", "99.9")
    desk.seen("Service level")
    desk.keys.lead("Save")
    desk.seen("Service levels")
    desk.keys.lead("Back")


def _answer(desk, report):
    desk.keys.lead("The service")
    desk.keys.pick("Do you give support?", "Yes")
    desk.keys.press("E-mail", "Space")
    desk.seen("The service")
    desk.keys.lead("Save")
    desk.keys.lead("Proof")
    desk.keys.pick("How often is it tested?", "Every year")
    desk.keys.attach("Or add a new file", report)
    desk.keys.fill("For how much are you insured?", "2,000,000")
    desk.keys.lead("Save")
    expect(desk.page.get_by_role("alert")).to_contain_text("Enter the last day on which the document is valid")
    desk.seen()
    desk.keys.attach("Or add a new file", report)
    desk.keys.reach("Last day on which the new file is valid")
    desk.page.keyboard.type(f"{timezone.localdate() + datetime.timedelta(days=400):%m%d%Y}")
    desk.keys.lead("Save")
    expect(desk.page.get_by_role("status").first).to_contain_text("“Proof” is saved")


def _send(desk):
    desk.keys.lead("Check and send")
    desk.seen("Check your answers")
    desk.keys.lead("Send it to the reviewers")
    expect(desk.page.get_by_role("status").first).to_contain_text("It is with the reviewers")
    desk.seen()


def _remark(desk, company):
    desk.page.goto("/workspace/")
    desk.keys.lead("Review")
    desk.seen(f"{company.name} Queue")
    desk.keys.fill("What has to change: what it is", REMARK)
    desk.keys.lead("Send back with the remarks")
    expect(desk.page.get_by_role("status").first).to_contain_text("sent back with your remarks")
    desk.seen("Offerings to review")


def _mend(desk):
    desk.page.goto("/workspace/")
    desk.keys.lead("Read the remarks")
    expect(desk.page.get_by_role("main")).to_contain_text(REMARK)
    desk.seen()
    desk.keys.lead("The basics")
    desk.keys.fill("What does it do, in one sentence?", "Calls in one queue, recordings kept for training.")
    desk.keys.lead("Save")
    desk.keys.lead("Check and send")
    desk.keys.lead("Send it to the reviewers")


def _approve(desk, company):
    desk.page.goto("/reviews/")
    desk.keys.lead(f"{company.name} Queue")
    expect(desk.page.get_by_role("main")).to_contain_text(REMARK)
    expect(desk.page.get_by_role("main")).to_contain_text("1 difference from what was sent back")
    desk.seen()
    desk.keys.lead("Approve and publish")
    expect(desk.page.get_by_role("status").first).to_contain_text("approved and published")


def _find(desk, company):
    desk.page.goto("/catalogue/")
    desk.keys.fill("Search the catalogue", company.name)
    with desk.page.expect_navigation():
        desk.page.keyboard.press("Enter")
    desk.keys.lead(f"{company.name} Queue")
    desk.seen(f"{company.name} Queue")
    expect(desk.page.get_by_role("main")).to_contain_text("recordings kept for training")


def test_two_colleagues_change_the_same_sentence_and_neither_is_overwritten(site, desk):
    vendor = OrganisationFactory(vendor=True, name="Larkspur Lines")
    draft = OfferingFactory(vendor=vendor, draft=True, name="Larkspur Line", summary="Lines.", website="")
    mei, jo = (person(Role.VENDOR_EDITOR, of=vendor, name=name) for name in ("Mei Castellanos", "Jo Lindqvist"))
    hers, his = (desk(user, scripts=True) for user in (mei, jo))
    for one, sentence in ((hers, "Lines for courts."), (his, "Lines for schools.")):
        one.page.goto(f"/offerings/{draft.pk}/parts/basics/")
        one.keys.fill("What does it do, in one sentence?", sentence)
    hers.keys.fill("Website", "https://www.larkspur.example/")
    hers.keys.lead("Save")
    his.keys.lead("Save")
    his.seen("Somebody else changed this too")
    his.keys.lead("Save what I chose")
    expect(his.page.get_by_role("heading", name="This part is not saved yet")).to_be_visible()
    his.seen()
    his.keys.pick("What does it do, in one sentence?", "Mei Castellanos")
    his.keys.lead("Save what I chose")
    his.seen("Larkspur Line")
    newest = Offering.objects.get(pk=draft.pk).get_latest_revision_as_object()
    assert (newest.summary, newest.website) == ("Lines for courts.", "https://www.larkspur.example/")
    assert not UnsavedEntry.objects.filter(offering=draft).exists()
