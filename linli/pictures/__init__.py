"""Photographs: sealed files beside the database, each of one subject of the app above that owns it."""
