"""What must be true of a discipline case, step by step."""
