"""Handing a study to other programs: as a project, as tables to count, as texts with variables."""
