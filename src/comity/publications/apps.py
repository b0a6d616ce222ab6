from django.apps import AppConfig


class PublicationsConfig(AppConfig):
    name = "comity.publications"
    label = "publications"
