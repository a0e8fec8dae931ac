"""Doors of reports and the rights that open them."""

from typing import Final

from linli.areas.rules import Level
from tests.door import A, At, Door, acts, doors

COMMUNITY: Final = frozenset({Level.COMMUNITY})
ABOVE: Final = frozenset({Level.CITY, Level.COUNTY, Level.PROVINCE, Level.TOWNSHIP})
DOORS: Final[list[Door]] = [
    *doors(
        At.LIST,
        ("reports:indicators", {A.SEE_REPORT}),
        ("reports:today", {A.SEE_REPORT}),
        ("reports:hours", {A.SEE_REPORT}),
        ("reports:to_receive", {A.RECEIVE_REPORT}),
    ),
    *acts(
        At.LIST,
        ("reports:set_hours", {A.SET_REPORT_HOURS}, {}),
        ("reports:set_county_hours", {A.SET_COUNTY_HOURS}, {}),
        ("reports:follow_province", {A.SET_COUNTY_HOURS}, {}),
        ("reports:add_rest_day", {A.SET_REPORT_HOURS}, {}),
        ("reports:withdraw_hours", {A.SET_REPORT_HOURS}, {}),
        ("reports:withdraw_county_hours", {A.SET_COUNTY_HOURS}, {}),
        ("reports:withdraw_rest_day", {A.SET_REPORT_HOURS}, {}),
    ),
    *doors(
        At.CODE,
        ("reports:day", {A.SEE_REPORT}),
        ("reports:text", {A.SEE_REPORT}),
        ("reports:export", {A.SEE_REPORT}),
        ("reports:history", {A.SEE_REPORT}),
        ("reports:onset", {A.SEE_REPORT}),
        ("reports:receiving", {A.RECEIVE_REPORT}),
    ),
    Door("reports:ring", At.CODE, frozenset({A.SEE_REPORT}), levels=ABOVE),
    Door("reports:participation", At.CODE, frozenset({A.SET_PARTICIPATION})),
    Door(
        "reports:participation",
        At.CODE,
        frozenset({A.SET_PARTICIPATION}),
        method="POST",
        form={"do": "begin"},
    ),
    Door(
        "reports:note_rung",
        At.ABOVE_CODE,
        frozenset({A.NOTE_RINGING}),
        method="POST",
        form={},
        levels=COMMUNITY,
    ),
    *acts(At.COMMUNITY, ("reports:strike_rung", {A.NOTE_RINGING}, {})),
    *acts(
        At.CODE,
        ("reports:seal", {A.SEAL_REPORT}, {}),
        ("reports:correct", {A.SEAL_REPORT}, {}),
        ("reports:withdraw", {A.SEAL_REPORT}, {}),
        ("reports:answer", {A.SEAL_REPORT}, {}),
        ("reports:announce", {A.SEAL_REPORT}, {}),
        ("reports:put_late_right", {A.SEAL_REPORT}, {}),
        ("reports:take_back_late", {A.SEAL_REPORT}, {}),
        ("reports:correct_answer", {A.SEAL_REPORT}, {}),
        ("reports:receiving", {A.RECEIVE_REPORT}, {}),
    ),
    *(
        Door(
            f"reports:{act}",
            At.ABOVE_CODE,
            frozenset({A.RECEIVE_REPORT}),
            method="POST",
            form={},
            levels=COMMUNITY,
        )
        for act in ("return", "withdraw_return", "receive", "take_back_receipt")
    ),
    Door("reports:columns", At.CODE, frozenset({A.SEAL_REPORT}), levels=COMMUNITY),
    Door("reports:typed", At.CODE, frozenset({A.SEAL_REPORT}), levels=COMMUNITY),
    Door(
        "reports:typed",
        At.CODE,
        frozenset({A.SEAL_REPORT}),
        method="POST",
        form={"volunteers": "x"},
        levels=COMMUNITY,
    ),
    Door(
        "reports:columns",
        At.CODE,
        frozenset({A.SEAL_REPORT}),
        method="POST",
        form={"key": "from_wuhan"},
        levels=COMMUNITY,
    ),
    Door(
        "reports:figure",
        At.CODE,
        frozenset({A.SEE_REPORT}),
        needed=A.SEE_PERSON,
        levels=COMMUNITY,
    ),
    Door(
        "reports:figure",
        At.CODE,
        frozenset({A.SEE_REPORT}),
        levels=ABOVE,
    ),
]
