"""The background check: whom to ask about, what exempts, what the requested organisations answer."""
