"""Extraction again, from the archive: what was fetched is read as today's extraction reads it."""
