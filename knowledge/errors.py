"""Errors of the knowledge room.

KnowledgeError
 +-- InvalidKnowledge    a data file breaks a rule; the message names the file, the id and the field
 +-- IndexUnavailable    the search index cannot be built or read; the message says what to do
 +-- EncoderUnavailable  the configured encoder cannot be loaded; the message says what to set
 +-- RerankerUnavailable the configured reranker cannot be loaded; the message says what to set
"""


class KnowledgeError(Exception):
    """Base of everything the knowledge room raises."""


class InvalidKnowledge(KnowledgeError):
    """A data file breaks a rule."""


class IndexUnavailable(KnowledgeError):
    """The search index cannot be built or read."""


class EncoderUnavailable(KnowledgeError):
    """The configured encoder cannot be loaded."""


class RerankerUnavailable(KnowledgeError):
    """The configured reranker cannot be loaded."""
