"""Writers: one for each thing that can be asked, from gathered figures to pieces of a draft."""
