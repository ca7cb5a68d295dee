"""All fields of an article except its text, each from the best source that has it."""
