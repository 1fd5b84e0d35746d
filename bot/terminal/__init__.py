"""The terminal: one-shot questions, JSON Lines, and a conversation."""
