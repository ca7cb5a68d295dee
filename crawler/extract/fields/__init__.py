"""Everything of an article but its text, each field from the best place that has it."""
