"""The collegial act: a meeting, its roster, the certificate before the vote, the ballots, the count, the minutes."""
