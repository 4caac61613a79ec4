"""The electronic file: the papers of a dossier in one archive, laid out by the catalogue of their types (ADM-104)."""
