"""Lets a chat model word the composed answer, and shows none of it unchecked.

Build a `Writer` with `bot.answering.writing.factory.build_writer`; it is None when no model is
set, and nothing of LangChain is imported then.
"""
