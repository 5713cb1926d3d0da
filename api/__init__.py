"""Every face to the outside: HTTP, streaming, the widget and the command line."""
