from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "comity.catalogue"
    label = "catalogue"

    def ready(self) -> None:
        from comity.records import history

        from .domain.history import published_shape
        from .models import MODELS

        for model in MODELS.values():
            history.use(model, published_shape)
