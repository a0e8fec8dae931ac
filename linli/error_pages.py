"""Error pages for programmers (LINLI_DEBUG): where something went wrong, and nothing of what people typed or what was read."""

from collections.abc import ItemsView
from types import FrameType
from typing import Any, Final

from django.http import HttpRequest
from django.views.debug import ExceptionReporter, SafeExceptionReporterFilter

from linli.logs import BLOT

HIDDEN_META: Final = ("QUERY_STRING", "HTTP_REFERER", "CONTENT_LENGTH")


class NothingTyped(SafeExceptionReporterFilter):
    """Shows the names of what was sent and of variables, and no value."""

    def is_active(self, request: HttpRequest | None) -> bool:
        """Hide with LINLI_DEBUG too."""
        return True

    def get_post_parameters(self, request: HttpRequest | None) -> dict[str, Any]:
        """Tell what was sent by name."""
        return dict.fromkeys(request.POST, BLOT) if request is not None else {}

    def get_safe_cookies(self, request: HttpRequest) -> dict[str, Any]:
        """Tell cookies by name."""
        return dict.fromkeys(request.COOKIES, BLOT)

    def get_safe_request_meta(self, request: HttpRequest) -> dict[str, Any]:
        """Leave out what an address may carry behind its question mark."""
        told = super().get_safe_request_meta(request)
        return {name: BLOT if name in HIDDEN_META else value for name, value in told.items()}

    def get_traceback_frame_variables(
        self, request: HttpRequest | None, tb_frame: FrameType
    ) -> ItemsView[str, Any]:
        """Tell the kinds of variables: any of them may hold a row."""
        return {name: type(value).__name__ for name, value in tb_frame.f_locals.items()}.items()


class PlacesOnly(ExceptionReporter):
    """A report without the words of the exception, which may quote a value."""

    def get_traceback_data(self) -> dict[str, Any]:
        """Blot what Django shows of exceptions, of the address and of who asked."""
        told: dict[str, Any] = super().get_traceback_data()
        told["exception_value"] = told["user_str"] = BLOT
        told["exception_notes"] = ""
        told["request_insecure_uri"] = ""
        if "request_GET_items" in told and self.request is not None:
            told["request_GET_items"] = [(name, BLOT) for name in self.request.GET]
        for frame in told["frames"]:
            if frame["exc_cause"]:
                frame["exc_cause"] = type(frame["exc_cause"]).__name__
        told["lastframe"] = told["frames"][-1] if told["frames"] else None
        return told
