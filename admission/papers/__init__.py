"""The forms of admission.md §5 beside the CV: written once, filed as papers of the dossier, printed as PDF and Word."""
