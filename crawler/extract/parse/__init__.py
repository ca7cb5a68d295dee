"""From bytes to a tree, and what the tree says in the words of HTML, JSON-LD and WordPress."""
