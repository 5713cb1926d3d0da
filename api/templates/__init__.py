"""Pages that are filled in on the server."""
