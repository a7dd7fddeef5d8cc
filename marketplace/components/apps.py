from django.apps import AppConfig


class ComponentsConfig(AppConfig):
    name = "marketplace.components"
    label = "components"
