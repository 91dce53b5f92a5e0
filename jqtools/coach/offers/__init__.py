"""What the coach offers to rewrite, one module a step; `coach.rewrites` puts the offers together."""
