"""Writes of sign-in: one command, one transaction."""
