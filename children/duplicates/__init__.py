"""Whether two records are one child: finding candidates, weighing them, saying why."""
