from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "comity.records"
    label = "records"
