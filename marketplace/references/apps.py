from django.apps import AppConfig


class ReferencesConfig(AppConfig):
    name = "marketplace.references"
