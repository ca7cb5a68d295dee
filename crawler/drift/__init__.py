"""Since when a field is missing: the coverage of each by month and by layout."""
