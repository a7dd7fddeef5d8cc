"""The workflow that every offering goes through: one review by the broker office."""

from django.db import migrations

NAME = "Catalogue review"


def make_workflow(apps, schema_editor):
    def content_type(model):
        return apps.get_model("contenttypes", "ContentType").objects.get_or_create(app_label="catalog", model=model)[0]

    task = apps.get_model("catalog", "CatalogueReview").objects.create(
        name=NAME, content_type=content_type("cataloguereview")
    )
    workflow = apps.get_model("wagtailcore", "Workflow").objects.create(name=NAME)
    apps.get_model("wagtailcore", "WorkflowTask").objects.create(workflow=workflow, task_id=task.pk, sort_order=0)
    apps.get_model("wagtailcore", "WorkflowContentType").objects.create(
        workflow=workflow, content_type=content_type("offering")
    )


def remove_workflow(apps, schema_editor):
    apps.get_model("wagtailcore", "Workflow").objects.filter(name=NAME).delete()
    apps.get_model("catalog", "CatalogueReview").objects.filter(name=NAME).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0004_publication_gate"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [migrations.RunPython(make_workflow, remove_workflow)]
