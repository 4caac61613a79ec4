"""The collegial act: what is voted in a meeting, and what comes of it."""
