"""Letters: templates that a law clerk can edit, filled from a case, as text, .docx and .pdf."""
