"""The papers of a discipline case (discipline.md 4): the list, the forms, what is known of them, their pages."""
