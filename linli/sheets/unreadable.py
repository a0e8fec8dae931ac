"""Why a file cannot be read as a roster, in a sentence for the person who sent it."""

from typing import Final

from linli.sheets.cells import gettext_noop
from linli.uploads.kinds import Refused

MESSAGES: Final = {
    "EMPTY_FILE": gettext_noop("文件是空的，里面没有内容。请重新导出或另存后再上传。"),
    "NOT_A_SPREADSHEET": gettext_noop("这不是电子表格，无法读取。请上传 .xlsx、.xls 或 .csv 文件。"),
    "DAMAGED": gettext_noop("文件已损坏，无法打开。请用表格软件打开后另存为 .xlsx 再上传。"),
    "UNKNOWN_ENCODING": gettext_noop("文件里的文字无法识别。请用表格软件打开，另存为 .xlsx 再上传。"),
    "PASSWORD_PROTECTED": gettext_noop("文件设有打开密码，无法读取。请取消密码、另存后再上传。"),
    "TOO_LARGE": gettext_noop("文件太大，超过20兆字节。请删去图片和无关内容，或按社区拆成几个文件再上传。"),
    "TOO_LARGE_UNPACKED": gettext_noop(
        "文件展开后太大，无法读取。请把名单复制到一个新的表格，另存后再上传。"
    ),
    "TOO_MANY_ROWS": gettext_noop("名单超过5万行，一次读不完。请按社区拆成几个文件，分别上传。"),
    "TOO_MANY_SHEETS": gettext_noop("工作表超过30个。请只留下名单所在的工作表，或拆成几个文件再上传。"),
    "NO_ROWS": gettext_noop("表格里没有任何内容。请检查是否选错了文件，或者名单在隐藏的工作表里。"),
}


class UnreadableFile(Refused):
    """The file cannot be read as a roster. `code` is a key of MESSAGES, `message` its Chinese sentence."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.message = MESSAGES[code]
