"""The addresses of the workspace."""

from __future__ import annotations

from django.urls import path

from .views.workspace import acting, casework, drafts, managing

urlpatterns = [
    path("", drafts.home, name="workspace"),
    path("drafts/begin/", drafts.begin, name="workspace-begin"),
    path("drafts/<slug:key>/", drafts.draft, name="workspace-draft"),
    path("drafts/<slug:key>/autosave/", drafts.autosave, name="workspace-autosave"),
    path("drafts/<slug:key>/manage/", managing.manage, name="workspace-manage"),
    path("drafts/<slug:key>/act/", managing.act, name="workspace-act"),
    path("drafts/<slug:key>/compare/", managing.compare, name="workspace-compare"),
    path("drafts/<slug:key>/comments/", managing.comments, name="workspace-comments"),
    path("shared/<slug:share>/", managing.shared, name="workspace-shared"),
    path("requests/", casework.requests, name="workspace-requests"),
    path("requests/new/", casework.new, name="workspace-request-new"),
    path("requests/<slug:key>/", casework.one, name="workspace-request"),
    path("requests/<slug:key>/act/", acting.act, name="workspace-request-act"),
    path("requests/<slug:key>/files/<slug:file>/", acting.file, name="workspace-file"),
    path("days/", casework.days, name="workspace-days"),
    path("days/deadlines.ics", casework.calendar_file, name="workspace-calendar"),
    path("figures/", casework.figures, name="workspace-figures"),
]
