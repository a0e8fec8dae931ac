"""Doors of requests about somebody's own data and the rights that open them."""

from typing import Final

from tests.door import A, At, Door, acts, doors

DOORS: Final[list[Door]] = [
    *doors(
        At.LIST,
        ("subject_requests:index", {A.REGISTER_PERSON}),
        ("subject_requests:add_name", {A.REGISTER_PERSON}),
    ),
    *acts(At.LIST, ("subject_requests:add_name", {A.REGISTER_PERSON}, {})),
    *doors(
        At.AREA,
        ("subject_requests:add", {A.REGISTER_PERSON}),
        ("subject_requests:request", {A.REGISTER_PERSON}),
    ),
    *acts(
        At.AREA,
        ("subject_requests:add", {A.REGISTER_PERSON}, {}),
        ("subject_requests:shown", {A.ANSWER_REQUESTS}, {}),
        ("subject_requests:withdraw", {A.ANSWER_REQUESTS}, {}),
        ("subject_requests:done", {A.ANSWER_REQUESTS}, {}),
        ("subject_requests:nothing_held", {A.ANSWER_REQUESTS}, {}),
        ("subject_requests:refuse", {A.ANSWER_REQUESTS}, {}),
        ("subject_requests:reopen", {A.ANSWER_REQUESTS}, {}),
        ("subject_requests:who", {A.ANSWER_REQUESTS}, {}),
        ("subject_requests:not_who", {A.ANSWER_REQUESTS}, {}),
    ),
]
