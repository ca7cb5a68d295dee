"""Articles and archives as files for others."""
