"""The three guides that ship."""
