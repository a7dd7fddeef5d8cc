import json

from django.db import migrations

LEAD = (
    "One place for every as-a-service offer the state can use: real prices for your users, measured uptime, and a "
    "record that leads from each need to what was delivered."
)
SEARCHES = ("service desk", "electronic signature", "case management", "backup")
ROLES = (
    ("Agencies", "State a need once. See what the state already has before you buy something new.",
     (("State a need", "/needs/new/"), ("Search the catalogue", "/catalogue/"), ("How requests work", "/guidance/from-need-to-service/"))),
    ("Vendors", "List what you offer, see every rule, and read the same figures as your customer.",
     (("Register your company", "/organisations/register/"), ("See who offers what", "/catalogue/"), ("What you promise", "/guidance/what-you-promise/"))),
    ("Officers", "See what needs you next: needs to route, months that missed, maintenance to approve.",
     (("Open my work", "/workspace/"), ("Needs", "/needs/"), ("Closing a month", "/guidance/closing-a-month/"))),
    ("Public and auditors", "Look in without an account: contracts, promises, and what was delivered.",
     (("Contract register", "/contracts/"), ("Programming interface", "/api/v1/docs"), ("How to check a figure", "/guidance/looking-in/"))),
)


def _roles():
    return json.dumps([
        {"type": "role", "value": {"heading": heading, "text": text, "links": [{"words": words, "path": path} for words, path in links]}}
        for heading, text, links in ROLES
    ])


def lay_out(apps, schema_editor):
    """Wagtail's welcome page gives way to the home page, with guidance and news below it."""
    Page = apps.get_model("wagtailcore", "Page")
    Site = apps.get_model("wagtailcore", "Site")
    ContentType = apps.get_model("contenttypes", "ContentType")
    Locale = apps.get_model("wagtailcore", "Locale")
    locale = Locale.objects.first()

    def kind(name):
        return ContentType.objects.get_or_create(app_label="cms", model=name)[0]

    Site.objects.all().delete()
    Page.objects.filter(depth=2).delete()
    home = apps.get_model("cms", "HomePage").objects.create(
        title="Home", draft_title="Home", slug="home", path="00010001", depth=2, numchild=2, url_path="/home/",
        content_type=kind("homepage"), locale=locale, lead=LEAD, roles=_roles(),
        often_searched=json.dumps([{"type": "words", "value": words} for words in SEARCHES]),
    )
    for number, (model, title, slug) in enumerate((("GuidanceIndexPage", "Guidance", "guidance"), ("NewsIndexPage", "News", "news")), 1):
        apps.get_model("cms", model).objects.create(
            title=title, draft_title=title, slug=slug, path=f"00010001{number:04d}", depth=3, numchild=0,
            url_path=f"/home/{slug}/", content_type=kind(model.lower()), locale=locale, show_in_menus=True,
        )
    Page.objects.filter(depth=1).update(numchild=1)
    Site.objects.create(hostname="localhost", port=80, root_page=Page.objects.get(pk=home.pk), is_default_site=True, site_name="Stoa")


def clear(apps, schema_editor):
    apps.get_model("wagtailcore", "Site").objects.all().delete()
    apps.get_model("wagtailcore", "Page").objects.filter(depth__gt=1).delete()
    apps.get_model("wagtailcore", "Page").objects.filter(depth=1).update(numchild=0)


class Migration(migrations.Migration):
    """Data only: the front door, guidance and news exist from the first start."""

    dependencies = [("cms", "0001_initial"), ("wagtailcore", "0098_apitoken"), ("contenttypes", "0002_remove_content_type_name")]

    operations = [migrations.RunPython(lay_out, clear)]
