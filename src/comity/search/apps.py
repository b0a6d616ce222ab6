from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "comity.search"
    label = "search"
