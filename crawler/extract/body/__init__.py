"""The story: which lines of a page belong to it, and its lead picture."""
