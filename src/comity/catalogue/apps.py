from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "comity.catalogue"
    label = "catalogue"
