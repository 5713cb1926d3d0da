"""A message and a conversation in; a cited answer with exact figures out."""
