"""Lets a chat model word the composed answer, and shows none of it unchecked.

What a sentence must pass is in `checking`: conduct, citations, figures, names, the verdict, and a
trained judge of whether it follows from its sources (`checking/entailment.py`). For what fails, the
composed point on the same fact is told instead.

Build a `Writer` with `bot.answering.writing.factory.build_writer`; it is None when no model is
set, and nothing of LangChain is imported then.
"""
