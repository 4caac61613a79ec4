"""Papers with a form: what is asked as data, read, kept while it is typed, frozen by an act, printed as PDF and Word.

The forms themselves, and what is known without asking, belong to the procedures (admission/papers, discipline/papers).
"""
