"""Papers from plain data, as PDF and DOCX, the same bytes every time. No model is imported here."""
