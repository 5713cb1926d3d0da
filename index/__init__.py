"""Guides on disk in; structured guides, exact figures, chunks and search out."""
