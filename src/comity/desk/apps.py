from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "comity.desk"
    label = "desk"

    def ready(self) -> None:
        from . import receivers  # noqa: F401 - they connect themselves
