"""What is true of articles together: which of them tell the same story."""
