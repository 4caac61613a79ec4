"""What discipline brings to the pages: forms, words, papers."""

from workflows.screens import Screen

SCREEN = Screen(
    forms={},
    clocks={},
    sentences={},
    papers=lambda documents: [],
    own_papers=lambda documents: [],
    printed=lambda document: (_ for _ in ()).throw(LookupError(document.code)),
    spoken=lambda name, value: str(value),
)
