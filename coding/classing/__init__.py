"""Classes of cases: proposals by rules and by similar cases, and what coders chose."""
