"""Database migrations; `bot.storage.database` applies them when the bot starts."""
