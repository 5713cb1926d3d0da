"""How good the answers are: cases, measures, report."""
