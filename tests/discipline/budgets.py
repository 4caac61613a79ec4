"""How many statements an act, a page and a list of discipline may take (architecture, 4)."""

ACT, PAGE, LIST = 25, 15, 8
#: The page of a whole case: what that of a task asks, and a statement for each of what only it shows: which bodies see
#: the case, who sits in them, who does by name, its votes, the complaints about it, the cases linked with it.
CASE_PAGE = 21
#: {kind of case: (statements, why its page takes more)}
CASE_PAGES: dict[str, tuple[int, str]] = {
    "denunciation": (23, "who reads the sealed identity is asked apart: whether this reader does, and who all do"),
}
#: {(model of the case, verb): (statements, why it takes more)}
MORE: dict[tuple[str, str], tuple[int, str]] = {
    ("Complaint", "complain"): (
        28,
        "about an organisation that has ended: its way is asked below and above, and who stands aside is inherited",
    ),
    ("DisciplineCase", "continue_inspection"): (
        28,
        "about an organisation that has ended: its way is asked below and above, and who stands aside is inherited",
    ),
    ("DisciplineCase", "record_level_decision"): (
        26,
        "about an organisation that has ended: its way is asked below and above",
    ),
}
