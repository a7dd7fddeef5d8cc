"""The shell, the forms and the components that every page is built of."""

import datetime
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.contrib.staticfiles import finders
from django.core.paginator import Paginator
from django.template import Context, Template
from django.template.loader import get_template
from django.test import RequestFactory
from django.utils import timezone
from django_cotton.compiler_regex import CottonCompiler

from marketplace.components.chain import ChainStep, Stage
from marketplace.components.finders import SHEET, StylesheetFinder, built_sheet, joined_sheet
from marketplace.components.navigation import main_entries
from marketplace.components.samples import SampleForm
from tests.factories.marketplace import UserFactory


def render(source, **context):
    request = RequestFactory().get("/catalogue/?q=desk&page=2")
    request.user = AnonymousUser()
    # Templates read from files go through cotton by themselves.
    return Template(CottonCompiler().process(source)).render(Context({"request": request, **context}))


class Elements(HTMLParser):
    """Every element of a page, with its attributes."""

    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))

    def with_(self, name):
        return [attrs for _, attrs in self.found if name in attrs]


# The component page


@pytest.mark.django_db
def test_components_are_shown_to_staff_and_to_nobody_else(client, settings):
    settings.DEMO = False
    assert client.get("/components/").status_code == 404
    client.force_login(UserFactory())
    assert client.get("/components/").status_code == 404
    client.force_login(UserFactory(is_staff=True))
    assert client.get("/components/").status_code == 200


@pytest.mark.django_db
def test_components_are_shown_to_everybody_in_the_demonstration(client, settings):
    settings.DEMO = True
    page = client.get("/components/").content.decode()
    assert "Demonstration: an invented state" in page


@pytest.mark.django_db
def test_every_component_has_a_sample_on_the_page(client, settings):
    settings.DEMO = True
    page = client.get("/components/").content.decode()
    folder = Path(get_template("cotton/band.html").origin.name).parent
    names = {
        path.stem.replace("_", "-") if path.parent == folder else path.parent.name for path in folder.rglob("*.html")
    }
    shown = set(re.findall(r"c-[a-z-]+", " ".join(re.findall(r"<h3>(.*?)</h3>", page))))
    not_alone = {
        "sample",
        "section",
        "errors",
    }  # the page itself is made of the first two; the last is part of a form's
    assert names - not_alone <= {name.removeprefix("c-") for name in shown}


@pytest.mark.django_db
def test_ids_are_unique_and_everything_referred_to_exists(client, settings):
    settings.DEMO = True
    elements = Elements(client.get("/components/").content.decode())
    ids = [attrs["id"] for attrs in elements.with_("id")]
    assert len(ids) == len(set(ids))
    for name in ("for", "aria-labelledby", "aria-describedby"):
        for attrs in elements.with_(name):
            assert set(attrs[name].split()) <= set(ids), (name, attrs)
    within = [attrs["href"][1:] for attrs in elements.with_("href") if re.fullmatch("#.+", attrs["href"])]
    assert set(within) <= set(ids)


@pytest.mark.django_db
def test_no_page_of_the_shell_carries_a_style_or_a_script_of_its_own(client, settings):
    settings.DEMO = True
    elements = Elements(client.get("/components/").content.decode())
    assert not elements.with_("style")
    assert not [tag for tag, attrs in elements.found if tag in {"style", "script"} and "src" not in attrs]
    assert not [name for _, attrs in elements.found for name in attrs if name.startswith("on")]


# The shell


@pytest.mark.django_db
def test_the_shell_costs_two_queries_beside_the_session(client, settings, django_assert_max_num_queries):
    settings.DEMO = True
    settings.SECOND_FACTOR_REQUIRED = False
    client.force_login(UserFactory(name="Priya Nair", title="Contract manager"))
    with django_assert_max_num_queries(4):  # the session, the person, and two of the shell
        page = client.get("/components/").content.decode()
    assert "Priya Nair" in page
    assert "Contract manager" in page


@pytest.mark.django_db
@pytest.mark.urls("tests.marketplace.failing_urls")
def test_the_bell_counts_what_is_unread(client):
    user = UserFactory()
    user.notifications.create(key="a", subject="Credit granted", at=timezone.now())
    user.notifications.create(key="b", subject="Read", at=timezone.now(), read_at=timezone.now())
    client.force_login(user)
    assert "Notices: 1 unread" in client.get("/hide/").content.decode()


@pytest.mark.django_db
def test_signing_out_is_a_form_not_a_link(client, settings):
    settings.DEMO = True
    settings.SECOND_FACTOR_REQUIRED = False
    client.force_login(UserFactory())
    page = client.get("/components/").content.decode()
    assert re.search(
        r'<form method="post" action="/accounts/logout/"><input type="hidden" name="csrfmiddlewaretoken"', page
    )


def test_navigation_marks_where_the_reader_is():
    entries = {entry["label"]: entry for entry in main_entries("/guidance/agencies/", signed_in=False)}
    assert entries["Guidance"]["current"] == "true"
    assert main_entries("/guidance/", signed_in=False)[-1]["current"] == "page"
    assert main_entries("/somewhere/", signed_in=False)[-1]["current"] == ""


def test_my_work_is_offered_to_those_who_signed_in():
    labels = {signed_in: [e["label"] for e in main_entries("/", signed_in=signed_in)] for signed_in in (True, False)}
    assert "My work" not in labels[False]
    assert [label for label in labels[True] if label != "My work"] == labels[False]


def test_the_office_finds_evaluations_and_awards_and_one_entry_is_marked():
    def marked(path, kind):
        entries = main_entries(path, signed_in=True, kinds=frozenset({kind}))
        return [entry["label"] for entry in entries if entry["current"]]

    assert marked("/evaluations/RFP-2026-0001/1/", "broker") == ["Evaluations"]
    assert marked("/awards/RFP-2026-0001/1/", "broker") == ["Awards"]
    assert marked("/awards/RFP-2026-0001/1/", "vendor") == ["Opportunities"]


def test_the_title_says_error_first_when_a_form_was_refused():
    source = "{% load shell %}{% error_prefix %}"
    assert render(source, form=SampleForm({"users": "two hundred"})) == "Error: "
    assert render(source, form=SampleForm()) == ""
    assert render(source) == ""
    formset = forms.formset_factory(SampleForm)
    refused = formset({"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "1", "form-0-users": "x"})
    assert render(source, formset=refused) == "Error: "


# The sheet


def test_the_sheet_is_served_as_one_file_in_the_order_of_its_parts(tmp_path):
    text = built_sheet(tmp_path).read_text()
    assert text == joined_sheet()
    order = [
        text.index(rule)
        for rule in (":root {", "html .usa-button {", ".st-fig {", "max-width: 63.99em", "@media print")
    ]
    assert order == sorted(order)
    assert finders.find(SHEET)
    assert [path for path, _ in StylesheetFinder().list(None)] == [SHEET]


def test_an_old_sheet_is_written_anew_and_a_current_one_is_left_alone(tmp_path):
    target = built_sheet(tmp_path)
    before = target.stat().st_mtime_ns
    assert built_sheet(tmp_path).stat().st_mtime_ns == before
    target.write_text("old")
    assert built_sheet(tmp_path).read_text() == joined_sheet()
    assert [path.name for path in target.parent.iterdir()] == ["stoa.css"]


def test_colours_are_named_in_the_tokens_alone():
    rules = joined_sheet().split("/* Fonts and ground")[1]
    strays = set(re.findall(r"#[0-9a-f]{6}\b", rules)) - {"#ecd3a4", "#fef9ef", "#d3e1ea", "#c9d9e3", "#ffb56b"}
    assert not strays


# Forms


def test_a_refused_field_is_described_by_its_hint_and_its_error_and_keeps_what_was_typed():
    html = SampleForm({"users": "two hundred"})["users"].as_field_group()
    (field,) = Elements(html).with_("name")
    assert field["value"] == "two hundred"
    assert field["aria-invalid"] == "true"
    assert field["aria-describedby"] == "id_users_helptext id_users_error"
    assert field["class"] == "usa-input usa-input--error usa-input--small"
    assert 'class="usa-form-group usa-form-group--error"' in html
    assert "Enter a whole number from 1 to 99,999" in html


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("need", 'class="usa-input"'),
        ("why", 'class="usa-textarea"'),
        ("budget", 'class="usa-input-prefix" aria-hidden="true">$<'),
        ("starts_on", 'type="date"'),
        ("plan", 'class="usa-select"'),
        ("support", 'class="usa-radio__input" type="radio" name="support" value="day" id="id_support_0"'),
        ("data", 'class="usa-checkbox__input" type="checkbox" name="data" value="none" id="id_data_0"'),
        ("terms", 'type="file" name="terms" class="usa-file-input"'),
        ("declared", 'class="usa-checkbox__input"'),
    ],
)
def test_every_kind_of_field_has_its_uswds_markup(name, expected):
    html = SampleForm()[name].as_field_group()
    assert expected in html
    labels = [attrs["for"] for attrs in Elements(html).with_("for")]
    assert set(labels) <= {attrs["id"] for attrs in Elements(html).with_("id")}
    assert labels


def test_optional_fields_say_so_and_needed_ones_need_no_star():
    assert "(optional)" in SampleForm()["why"].as_field_group()
    assert "(optional)" not in SampleForm()["need"].as_field_group()


def test_a_choice_stays_chosen_after_a_refusal():
    html = SampleForm({"support": "all", "data": ["health"]})["support"].as_field_group()
    assert re.search(r'value="all" id="id_support_1" checked', html)
    assert not re.search(r'value="day" id="id_support_0" checked', html)


def test_a_group_of_choices_has_a_legend_and_is_described():
    html = SampleForm({})["support"].as_field_group()
    assert '<legend class="usa-legend">Support</legend>' in html
    assert '<fieldset class="usa-fieldset" aria-describedby="id_support_error">' in html


def test_what_was_typed_is_escaped():
    html = SampleForm({"need": '"><script>'})["need"].as_field_group()
    assert "<script>" not in html


def test_the_error_summary_leads_to_each_field_and_takes_the_focus():
    form = SampleForm({"users": "two hundred"})
    html = render('<c-form-errors :form="form" title="This request cannot be sent yet" />', form=form)
    elements = Elements(html)
    links = [attrs["href"] for attrs in elements.with_("href")]
    assert links == [
        "#id_need",
        "#id_users",
        "#id_budget",
        "#id_starts_on",
        "#id_plan",
        "#id_support_0",
        "#id_declared",
    ]
    assert 'role="alert" tabindex="-1" autofocus' in html
    targets = {attrs["id"] for attrs in Elements(str(form)).with_("id")}
    assert {link[1:] for link in links} <= targets


def test_a_form_without_errors_has_no_summary():
    assert "st-errors" not in render('<c-form-errors :form="form" />', form=SampleForm())


def test_errors_of_the_whole_form_and_of_hidden_fields_are_in_the_summary():
    class Versioned(forms.Form):
        version = forms.IntegerField(widget=forms.HiddenInput)

        def clean(self):
            self.add_error(None, "Somebody changed this.")

    html = render('<c-form-errors :form="form" />', form=Versioned({"version": "x"}))
    assert "Somebody changed this." in html
    assert "Enter a whole number." in html
    assert "href" not in html


def test_a_whole_form_carries_its_mark_its_hidden_fields_and_its_verb():
    html = render('<c-form :form="form" submit="Send the request" />', form=SampleForm(), csrf_token="t0ken")
    assert 'method="post" enctype="multipart/form-data" novalidate' in html
    assert 'name="csrfmiddlewaretoken" value="t0ken"' in html
    assert '<button class="usa-button" type="submit">Send the request</button>' in html


# Components


def test_the_chain_links_what_was_marks_what_is_and_names_what_comes():
    steps = [
        ChainStep("Need", "N-1", "/needs/N-1/", datetime.date(2026, 2, 12)),
        ChainStep("Contract", "C-1", stage=Stage.NOW),
        ChainStep("Renewal", when="by 30 Nov 2026", stage=Stage.NEXT),
    ]
    html = render('<c-chain :steps="steps" />', steps=steps)
    assert '<a href="/needs/N-1/">N-1</a> <span class="st-chain__when">12 Feb 2026</span>' in html
    assert 'st-chain__item--now" aria-current="step"' in html
    assert "st-chain__item--next" in html


def test_pages_keep_the_rest_of_the_address():
    page = Paginator(range(100), 10).page(2)
    html = render('<c-pagination :page="page" />', page=page)
    assert 'href="?q=desk&amp;page=3" aria-label="Next page"' in html
    assert 'aria-label="Page 2" aria-current="page"' in html
    assert render('<c-pagination :page="page" />', page=Paginator(range(3), 10).page(1)).strip() == ""


def test_a_gap_in_the_facts_says_so():
    assert "Not stated" in render('<c-facts.fact label="Data location"></c-facts.fact>')
    assert "Not stated" not in render('<c-facts.fact label="Data location">Ohio</c-facts.fact>')


@pytest.mark.parametrize(("meets", "word"), [(True, "Meets"), (False, "Fails"), (None, "Not stated")])
def test_a_verdict_is_a_word_and_an_icon(meets, word):
    html = render('<c-matrix.verdict :meets="meets" />', meets=meets)
    assert word in html
    assert "usa-icon" in html


def test_a_component_does_not_take_its_words_from_the_page_around_it():
    leaking = dict.fromkeys(
        ["title", "sub", "kind", "reference", "tags", "actions", "chain", "crumbs", "note", "label", "more", "id"],
        "LEAK",
    )
    for source in ("<c-band />", "<c-section />", "<c-panel />", "<c-figs.fig />", "<c-alert />", "<c-facts.fact />"):
        assert "LEAK" not in render(source, **leaking)


def test_words_given_to_a_component_are_escaped():
    evil = "<script>alert(1)</script>"
    html = render('<c-band :title="evil" sub="{{ evil }}" />', evil=evil)
    assert "<script>" not in html
