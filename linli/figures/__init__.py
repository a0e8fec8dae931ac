"""Figures as an app declares them; collected by reports. Types only: no tables, no clock."""
