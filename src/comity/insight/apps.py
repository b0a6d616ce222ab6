from django.apps import AppConfig


class InsightConfig(AppConfig):
    name = "comity.insight"
    label = "insight"

    def ready(self) -> None:
        """What is drawn from treaty facts is drawn anew when they change."""
        from comity.treaties.signals import facts_changed

        from .tasks import prepare

        facts_changed.connect(prepare, dispatch_uid="insight.prepare")
