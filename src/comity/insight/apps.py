from django.apps import AppConfig


class InsightConfig(AppConfig):
    name = "comity.insight"
    label = "insight"
