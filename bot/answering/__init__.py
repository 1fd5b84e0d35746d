"""From a question to a dated, sourced answer; knows nothing of Telegram or the terminal."""
