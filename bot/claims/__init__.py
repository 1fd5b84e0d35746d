"""From an assessment to action: evidence, letters, desks, deadlines, reminders, scam signs.

Pure and typed: nothing here talks to Telegram or a database. `bot.claims.book.load_claims` builds
everything that the functions need, once.
"""
