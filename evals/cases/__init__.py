"""Data files, read by one loader each."""
