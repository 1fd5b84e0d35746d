"""What the bot knows, as reviewed data, and the code that loads, checks and finds it."""
