"""Reads of leads, within the viewer's scope: by name where they are traced, by number above."""
