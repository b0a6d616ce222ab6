from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "comity.accounts"
    label = "accounts"

    def ready(self) -> None:
        from . import receivers  # noqa: F401 - they connect themselves
