from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "comity.web"
    label = "web"

    def ready(self) -> None:
        from comity.records import previewing

        from .views.records import preview

        previewing.use(preview)
