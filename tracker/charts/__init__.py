"""Charts that can be defended: steps between real reports, one source a line, hedges drawn."""
