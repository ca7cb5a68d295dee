"""Re-extraction: what was archived is read again with today's extraction."""
