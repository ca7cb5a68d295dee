"""From bytes to a tree, and what the tree says in HTML, JSON-LD and WordPress' markup."""
