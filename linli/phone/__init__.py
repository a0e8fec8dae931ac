"""The phone at the door: what it needs for the day, and what it brings back."""
