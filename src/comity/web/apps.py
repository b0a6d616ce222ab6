from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "comity.web"
    label = "web"

    def ready(self) -> None:
        from comity.evidence.models import Guide, ServiceProvider
        from comity.records import previewing

        from .views import evidence, guides
        from .views.records import preview

        previewing.use(preview)
        previewing.use(evidence.shown, ServiceProvider)
        previewing.use(guides.shown, Guide)
