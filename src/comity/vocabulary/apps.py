from django.apps import AppConfig


class VocabularyConfig(AppConfig):
    name = "comity.vocabulary"
    label = "vocabulary"
