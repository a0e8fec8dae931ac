"""The tables of linli.rosters by their old name. Nothing in the product imports this."""

from linli.rosters.models import RosterRow as RosterRow
