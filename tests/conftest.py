"""The cast of linli/conftest.py, for the tests that cross apps."""

from linli.conftest import (
    areas,
    doctor,
    make_observation,
    make_user,
    make_viewer,
    reference_rows,
    secretary,
    sign_in,
    township_officer,
    worker,
)

__all__ = [
    "areas",
    "doctor",
    "make_observation",
    "make_user",
    "make_viewer",
    "reference_rows",
    "secretary",
    "sign_in",
    "township_officer",
    "worker",
]
