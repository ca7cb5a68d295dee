"""How well near-duplicates are found: labelled pairs of articles, and rivals over the same pairs."""
