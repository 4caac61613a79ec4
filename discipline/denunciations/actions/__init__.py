"""What happens to a denunciation: one function per verb. Who may, when and where it leads stands in flows.py."""
