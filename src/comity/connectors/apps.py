from django.apps import AppConfig


class ConnectorsConfig(AppConfig):
    name = "comity.connectors"
    label = "connectors"
