"""Doors of tracing and the rights that open them."""

from typing import Final

from tests.door import A, At, Door, acts, doors

DOORS: Final[list[Door]] = [
    *doors(
        At.LIST,
        ("tracing:leads", {A.HAND_DOWN_LEADS, A.TRACE_LEADS}),
        ("tracing:add_lead", {A.HAND_DOWN_LEADS, A.TRACE_LEADS}),
        ("tracing:numbers", {A.HAND_DOWN_LEADS, A.TRACE_LEADS}),
    ),
    *acts(
        At.LIST,
        ("tracing:add_lead", {A.HAND_DOWN_LEADS, A.TRACE_LEADS}, {}),
    ),
    *doors(
        At.AREA,
        ("tracing:lead", {A.DIRECT_LEADS, A.TRACE_LEADS}),
    ),
    *acts(
        At.AREA,
        ("tracing:lead", {A.DIRECT_LEADS, A.TRACE_LEADS}, {}),
        ("tracing:lead_phone", {A.DIRECT_LEADS, A.TRACE_LEADS}, {}),
    ),
    *doors(
        At.COMMUNITY,
        ("tracing:list", {A.DIRECT_LEADS}),
    ),
    *acts(
        At.COMMUNITY,
        ("tracing:correct_row", {A.DIRECT_LEADS}, {}),
        ("tracing:drop_row", {A.DIRECT_LEADS}, {}),
        ("tracing:accept_lead", {A.DIRECT_LEADS}, {}),
        ("tracing:refuse_lead", {A.DIRECT_LEADS}, {}),
    ),
]
