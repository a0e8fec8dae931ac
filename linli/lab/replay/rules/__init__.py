"""The replay decided: what a day says, where a place lies, which case can be replayed, what the figures are."""
