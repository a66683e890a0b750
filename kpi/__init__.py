"""How well: indicators and their agreed versions, targets, observations, analysis."""
