"""Doors of accounts and the rights that open them."""

from typing import Final

from tests.door import A, At, Door, acts, doors

DOORS: Final[list[Door]] = [
    *doors(At.LIST, ("access:index", {A.LOCK_PERSON})),
    *doors(At.COMMUNITY, ("access:account", {A.LOCK_PERSON}), ("access:phone", {A.KEEP_ACCOUNTS})),
    *acts(
        At.COMMUNITY,
        ("access:lock", {A.LOCK_PERSON}, {"reason": "手机丢失"}),
        ("access:end_sessions", {A.LOCK_PERSON}, {}),
        ("access:end_session", {A.LOCK_PERSON}, {}),
        ("access:password", {A.RESET_PASSWORD}, {}),
        ("access:rename", {A.KEEP_ACCOUNTS}, {"full_name": "新名", "reason": "写错"}),
        ("access:phone", {A.KEEP_ACCOUNTS}, {"phone": "0551-1234567", "reason": "换号"}),
        ("access:unlock", {A.UNLOCK_PERSON}, {"reason": "找到了"}),
    ),
]
