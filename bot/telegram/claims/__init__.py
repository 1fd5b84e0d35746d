"""Cases in Telegram: opening, letters, steps with their days, and the path that follows."""
