"""What holds for every page of the workspace: signed in, in scope or not there, never cached, never reported."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from comity.accounts.roles import Role
from comity.accounts.viewer import NotPermitted, Viewer
from comity.accounts.viewer import viewer as viewer_of_request
from comity.core.vault import VaultError
from comity.core.wording import language
from comity.directory.interfaces import directory
from comity.requests import rules
from comity.requests.file_checks import LARGEST
from comity.treaties.interfaces import book as treaty_book

View = Callable[..., HttpResponseBase]


class UnlinkedUploads(FileUploadHandler):
    """Takes uploads into files without a name: when the process ends, however it ends, nothing is left of them."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Opens a file of no name."""
        super().new_file(*args, **kwargs)
        self.file: Any = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the upload

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Writes on; an upload beyond the largest is broken off."""
        if start + len(raw_data) > LARGEST:
            raise StopUpload(connection_reset=True)
        self.file.write(raw_data)

    def file_complete(self, file_size: int) -> Any:
        """The upload, at its beginning."""
        self.file.seek(0)
        return UploadedFile(self.file, self.file_name, self.content_type, file_size, self.charset)


def workspace(view: View) -> View:
    """A page of the workspace: visitors sign in; what is out of scope answers 404; a missing key is told in words."""
    return workspace_and(view, ())


def workspace_and_overseers(view: View) -> View:
    """A page of the workspace that the secretariat and auditors have as well; what they see there, the view decides."""
    return workspace_and(view, (Role.SECRETARIAT, Role.AUDITOR))


def workspace_and(view: View, also: tuple[Role, ...]) -> View:
    """A page of the workspace, for these roles too."""
    checked = csrf_protect(view)

    @csrf_exempt  # checked inside, once uploads are told where to go
    @sensitive_post_parameters()
    @sensitive_variables()
    @cache_control(no_store=True, private=True)
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        request.upload_handlers = [UnlinkedUploads(request)]
        who = viewer_of_request(request)
        if not who.is_signed_in:
            return redirect_to_login(request.get_full_path())
        try:
            if not (also and who.holds(*also)):
                rules.require_work(who)
            return checked(request, *args, **kwargs)
        except NotPermitted:
            raise Http404 from None
        except VaultError as error:
            typed = [(name, text) for name, text in request.POST.items() if len(text) > 2 and name not in _NOT_TYPED]
            context = {"book": treaty_book(), "problem": str(error), "typed": typed}
            return render(request, "web/workspace/sealed.html", context, status=503)

    return guarded


_NOT_TYPED = {"csrfmiddlewaretoken", "base", "answers", "go", "step"}


def authority_name(key: str) -> str:
    """The name of an authority in the reader's language; its key where the directory does not list it."""
    listed = directory().listed.get(key)
    return listed.entry.name(language()) if listed else key


def own_authorities(viewer: Viewer) -> list[tuple[str, str]]:
    """The authorities the viewer works for, by name."""
    return sorted(((key, authority_name(key)) for key in rules.authorities(viewer)), key=lambda pair: pair[1])
