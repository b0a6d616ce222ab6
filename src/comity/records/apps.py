from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "comity.records"
    label = "records"

    def ready(self) -> None:
        from .receivers import connect

        connect()
