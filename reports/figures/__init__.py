"""Figures of a study: pure values in, a chart in Vega-Lite with its text alternative out."""
