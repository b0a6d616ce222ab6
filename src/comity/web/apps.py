from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "comity.web"
    label = "web"

    def ready(self) -> None:
        from comity.accounts import places
        from comity.evidence.models import Guide, ServiceProvider
        from comity.records import previewing

        from .people_places import authorities, drafts_and_casework, proposals

        previewing.use("comity.web.views.records.preview")
        previewing.use("comity.web.views.evidence.shown", ServiceProvider)
        previewing.use("comity.web.views.guides.shown", Guide)
        places.tell_authorities(authorities)
        places.tell_open_work(drafts_and_casework)
        places.tell_open_work(proposals)
