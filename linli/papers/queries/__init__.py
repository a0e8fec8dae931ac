"""Reads of papers, always within the viewer's scope; by a code, what anybody may read."""
