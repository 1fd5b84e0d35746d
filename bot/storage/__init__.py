"""What the bot keeps about a chat, for how long, and how it is removed.

- `chats`: the chat's id, the language it chose, and its memory (the last question as it was
  understood), so that follow-ups work after a restart. Memory goes after 30 days without a
  question.
- `answers`: which facts an answer cited, which buttons it offered, and the thumb it got. Never the
  question itself. Gone after 90 days.
- `forms`: the form a chat is filling in and what was said so far, so that a restart does not lose
  it. Closed after a day.
- `cases`, `diary`, `diary_announced`, `reminders`: what the user asked to keep about an outage.
  Open cases stay until the user deletes them; the rest goes by itself (`purging`). Names and
  contacts typed for a letter are never kept.

Deleting a chat's row deletes everything that belongs to it: every table that holds something about
a chat refers to `chats.id` with ON DELETE CASCADE.
"""
