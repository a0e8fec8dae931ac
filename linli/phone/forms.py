"""Shapes of what the desk says about phones."""

from datetime import datetime
from typing import Any, Final

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from linli.day_fields import MomentField
from linli.phone.outbox_file import MOST_BYTES, NotAnOutboxFile, OutboxFile, read_outbox_file
from linli.uploads.gate import look
from linli.uploads.kinds import Kind, Refused

FAULTS: Final[dict[str, Promise]] = {
    "too_large": _("文件太大（最多 5 MB）；这不像手机存出来的文件。"),
    "not_json": _("这不是手机存出来的文件；请让网格员在手机“待上传的记录”里重新存一次。"),
    "other": _("这不是手机存出来的文件；请让网格员在手机“待上传的记录”里重新存一次。"),
    "version": _("这个文件来自更新的手机页面；请先更新电脑上的系统。"),
    "too_many": _("文件里的记录太多（最多 5000 条）。"),
}


class OutboxFileForm(forms.Form):
    """A file that a phone saved because it could not send; cleans to what it holds."""

    file = forms.FileField(
        label=_("手机存出来的文件"),
        error_messages={"required": _("请选择文件。"), "empty": _("文件是空的。")},
    )

    def clean_file(self) -> OutboxFile:
        """Return what the file holds. Raises ValidationError for what no phone saved."""
        file: UploadedFile[Any] = self.cleaned_data["file"]
        try:
            look(file=file, kinds=frozenset({Kind.TEXT}), most_bytes=MOST_BYTES)
        except Refused as error:
            code = "too_large" if error.code == "TOO_LARGE" else "other"
            raise forms.ValidationError(str(FAULTS[code]), code=code) from error
        try:
            return read_outbox_file(content=file.read())
        except NotAnOutboxFile as error:
            raise forms.ValidationError(str(FAULTS[error.code]), code=error.code) from error


class HeldForm(forms.Form):
    """What is decided on a held record; what is not taken, or looked at again, needs a reason."""

    held = forms.UUIDField(widget=forms.HiddenInput, required=False)  # not told where all are taken
    what = forms.ChoiceField(choices=[("take", ""), ("take_all", ""), ("drop", ""), ("reopen", "")])
    at = forms.CharField(required=False)
    other = MomentField(
        label=_("另一个时间"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}),
        error_messages={"invalid": _("请写日期和时间。")},
    )
    reason = forms.CharField(
        label=_("原因"),
        max_length=200,
        required=False,
        error_messages={"max_length": _("原因最多 200 字。")},
    )

    def clean_at(self) -> datetime | None:
        """Return the reading of the clock that was chosen; None where none was."""
        said = self.cleaned_data["at"]
        try:
            at = datetime.fromisoformat(said) if said else None
        except ValueError as error:
            raise forms.ValidationError(_("请选这条记录是什么时候的。")) from error
        return at if at is None or at.tzinfo else None

    def clean(self) -> dict[str, Any]:
        """Ask for a reason where somebody else may ask for it later."""
        said = super().clean() or self.cleaned_data
        said["at"] = said.get("other") or said.get("at")
        if said.get("what") in {"drop", "reopen"} and not said.get("reason") and "reason" not in self.errors:
            self.add_error("reason", _("请写明原因。"))
        return said
