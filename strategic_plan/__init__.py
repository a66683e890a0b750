"""Why: plan components, core goals, strategies."""
