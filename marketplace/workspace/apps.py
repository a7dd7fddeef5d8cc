from django.apps import AppConfig


class WorkspaceConfig(AppConfig):
    name = "marketplace.workspace"
    label = "workspace"
