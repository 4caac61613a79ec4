"""The steps of the admission flow by phase: who acts, by which rules, where each outcome leads (admission/flows.py)."""
